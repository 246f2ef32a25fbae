package dev.trailmark.cloud.policy;

/** Which grammar and which limits apply to a policy document. */
public enum PolicyKind {
  /** An inline policy of a user, group or role. No principals. */
  IDENTITY(10_240, false),
  /** A customer's managed policy; also a permissions boundary. No principals. */
  MANAGED(6_144, false),
  /** A managed policy of AWS's, which may be far longer. No principals. */
  AWS_MANAGED(131_072, false),
  /** A role's trust policy: principals, no resources. */
  TRUST(2_048, true),
  /** A session policy, given to AssumeRole or GetFederationToken. No principals. */
  SESSION(2_048, false),
  /** A KMS key policy. */
  KEY(32_768, true),
  /** An S3 bucket policy. */
  BUCKET(20_480, true);

  private final int limit;
  private final boolean namesPrincipals;

  PolicyKind(int limit, boolean namesPrincipals) {
    this.limit = limit;
    this.namesPrincipals = namesPrincipals;
  }

  /**
   * The most a document of this kind may hold: bytes for KEY and BUCKET, else characters without
   * white space. For IDENTITY it is the largest quota (inline policies of a role); IAM's smaller
   * and summed quotas are the service's to check.
   */
  public int limit() {
    return limit;
  }

  /** Whether statements must name principals; where they need not they must not. */
  public boolean namesPrincipals() {
    return namesPrincipals;
  }

  boolean isIam() {
    return this != KEY && this != BUCKET;
  }
}
