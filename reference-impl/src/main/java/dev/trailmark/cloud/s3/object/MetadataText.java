package dev.trailmark.cloud.s3.object;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of user metadata in headers: encoded words of RFC 2047 are decoded when they are stored,
 * and values with other characters than those of ASCII are encoded when they are read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html#UserMetadata">User-defined
 *     object metadata</a>
 */
final class MetadataText {
  private static final Pattern WORD = Pattern.compile("=\\?([^?]+)\\?([bBqQ])\\?([^?]*)\\?=");

  /** What the Q encoding quotes of ASCII, beside control characters. */
  private static final String QUOTED = "=_?";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private MetadataText() {}

  /** What a header says; text that is no encoded word is taken as it is. */
  static String decoded(String header) {
    if (!header.contains("=?")) {
      return header;
    }
    Matcher word = WORD.matcher(header);
    StringBuilder text = new StringBuilder();
    while (word.find()) {
      word.appendReplacement(text, Matcher.quoteReplacement(word(word)));
    }
    return word.appendTail(text).toString();
  }

  private static String word(Matcher word) {
    try {
      byte[] bytes =
          word.group(2).equalsIgnoreCase("B")
              ? Base64.getDecoder().decode(word.group(3))
              : quoted(word.group(3));
      return new String(bytes, Charset.forName(word.group(1)));
    } catch (IllegalArgumentException e) {
      return word.group();
    }
  }

  /** The Q encoding: underscores are spaces, {@code =XX} is a byte. */
  private static byte[] quoted(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && i + 2 < text.length()) {
        bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c == '_' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }

  /** The values as headers carry them. */
  static Map<String, String> shown(Map<String, String> metadata) {
    if (metadata.isEmpty() || metadata.values().stream().allMatch(MetadataText::isPlain)) {
      return metadata;
    }
    Map<String, String> shown = new LinkedHashMap<>();
    metadata.forEach((name, value) -> shown.put(name, isPlain(value) ? value : encoded(value)));
    return shown;
  }

  /**
   * One word: as recorded in the Q encoding where most characters are those of ASCII, else in B.
   * AWS's choices are those of Java's mail library.
   */
  private static String encoded(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    long plain = value.chars().filter(MetadataText::isPlain).count();
    return plain > value.length() - plain
        ? "=?UTF-8?Q?" + quoted(bytes) + "?="
        : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  private static String quoted(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      if (b == ' ') {
        text.append('_');
      } else if (b > ' ' && b < 0x7F && QUOTED.indexOf(b) < 0) {
        text.append((char) b);
      } else {
        text.append('=').append(HEX.toHexDigits(b));
      }
    }
    return text.toString();
  }

  private static boolean isPlain(String value) {
    return value.chars().allMatch(MetadataText::isPlain);
  }

  private static boolean isPlain(int c) {
    return c >= ' ' && c < 0x7F || c == '\t';
  }
}
