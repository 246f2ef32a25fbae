package dev.trailmark.cloud.s3.request;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Values that answers will carry in headers. They need not have come in headers: URLs and forms can
 * hold line breaks and other control characters, which would break an answer's head.
 */
public final class HeaderText {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]*");

  private HeaderText() {}

  /**
   * A value without control characters; the refusal's text is ours.
   *
   * @param name what the caller gave it as
   */
  public static String require(String name, String value) {
    for (int i = 0; value != null && i < value.length(); i++) {
      if (isForbidden(value.charAt(i))) {
        throw S3Error.INVALID_ARGUMENT
            .because("Header value cannot contain control characters.")
            .with("ArgumentName", name);
      }
    }
    return value;
  }

  /** The name of a header of the caller's making: a token, as HTTP has them. */
  public static String requireName(String name) {
    if (!TOKEN.matcher(name).matches()) {
      throw S3Error.INVALID_ARGUMENT
          .because("Header name cannot contain anything but letters, digits and !#$%%&'*+-.^_`|~")
          .with("ArgumentName", "x-amz-meta-*");
    }
    return name;
  }

  /** As recorded of a form's headers, characters that ISO 8859-1 does not have become spaces. */
  public static String latin(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 0xFF) {
        return value
            .codePoints()
            .map(c -> c <= 0xFF ? c : ' ')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return value;
  }

  private static boolean isForbidden(char c) {
    return c < ' ' && c != '\t' || c == 0x7F;
  }

  /** A date as HTTP's headers have it (RFC 9110, section 5.6.7). */
  public static String date(Instant date) {
    return HTTP_DATE.format(date);
  }
}
