package dev.trailmark.cloud.policy;

/**
 * Where a policy comes from, for those who tell why something was decided: the simulator's {@code
 * SourcePolicyId} and {@code SourcePolicyType}, and the ARN that denials may name.
 *
 * @param type what holds the policy
 * @param name the policy's name; for an inline policy without its holder's; empty where there is
 *     none
 * @param arn the policy's ARN; {@code null} for policies that have none, such as inline ones
 */
public record PolicyOrigin(Type type, String name, String arn) {

  /** A text that somebody gave to be checked or tried, stored nowhere. */
  public static final PolicyOrigin INPUT = new PolicyOrigin(Type.INPUT, "", null);

  /** What can hold a policy. */
  public enum Type {
    /** Inline in a user. */
    USER,
    /** Inline in a group. */
    GROUP,
    /** Inline in a role. */
    ROLE,
    /** A managed policy of AWS's. */
    AWS_MANAGED,
    /** A managed policy of the customer's. */
    USER_MANAGED,
    /** A managed policy in its use as a permissions boundary. */
    BOUNDARY,
    /** Given to STS with a session. */
    SESSION,
    /** A resource: a bucket, a key, a role's trust policy. */
    RESOURCE,
    /** An organization, as a service control policy. */
    SCP,
    /** An organization, as a resource control policy. */
    RCP,
    /** A request. */
    INPUT
  }

  /** The origin of a policy without an ARN of its own. */
  public static PolicyOrigin inline(Type type, String name) {
    return new PolicyOrigin(type, name, null);
  }
}
