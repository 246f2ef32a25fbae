package dev.trailmark.cloud.policy;

import java.util.Base64;
import java.util.function.Predicate;

/**
 * The types that a condition key's value can have, named as IAM's {@code ContextKeyType} names them
 * without {@code List}.
 */
public enum ContextType {
  STRING("string", value -> true),
  BOOLEAN("boolean", value -> true),
  NUMERIC("numeric", value -> ValueTests.number(value) != null),
  DATE("date", value -> Timestamps.parse(value) != null),
  IP("ip", value -> CidrBlock.address(value) != null),
  BINARY("binary", ContextType::isBase64);

  private final String text;
  private final Predicate<String> test;

  ContextType(String text, Predicate<String> test) {
    this.text = text;
    this.test = test;
  }

  /** The type of that name; {@code null} when there is none. */
  public static ContextType named(String text) {
    for (ContextType type : values()) {
      if (type.text.equals(text)) {
        return type;
      }
    }
    return null;
  }

  /** Whether a text is a value of the type. Strings and booleans are not checked, as on AWS. */
  public boolean accepts(String value) {
    return test.test(value);
  }

  private static boolean isBase64(String value) {
    try {
      Base64.getDecoder().decode(value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
