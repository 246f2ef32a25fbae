package dev.trailmark.cloud.policy;

/** What the resource side of a decision is worth. */
public enum Authority {
  /** S3 and most services: within one account either side's Allow is enough. */
  RESOURCE_OR_IDENTITY,
  /**
   * KMS: the key policy is the root of authority. Identity policies count only when it delegates to
   * the account, and the root user needs it too.
   */
  KEY_POLICY,
  /** sts:AssumeRole: the role's trust policy must name the caller or delegate to its account. */
  TRUST,
  /** The resource has no policy of its own, or the action has no resource. */
  IDENTITY_ONLY;

  boolean needsResourceAllow() {
    return this == KEY_POLICY || this == TRUST;
  }
}
