package dev.trailmark.cloud.policy;

import java.nio.charset.StandardCharsets;

/** Which grammar and which limits apply to a policy document. */
public enum PolicyKind {
  /** An inline policy of a user, group or role. No principals. */
  IDENTITY(10_240, Measure.WITHOUT_WHITE_SPACE, false),
  /** A customer's managed policy; also a permissions boundary. No principals. */
  MANAGED(6_144, Measure.WITHOUT_WHITE_SPACE, false),
  /** A managed policy of AWS's, which may be far longer. No principals. */
  AWS_MANAGED(131_072, Measure.WITHOUT_WHITE_SPACE, false),
  /** A role's trust policy: principals, no resources. */
  TRUST(2_048, Measure.WITHOUT_WHITE_SPACE, true),
  /** A session policy, given to AssumeRole or GetFederationToken. No principals. */
  SESSION(2_048, Measure.WITHOUT_WHITE_SPACE, false),
  /** A KMS key policy. */
  KEY(32_768, Measure.BYTES, true),
  /** An S3 bucket policy. */
  BUCKET(20_480, Measure.BYTES, true),
  /** A service control policy of an organization: the grammar of identity policies. */
  SERVICE_CONTROL(10_240, Measure.CHARACTERS, false),
  /**
   * A resource control policy of an organization: denies only, to everyone; AWS's own
   * RCPFullAWSAccess is the one that allows.
   */
  RESOURCE_CONTROL(5_120, Measure.CHARACTERS, true);

  private final int limit;
  private final Measure measure;
  private final boolean namesPrincipals;

  /** What the limit counts. */
  private enum Measure {
    WITHOUT_WHITE_SPACE,
    CHARACTERS,
    BYTES
  }

  PolicyKind(int limit, Measure measure, boolean namesPrincipals) {
    this.limit = limit;
    this.measure = measure;
    this.namesPrincipals = namesPrincipals;
  }

  /**
   * The most a document of this kind may hold: bytes for KEY and BUCKET, all characters for an
   * organization's policies, else characters without white space. For IDENTITY it is the largest
   * quota (the inline policies of a role); IAM's smaller and summed quotas are the service's to
   * check. For TRUST it is the default, which AWS raises on request.
   *
   * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM
   *     and STS quotas</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html">Quotas
   *     for Organizations</a>
   */
  public int limit() {
    return limit;
  }

  /** The size of a document, as {@link #limit()} counts it. */
  long size(String text) {
    return switch (measure) {
      case WITHOUT_WHITE_SPACE -> text.chars().filter(c -> !Character.isWhitespace(c)).count();
      case CHARACTERS -> text.length();
      case BYTES -> text.getBytes(StandardCharsets.UTF_8).length;
    };
  }

  /** Whether statements must name principals; where they need not they must not. */
  public boolean namesPrincipals() {
    return namesPrincipals;
  }

  /** Whether Sids are alphanumeric and differ within a policy. */
  boolean hasStrictSids() {
    return this != KEY && this != BUCKET;
  }

  /**
   * Whether IAM itself takes the document, as what a user, group, role or session may do. It looks
   * at those in ways of its own.
   */
  boolean isKeptByIam() {
    return this == IDENTITY || this == MANAGED || this == SESSION;
  }

  boolean isOfOrganization() {
    return this == SERVICE_CONTROL || this == RESOURCE_CONTROL;
  }
}
