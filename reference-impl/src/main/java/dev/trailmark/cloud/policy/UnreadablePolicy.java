package dev.trailmark.cloud.policy;

/**
 * What stands in for a stored policy that cannot be read. Its statement is called {@value #SID}, so
 * that an explanation of a refusal names the cause.
 */
final class UnreadablePolicy {
  static final String SID = "StoredPolicyIsMalformed";

  private static final String EVERYONE = "\"Principal\": \"*\", ";

  /** What remains allowed, where other policies allow it: seeing policies and replacing them. */
  private static final String OF_IDENTITIES = "\"iam:*\"";

  private static final String OF_BUCKETS =
      "\"s3:GetBucketPolicy\", \"s3:PutBucketPolicy\", \"s3:DeleteBucketPolicy\"";

  private static final String OF_KEYS =
      "\"kms:DescribeKey\", \"kms:GetKeyPolicy\", \"kms:PutKeyPolicy\"";

  private UnreadablePolicy() {}

  /**
   * The document.
   *
   * @param owner the account that is let in to a key, which nothing but its policy opens
   */
  static PolicyDocument document(PolicyKind kind, PolicyOrigin origin, String owner) {
    try {
      return PolicyDocument.parse(text(kind, owner), kind, origin);
    } catch (MalformedPolicyException e) {
      throw new IllegalStateException("the text below is a policy of every kind", e);
    }
  }

  private static String text(PolicyKind kind, String owner) {
    return switch (kind) {
      case TRUST -> policy(statement("Deny", EVERYONE + "\"Action\": \"sts:*\""));
      case KEY -> policy(denied(EVERYONE, OF_KEYS) + ", " + opened(owner));
      case BUCKET -> policy(denied(EVERYONE, OF_BUCKETS));
      case IDENTITY, MANAGED, AWS_MANAGED, SESSION ->
          policy(denied("", String.join(", ", OF_IDENTITIES, OF_BUCKETS, OF_KEYS)));
      case SERVICE_CONTROL, RESOURCE_CONTROL ->
          throw new IllegalArgumentException("policies of organizations are not stored");
    };
  }

  private static String policy(String statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}";
  }

  private static String denied(String principal, String but) {
    return statement("Deny", principal + "\"NotAction\": [" + but + "], \"Resource\": \"*\"");
  }

  private static String opened(String owner) {
    return statement(
        "Allow",
        "\"Principal\": {\"AWS\": \"arn:aws:iam::%s:root\"}, \"Action\": [%s], \"Resource\": \"*\""
            .formatted(owner, OF_KEYS));
  }

  /** IAM wants each Sid once in a policy; the other one is the key's. */
  private static String statement(String effect, String rest) {
    String sid = effect.equals("Deny") ? SID : SID + "SoReplaceIt";
    return "{\"Sid\": \"%s\", \"Effect\": \"%s\", %s}".formatted(sid, effect, rest);
  }
}
