package dev.trailmark.cloud.policy;

import java.util.List;

/**
 * Whether a request is allowed, and why.
 *
 * @param effect the outcome
 * @param source the side that decided: the one whose Allow sufficed, whose Deny applied or whose
 *     Allow was missing
 * @param crossAccount whether caller and resource belong to two accounts, where services say less
 * @param deciding the statements that allowed or denied, each with its policy; empty when an Allow
 *     was missing, or when no policy but the source itself allowed (see {@link Source})
 */
public record Decision(Effect effect, Source source, boolean crossAccount, List<Match> deciding) {

  /** The outcomes. */
  public enum Effect {
    /** Allowed. */
    ALLOW,
    /** A statement denies. */
    EXPLICIT_DENY,
    /** No statement allows. */
    IMPLICIT_DENY
  }

  /** The sides of a decision, with the words that AWS's messages use for their policies. */
  public enum Source {
    /** Identity policies. */
    IDENTITY("identity-based policy", "an identity-based policy"),
    /** The resource's policy. */
    RESOURCE("resource-based policy", "a resource-based policy"),
    /** Session policies. */
    SESSION("session policy", "a session policy"),
    /** The permissions boundary. */
    BOUNDARY("permissions boundary", "a permissions boundary"),
    /** The role's trust policy. */
    TRUST("role trust policy", "the role trust policy"),
    /** Service control policies of an organization. */
    SERVICE_CONTROL("service control policy", "a service control policy"),
    /** Resource control policies of an organization. */
    RESOURCE_CONTROL("resource control policy", "a resource control policy"),
    /** No policy but a KMS grant; allows only. */
    GRANT("grant", "a grant"),
    /** No policy but an access control list; allows only. */
    ACL("access control list", "an access control list"),
    /** No policy but the rights of the account's root user; allows only. */
    ROOT("identity-based policy", "an identity-based policy");

    private final String name;
    private final String nameWithArticle;

    Source(String name, String nameWithArticle) {
      this.name = name;
      this.nameWithArticle = nameWithArticle;
    }

    /** What AWS's messages call it, such as {@code identity-based policy}. */
    public String words() {
      return name;
    }
  }

  /** Whether the request may go on. */
  public boolean allowed() {
    return effect == Effect.ALLOW;
  }

  /**
   * The closing phrase of the denial message, such as {@code because no identity-based policy
   * allows the kms:Encrypt action}, without a trailing dot; empty when the request is allowed. An
   * explicit deny is followed by the ARN of the policy that denies, if it has one and caller and
   * resource are of one account.
   *
   * @param action the action as the message names it
   * @see <a
   *     href="https://aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns">Enhanced
   *     access denied error messages with policy ARNs</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot
   *     access denied error messages</a>
   */
  public String reason(String action) {
    return switch (effect) {
      case ALLOW -> "";
      case EXPLICIT_DENY -> "with an explicit deny in " + source.nameWithArticle + policyArn();
      case IMPLICIT_DENY -> "because no " + source.name + " allows the " + action + " action";
    };
  }

  private String policyArn() {
    String arn = deciding.isEmpty() ? null : deciding.get(0).policy().origin().arn();
    boolean ofResource = source == Source.RESOURCE || source == Source.TRUST;
    return crossAccount || ofResource || arn == null ? "" : ": " + arn;
  }
}
