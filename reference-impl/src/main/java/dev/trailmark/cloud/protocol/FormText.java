package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.operation.ServiceException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Percent-encoded text: paths (RFC 3986) and queries or forms, where {@code +} is a space. */
final class FormText {
  private FormText() {}

  /** Names and values of a query or form, the first of each name, in order; no value is empty. */
  static Map<String, String> parameters(String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    each(encoded, parameters::putIfAbsent);
    return parameters;
  }

  /** All values of one name in a query, in order. */
  static List<String> all(String encoded, String wanted) {
    List<String> values = new ArrayList<>();
    each(
        encoded,
        (name, value) -> {
          if (name.equals(wanted)) {
            values.add(value);
          }
        });
    return values;
  }

  private static void each(String encoded, BiConsumer<String, String> consumer) {
    int start = 0;
    while (start < encoded.length()) {
      int end = encoded.indexOf('&', start);
      end = end < 0 ? encoded.length() : end;
      if (end > start) {
        int equals = encoded.indexOf('=', start);
        boolean valued = equals >= 0 && equals < end;
        String name = decode(encoded.substring(start, valued ? equals : end), true);
        String value = valued ? decode(encoded.substring(equals + 1, end), true) : "";
        consumer.accept(name, value);
      }
      start = end + 1;
    }
  }

  /** A path, or a part of one, decoded. */
  static String path(String encoded) {
    return decode(encoded, false);
  }

  /**
   * Decodes.
   *
   * @throws ServiceException InvalidURI when an escape is broken or the bytes are not UTF-8
   */
  private static String decode(String encoded, boolean form) {
    if (encoded.indexOf('%') < 0 && (!form || encoded.indexOf('+') < 0) && isAscii(encoded)) {
      return encoded;
    }
    byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(source.length);
    for (int i = 0; i < source.length; i++) {
      byte b = source[i];
      if (b == '%') {
        decoded.put((byte) (hex(source, i + 1) << 4 | hex(source, i + 2)));
        i += 2;
      } else {
        decoded.put(form && b == '+' ? (byte) ' ' : b);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(decoded.flip())
          .toString();
    } catch (CharacterCodingException e) {
      throw ProtocolError.INVALID_URI.fail();
    }
  }

  private static int hex(byte[] source, int index) {
    int digit = index < source.length ? Character.digit(source[index], 16) : -1;
    if (digit < 0) {
      throw ProtocolError.INVALID_URI.fail();
    }
    return digit;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
