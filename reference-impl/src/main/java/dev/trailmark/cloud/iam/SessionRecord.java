package dev.trailmark.cloud.iam;

import java.time.Instant;
import java.util.List;

/**
 * Temporary credentials that STS issued, to be kept under their access key id.
 *
 * @param accessKeyId {@code ASIA…}
 * @param accountId the account of the role or user
 * @param roleName the role assumed; {@code null} for sessions of users and of root
 * @param roleSessionName the session's name; {@code null} for sessions of users and of root
 * @param userName the user; {@code null} for sessions of roles and of root
 * @param entityId the role's or user's unique id: one of the same name made later is another
 * @param policies texts of the session policies
 */
public record SessionRecord(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    String accountId,
    String roleName,
    String roleSessionName,
    String userName,
    String entityId,
    Instant issuedAt,
    Instant expiresAt,
    List<String> policies) {

  /** Copies the policies so that the record is immutable. */
  public SessionRecord {
    policies = List.copyOf(policies);
  }

  /** Keeps the secret and the token out of logs. */
  @Override
  public String toString() {
    return "SessionRecord[" + accessKeyId + "]";
  }
}
