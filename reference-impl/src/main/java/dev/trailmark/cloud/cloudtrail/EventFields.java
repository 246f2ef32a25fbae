package dev.trailmark.cloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.store.Event;
import java.io.IOException;
import java.util.List;

/** What advanced event selectors look at in an event. */
final class EventFields {
  static final String MANAGEMENT = "Management";
  static final String DATA = "Data";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OBJECT = "AWS::S3::Object";
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String S3 = "arn:aws:s3:::";

  private final Event event;
  private JsonNode record;

  EventFields(Event event) {
    this.event = event;
  }

  /**
   * Whether an event is a delivery of CloudTrail's own, which logs of data events would else log
   * for ever. Log groups are not written to here.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-recursive-logging.html">Suppressing
   *     recursive events with recursive logging</a>
   */
  static boolean isDelivery(Event event) {
    return event.source().equals("s3.amazonaws.com")
        && event.name().equals("PutObject")
        && new EventFields(event)
            .record()
            .path("userIdentity")
            .path("invokedBy")
            .asText()
            .equals("cloudtrail.amazonaws.com");
  }

  /** A resource by type and ARN. */
  record Resource(String type, String arn) {}

  /** A field's value as selectors compare it; empty when the event does not have it. */
  String value(String field) {
    return switch (field) {
      case AdvancedSelectorRecord.CATEGORY -> event.management() ? MANAGEMENT : DATA;
      case AdvancedSelectorRecord.READ_ONLY -> Boolean.toString(event.readOnly());
      case "eventName" -> event.name();
      case "eventSource" -> event.source();
      case "userIdentity.arn" -> record().path("userIdentity").path("arn").asText("");
      case "eventType", "sessionCredentialFromConsole" -> record().path(field).asText("");
      default -> throw new IllegalArgumentException(field + " is no field of selectors");
    };
  }

  /** The record is read only for what is nowhere else. */
  private JsonNode record() {
    if (record == null) {
      try {
        record = JSON.readTree(event.record());
      } catch (IOException e) {
        throw new IllegalStateException("the record of event " + event.id() + " is damaged", e);
      }
    }
    return record;
  }

  /** The resources; a call on a bucket alone, such as a listing, is on everything in it. */
  List<Resource> resources() {
    List<Resource> objects =
        event.resources().stream()
            .filter(resource -> !resource.type().equals(BUCKET))
            .map(resource -> new Resource(resource.type(), arn(resource)))
            .toList();
    return objects.isEmpty()
        ? event.resources().stream()
            .map(bucket -> new Resource(OBJECT, S3 + bucket.name() + "/"))
            .toList()
        : objects;
  }

  private static String arn(Event.Resource resource) {
    return resource.name().startsWith("arn:") ? resource.name() : S3 + resource.name();
  }
}
