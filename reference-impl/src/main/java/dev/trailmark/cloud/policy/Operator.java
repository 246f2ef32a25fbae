package dev.trailmark.cloud.policy;

import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The condition operators, without prefix and {@code IfExists}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
enum Operator {
  STRING_EQUALS("StringEquals", Family.TEXT, false, ValueTests::equal),
  STRING_NOT_EQUALS("StringNotEquals", Family.TEXT, true, ValueTests::equal),
  STRING_EQUALS_IGNORE_CASE(
      "StringEqualsIgnoreCase", Family.TEXT, false, ValueTests::equalIgnoringCase),
  STRING_NOT_EQUALS_IGNORE_CASE(
      "StringNotEqualsIgnoreCase", Family.TEXT, true, ValueTests::equalIgnoringCase),
  STRING_LIKE("StringLike", Family.PATTERN, false, ValueTests::like),
  STRING_NOT_LIKE("StringNotLike", Family.PATTERN, true, ValueTests::like),
  NUMERIC_EQUALS("NumericEquals", Family.TYPED, false, numeric(sign -> sign == 0)),
  NUMERIC_NOT_EQUALS("NumericNotEquals", Family.TYPED, true, numeric(sign -> sign == 0)),
  NUMERIC_LESS_THAN("NumericLessThan", Family.TYPED, false, numeric(sign -> sign < 0)),
  NUMERIC_LESS_THAN_EQUALS(
      "NumericLessThanEquals", Family.TYPED, false, numeric(sign -> sign <= 0)),
  NUMERIC_GREATER_THAN("NumericGreaterThan", Family.TYPED, false, numeric(sign -> sign > 0)),
  NUMERIC_GREATER_THAN_EQUALS(
      "NumericGreaterThanEquals", Family.TYPED, false, numeric(sign -> sign >= 0)),
  DATE_EQUALS("DateEquals", Family.TYPED, false, date(sign -> sign == 0)),
  DATE_NOT_EQUALS("DateNotEquals", Family.TYPED, true, date(sign -> sign == 0)),
  DATE_LESS_THAN("DateLessThan", Family.TYPED, false, date(sign -> sign < 0)),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", Family.TYPED, false, date(sign -> sign <= 0)),
  DATE_GREATER_THAN("DateGreaterThan", Family.TYPED, false, date(sign -> sign > 0)),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Family.TYPED, false, date(sign -> sign >= 0)),
  BOOL("Bool", Family.TYPED, false, ValueTests::bool),
  BINARY_EQUALS("BinaryEquals", Family.TYPED, false, ValueTests::binary),
  IP_ADDRESS("IpAddress", Family.TYPED, false, CidrBlock::of),
  NOT_IP_ADDRESS("NotIpAddress", Family.TYPED, true, CidrBlock::of),
  ARN_EQUALS("ArnEquals", Family.PATTERN, false, ArnPattern::of),
  ARN_LIKE("ArnLike", Family.PATTERN, false, ArnPattern::of),
  ARN_NOT_EQUALS("ArnNotEquals", Family.PATTERN, true, ArnPattern::of),
  ARN_NOT_LIKE("ArnNotLike", Family.PATTERN, true, ArnPattern::of),
  NULL("Null", Family.TYPED, false, ValueTests::bool);

  private enum Family {
    /** Variables, no wildcards. */
    TEXT,
    /** Variables and wildcards. */
    PATTERN,
    /** Neither. */
    TYPED
  }

  private final String text;
  private final Family family;
  private final boolean negated;
  private final Function<String, Predicate<String>> compiler;

  Operator(
      String text, Family family, boolean negated, Function<String, Predicate<String>> compiler) {
    this.text = text;
    this.family = family;
    this.negated = negated;
    this.compiler = compiler;
  }

  /** Whether its values are addresses or ranges of them. */
  boolean isOfAddresses() {
    return this == IP_ADDRESS || this == NOT_IP_ADDRESS;
  }

  /** The operator of that name; {@code null} when there is none. */
  static Operator named(String text) {
    for (Operator operator : values()) {
      if (operator.text.equals(text)) {
        return operator;
      }
    }
    return null;
  }

  /** The operator's name. */
  String text() {
    return text;
  }

  /** Whether the condition holds when no value passes the test. */
  boolean negated() {
    return negated;
  }

  /** Whether {@code *} and {@code ?} are wildcards. */
  boolean takesPatterns() {
    return family == Family.PATTERN;
  }

  /**
   * Compiles a policy value.
   *
   * @param variables whether the policy's version knows variables
   * @throws IllegalArgumentException when the value is of the wrong type
   */
  Expression<Predicate<String>> compile(String value, boolean variables) {
    return Expression.of(value, variables && family != Family.TYPED, takesPatterns(), compiler);
  }

  private static Function<String, Predicate<String>> numeric(IntPredicate order) {
    return wanted -> ValueTests.numeric(wanted, order);
  }

  private static Function<String, Predicate<String>> date(IntPredicate order) {
    return wanted -> ValueTests.date(wanted, order);
  }
}
