package dev.trailmark.cloud.policy;

/**
 * A text that is not a policy of its kind. The message says what is wrong in words of our own;
 * services write AWS's wording from {@link #reason()} and {@link #value()}.
 */
public final class MalformedPolicyException extends Exception {

  /** What is wrong with the document. */
  public enum Reason {
    /** Not JSON, or not an object. */
    INVALID_JSON,
    /** An object names a key twice. */
    DUPLICATE_KEY,
    /** Longer than {@link PolicyKind#limit()}. */
    TOO_LARGE,
    /** A character outside tab, line feed, carriage return and U+0020 to U+00FF. */
    INVALID_CHARACTER,
    /** A field that the grammar does not know, or that this kind of policy may not have. */
    UNKNOWN_FIELD,
    /** A {@code Version} other than 2012-10-17 and 2008-10-17. */
    INVALID_VERSION,
    /** An {@code Id} that is not a string. */
    INVALID_ID,
    /** No {@code Statement}. */
    MISSING_STATEMENT,
    /** An empty list of statements. */
    EMPTY_STATEMENT,
    /** A statement that is not an object. */
    INVALID_STATEMENT,
    /** A {@code Sid} that is not a string, or in IAM's policies not alphanumeric. */
    INVALID_SID,
    /** Two statements of one policy with the same {@code Sid}. */
    DUPLICATE_SID,
    /** A statement without {@code Effect}. */
    MISSING_EFFECT,
    /** An {@code Effect} other than Allow and Deny. */
    INVALID_EFFECT,
    /** A statement of a resource policy that names nobody. */
    MISSING_PRINCIPAL,
    /** {@code Principal} or {@code NotPrincipal} where it may not be. */
    PRINCIPAL_NOT_ALLOWED,
    /** A principal of a form that nobody can have. */
    INVALID_PRINCIPAL,
    /** Neither {@code Action} nor {@code NotAction}, or both, or an empty list. */
    MISSING_ACTION,
    /** An action that is not {@code *} or {@code service:Name}, or of a service out of place. */
    INVALID_ACTION,
    /** Neither {@code Resource} nor {@code NotResource}, or both, or an empty list. */
    MISSING_RESOURCE,
    /** {@code Resource} or {@code NotResource} in a trust policy. */
    RESOURCE_NOT_ALLOWED,
    /** A resource that is neither {@code *} nor an ARN. */
    INVALID_RESOURCE,
    /** A resource with a wildcard where its ARN names the service. */
    RESOURCE_OF_ANY_SERVICE,
    /** A resource of another partition, in a policy that IAM keeps. */
    INVALID_PARTITION,
    /** A resource of IAM or S3 with a region, in a policy that IAM keeps. */
    RESOURCE_WITH_REGION,
    /** A condition with an operator that there is not. */
    UNKNOWN_OPERATOR,
    /** A condition key without a prefix. */
    INVALID_CONDITION_KEY,
    /** An address or a range of addresses in a condition that is none. */
    INVALID_ADDRESS,
    /** A condition that is no object, or with a value of another wrong type. */
    INVALID_CONDITION
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String value;

  MalformedPolicyException(Reason reason, String value, String message) {
    super(printable(message));
    this.reason = reason;
    this.value = printable(value);
  }

  private static String printable(String text) {
    if (text == null || text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder printable = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                printable.append(
                    Character.isISOControl(c) ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
    return printable.toString();
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }

  /**
   * The offending text: a field's name, a Sid, an action, a resource; for a principal the JSON pair
   * such as {@code "AWS":"arn:aws:iam::111122223333:user/nobody"}. Control characters are escaped
   * as in JSON, because no XML can carry them. Empty when there is none.
   */
  public String value() {
    return value;
  }
}
