package dev.trailmark.cloud.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What the stages of a call note down for its CloudTrail record beside request and response:
 * resources touched and additional event data. Notes made before a refusal are kept, so that a
 * denied call's record names its resource too.
 */
public final class TrailNotes {
  private final List<Resource> resources = new ArrayList<>(2);
  private final List<Resource> mentioned = new ArrayList<>(0);
  private Map<String, Object> additional;
  private Map<String, Object> requestParameters;
  private final List<ServiceEvent> others = new ArrayList<>(0);
  private final List<Elsewhere> elsewhere = new ArrayList<>(0);
  private String told;

  /**
   * A resource as the record lists it.
   *
   * @param type CloudFormation type, such as {@code AWS::KMS::Key}
   * @param arn the ARN
   * @param accountId the owner; {@code null} where AWS leaves it out (S3 objects)
   * @param prefix whether it is written as {@code ARNPrefix}
   */
  public record Resource(String type, String arn, String accountId, boolean prefix) {}

  /**
   * A record that a call leaves in another region, as made by the service for the caller.
   *
   * @param region where
   * @param name the event's name
   * @param input what {@code requestParameters} show
   * @param output a message whose members {@code responseElements} show; {@code null} for none
   * @param resources what it was about there
   */
  public record Elsewhere(
      String region, String name, SdkPojo input, SdkPojo output, List<Resource> resources) {}

  /** Notes a resource; one noted twice is listed once. */
  public TrailNotes resource(String type, String arn, String accountId) {
    Resource resource = new Resource(type, arn, accountId, false);
    if (!resources.contains(resource)) {
      resources.add(resource);
    }
    return this;
  }

  /** Notes the resources below an ARN prefix, as S3's list calls do. */
  public TrailNotes resourcePrefix(String type, String arnPrefix) {
    resources.add(new Resource(type, arnPrefix, null, true));
    return this;
  }

  /**
   * Notes a resource that the event history finds the event by, but the record does not list, by
   * the name that the caller used.
   */
  public TrailNotes mention(String type, String name) {
    Resource resource = new Resource(type, name, null, false);
    if (!mentioned.contains(resource)) {
      mentioned.add(resource);
    }
    return this;
  }

  /** The resources that only the event history knows. */
  public List<Resource> mentioned() {
    return mentioned;
  }

  /** Notes a member of {@code additionalEventData}. */
  public TrailNotes additional(String name, Object value) {
    if (additional == null) {
      additional = new LinkedHashMap<>();
    }
    additional.put(name, value);
    return this;
  }

  /**
   * Adds to, or replaces in, {@code requestParameters} what the decoded request alone does not
   * tell.
   */
  public TrailNotes parameter(String name, Object value) {
    if (requestParameters == null) {
      requestParameters = new LinkedHashMap<>();
    }
    requestParameters.put(name, value);
    return this;
  }

  /** Notes what the service did in consequence of the call, to be recorded by itself. */
  public TrailNotes also(ServiceEvent happened) {
    others.add(happened);
    return this;
  }

  /** What the service did in consequence. */
  public List<ServiceEvent> others() {
    return others;
  }

  /**
   * Notes whose resource it was, where no permission is asked for that would say so: that account
   * receives a record.
   */
  public TrailNotes tells(String owner) {
    told = owner;
    return this;
  }

  /** Whose resource it was; {@code null} when the permissions say it. */
  public String told() {
    return told;
  }

  /** Notes a record that the call leaves in another region if it succeeds. */
  public TrailNotes elsewhere(Elsewhere record) {
    elsewhere.add(record);
    return this;
  }

  /** The records in other regions. */
  public List<Elsewhere> elsewhere() {
    return elsewhere;
  }

  /** The resources in the order noted. */
  public List<Resource> resources() {
    return resources;
  }

  /** The additional event data; {@code null} when there is none. */
  public Map<String, Object> additional() {
    return additional;
  }

  /** The noted request parameters; {@code null} when there are none. */
  public Map<String, Object> parameters() {
    return requestParameters;
  }
}
