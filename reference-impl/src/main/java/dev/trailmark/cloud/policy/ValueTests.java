package dev.trailmark.cloud.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Compiles the values of conditions into tests of a context value. A context value of the wrong
 * type fails its test; a policy value of the wrong type raises IllegalArgumentException.
 */
final class ValueTests {

  private ValueTests() {}

  static Predicate<String> equal(String wanted) {
    return wanted::equals;
  }

  static Predicate<String> equalIgnoringCase(String wanted) {
    return wanted::equalsIgnoreCase;
  }

  static Predicate<String> like(String encoded) {
    return Globs.compile(encoded, false)::matches;
  }

  static Predicate<String> bool(String wanted) {
    if (!isBoolean(wanted)) {
      throw new IllegalArgumentException("neither true nor false: " + wanted);
    }
    return wanted::equalsIgnoreCase;
  }

  static boolean isBoolean(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }

  static Predicate<String> binary(String wanted) {
    byte[] bytes = Base64.getDecoder().decode(wanted);
    return value -> {
      try {
        return Arrays.equals(bytes, Base64.getDecoder().decode(value));
      } catch (IllegalArgumentException e) {
        return false;
      }
    };
  }

  /** A numeric comparison; {@code order} judges the sign of (context value − policy value). */
  static Predicate<String> numeric(String wanted, IntPredicate order) {
    BigDecimal limit = number(wanted);
    if (limit == null) {
      throw new IllegalArgumentException("not a number: " + wanted);
    }
    return value -> {
      BigDecimal found = number(value);
      return found != null && order.test(found.compareTo(limit));
    };
  }

  /** The number; {@code null} when the text is none. */
  static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A comparison of dates; {@code order} as for numbers. */
  static Predicate<String> date(String wanted, IntPredicate order) {
    Instant limit = Timestamps.parse(wanted);
    if (limit == null) {
      throw new IllegalArgumentException("not a date: " + wanted);
    }
    return value -> {
      Instant found = Timestamps.parse(value);
      return found != null && order.test(found.compareTo(limit));
    };
  }
}
