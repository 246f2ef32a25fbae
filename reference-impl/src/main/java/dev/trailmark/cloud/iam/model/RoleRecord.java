package dev.trailmark.cloud.iam.model;

import dev.trailmark.cloud.iam.request.IamError;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A role.
 *
 * @param id the unique id, {@code AROA…}
 * @param path begins and ends with {@code /}
 * @param description {@code null} when there is none
 * @param maxSessionSeconds the longest session that AssumeRole gives
 * @param trustPolicy the text of the policy that says who may assume it, its principals bound to
 *     their unique ids
 * @param permissions its policies
 * @param tags in the order in which they were added
 * @param founding whether it was made with its account, and is therefore seen at once
 */
public record RoleRecord(
    String accountId,
    String name,
    String path,
    String id,
    Instant created,
    String description,
    int maxSessionSeconds,
    String trustPolicy,
    Permissions permissions,
    Map<String, String> tags,
    boolean founding)
    implements Holder<RoleRecord>, Tagged<RoleRecord> {

  /** The path of all roles that belong to AWS services. */
  public static final String SERVICE_PATH = "/aws-service-role/";

  /** Copies the tags so that the record is immutable. */
  public RoleRecord {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** The role's ARN, path included. */
  @Override
  public String arn() {
    return "arn:aws:iam::" + accountId + ":role" + path + name;
  }

  /** Whether the role belongs to an AWS service, which alone may change it. */
  public boolean isServiceLinked() {
    return path.startsWith(SERVICE_PATH);
  }

  @Override
  public void checkModifiable() {
    if (isServiceLinked()) {
      throw IamError.UNMODIFIABLE_ENTITY.because(
          "Cannot perform the operation on the protected role '%s' - this role is only modifiable"
              + " by AWS",
          name);
    }
  }

  /** The same with another trust policy. */
  public RoleRecord withTrustPolicy(String text) {
    return with(description, maxSessionSeconds, text, permissions, tags);
  }

  @Override
  public RoleRecord with(Permissions newPermissions) {
    return with(description, maxSessionSeconds, trustPolicy, newPermissions, tags);
  }

  /** The same with another description and longest session. */
  public RoleRecord described(String newDescription, int newMaxSessionSeconds) {
    return with(newDescription, newMaxSessionSeconds, trustPolicy, permissions, tags);
  }

  @Override
  public RoleRecord tagged(Map<String, String> newTags) {
    return with(description, maxSessionSeconds, trustPolicy, permissions, newTags);
  }

  private RoleRecord with(
      String newDescription,
      int newMaxSessionSeconds,
      String newTrustPolicy,
      Permissions newPermissions,
      Map<String, String> newTags) {
    return new RoleRecord(
        accountId,
        name,
        path,
        id,
        created,
        newDescription,
        newMaxSessionSeconds,
        newTrustPolicy,
        newPermissions,
        newTags,
        founding);
  }
}
