package dev.trailmark.cloud.protocol;

import java.time.DateTimeException;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;

/** Values that travel as text: in XML, forms, queries and headers. */
final class Scalars {
  private Scalars() {}

  /**
   * Reads a text as the member's kind.
   *
   * @param timestamps the form of points in time when the model names none
   * @throws IllegalArgumentException when the text is no such value
   */
  static Object parse(Member member, String text, Timestamps timestamps) {
    return switch (member.kind()) {
      case STRING -> text;
      case INTEGER -> Integer.valueOf(text.strip());
      case LONG -> Long.valueOf(text.strip());
      case FLOAT -> Float.valueOf(text.strip());
      case DOUBLE -> Double.valueOf(text.strip());
      case BOOLEAN -> bool(text.strip());
      case BLOB -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text.strip()));
      case INSTANT -> {
        try {
          yield member.timestamps(timestamps).parse(text.strip());
        } catch (DateTimeException e) {
          throw new IllegalArgumentException(e.getMessage(), e);
        }
      }
      case STRUCTURE, LIST, MAP ->
          throw new IllegalArgumentException(member.name() + " is not a single value");
    };
  }

  private static Boolean bool(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> Boolean.TRUE;
      case "false", "False", "FALSE" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException("not a boolean");
    };
  }
}
