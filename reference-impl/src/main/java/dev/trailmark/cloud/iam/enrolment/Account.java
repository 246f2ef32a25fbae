package dev.trailmark.cloud.iam.enrolment;

/**
 * An account as its operator sees it: with the credentials that were made or given for it.
 *
 * @param id twelve digits
 * @param name what the operator calls it
 * @param rootAccessKeyId the root user's key; {@code null} once that key was deleted
 * @param rootSecretAccessKey its secret
 * @param userName the IAM user that assumes the role
 * @param userAccessKeyId that user's key; {@code null} once that key was deleted
 * @param userSecretAccessKey its secret
 * @param roleArn the role that the user may assume
 */
public record Account(
    String id,
    String name,
    String rootAccessKeyId,
    String rootSecretAccessKey,
    String userName,
    String userAccessKeyId,
    String userSecretAccessKey,
    String roleArn) {

  /** Keeps the secrets out of logs. */
  @Override
  public String toString() {
    return "Account[" + id + ", " + name + "]";
  }
}
