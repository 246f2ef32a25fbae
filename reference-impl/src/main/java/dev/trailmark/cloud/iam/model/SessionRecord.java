package dev.trailmark.cloud.iam.model;

import dev.trailmark.cloud.identity.Session;

/**
 * Temporary credentials that STS issued, to be kept under their access key id.
 *
 * @param accessKeyId {@code ASIA…}
 * @param bearer whom they stand for
 * @param session what STS fixed when it issued them
 */
public record SessionRecord(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    Bearer bearer,
    Session session) {

  /** The kinds of bearers. */
  public enum Kind {
    /** A session of a role (AssumeRole). */
    ROLE,
    /** The user or root user itself (GetSessionToken). */
    SELF,
    /** A federated user (GetFederationToken). */
    FEDERATED
  }

  /**
   * Whom a session stands for.
   *
   * @param kind what was asked for
   * @param accountId the account of the role or user
   * @param entityName the role's or user's name, for a federated user that of the user who asked;
   *     {@code null} for the root user
   * @param entityId the role's or user's unique id: one of the same name made later is another;
   *     {@code null} for the root user
   * @param sessionName the role session's or the federated user's name; {@code null} for {@link
   *     Kind#SELF}
   */
  public record Bearer(
      Kind kind, String accountId, String entityName, String entityId, String sessionName) {}

  /** Keeps the secret and the token out of logs. */
  @Override
  public String toString() {
    return "SessionRecord[" + accessKeyId + "]";
  }
}
