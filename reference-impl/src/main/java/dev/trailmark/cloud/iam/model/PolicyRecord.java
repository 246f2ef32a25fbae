package dev.trailmark.cloud.iam.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A managed policy, of a customer's account or of AWS's.
 *
 * @param accountId the account, or {@link #AWS}
 * @param path begins and ends with {@code /}
 * @param id the unique id, {@code ANPA…}
 * @param description {@code null} when there is none
 * @param updated when a version was last made or chosen
 * @param versions the versions that are left, oldest first; never empty
 * @param defaultVersion the number of the version that counts
 * @param lastVersion the highest number given so far: none is given twice
 * @param tags in the order in which they were added; their keys differ by case
 */
public record PolicyRecord(
    String accountId,
    String name,
    String path,
    String id,
    String description,
    Instant created,
    Instant updated,
    List<Version> versions,
    int defaultVersion,
    int lastVersion,
    Map<String, String> tags)
    implements Tagged<PolicyRecord> {

  /** What ARNs of AWS's own policies have for an account. */
  public static final String AWS = "aws";

  /**
   * One version of a policy.
   *
   * @param number from 1
   * @param document the text as it was sent
   */
  public record Version(int number, String document, Instant created) {

    /** As responses show it: {@code v1}. */
    public String label() {
      return label(number);
    }

    static String label(int number) {
      return "v" + number;
    }
  }

  public PolicyRecord {
    versions = List.copyOf(versions);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** The policy's ARN, path included. */
  public String arn() {
    return arn(accountId, path, name);
  }

  static String arn(String account, String path, String name) {
    return "arn:aws:iam::" + account + ":policy" + path + name;
  }

  /** The version that counts. */
  public Version current() {
    return version(Version.label(defaultVersion));
  }

  /** The version of that label; {@code null} when there is none. */
  public Version version(String label) {
    for (Version version : versions) {
      if (version.label().equals(label)) {
        return version;
      }
    }
    return null;
  }

  /** The policy with one more version. */
  public PolicyRecord adding(String document, boolean asDefault, Instant now) {
    List<Version> more = new ArrayList<>(versions);
    more.add(new Version(lastVersion + 1, document, now));
    int chosen = asDefault ? lastVersion + 1 : defaultVersion;
    return with(more, chosen, lastVersion + 1, now, tags);
  }

  /** The policy with another version that counts. */
  public PolicyRecord choosing(Version version, Instant now) {
    return with(versions, version.number(), lastVersion, now, tags);
  }

  /** The policy without a version, which is not the one that counts. */
  public PolicyRecord without(Version version) {
    List<Version> rest = versions.stream().filter(other -> !other.equals(version)).toList();
    return with(rest, defaultVersion, lastVersion, updated, tags);
  }

  @Override
  public PolicyRecord tagged(Map<String, String> newTags) {
    return with(versions, defaultVersion, lastVersion, updated, newTags);
  }

  @Override
  public boolean tagKeysDifferByCase() {
    return true;
  }

  private PolicyRecord with(
      List<Version> newVersions,
      int chosen,
      int last,
      Instant newUpdated,
      Map<String, String> newTags) {
    return new PolicyRecord(
        accountId,
        name,
        path,
        id,
        description,
        created,
        newUpdated,
        newVersions,
        chosen,
        last,
        newTags);
  }
}
