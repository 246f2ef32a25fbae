package dev.trailmark.cloud.auth;

import java.nio.charset.StandardCharsets;

/**
 * Looks into a raw query without building a map. Parameters are separated by {@code &}; percent
 * escapes are decoded as UTF-8 and {@code +} is a space, as S3 reads it.
 */
final class QueryParameters {

  private QueryParameters() {}

  /** The decoded value of the first parameter of that name, or {@code null}; names are exact. */
  static String first(String query, String name) {
    int start = 0;
    while (start <= query.length()) {
      int end = query.indexOf('&', start);
      if (end < 0) {
        end = query.length();
      }
      int equals = query.indexOf('=', start);
      int nameEnd = equals < 0 || equals > end ? end : equals;
      if (isName(query, start, nameEnd, name)) {
        return nameEnd == end ? "" : decode(query, nameEnd + 1, end);
      }
      start = end + 1;
    }
    return null;
  }

  private static boolean isName(String query, int start, int end, String name) {
    return end - start == name.length() && query.startsWith(name, start);
  }

  /** Decodes a part of the query. */
  static String decode(String query, int start, int end) {
    byte[] bytes = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      char c = query.charAt(i);
      int escaped = c == '%' ? escape(query, i, end) : -1;
      if (escaped >= 0) {
        bytes[length++] = (byte) escaped;
        i += 2;
      } else {
        bytes[length++] = (byte) (c == '+' ? ' ' : c);
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** The byte that the escape at {@code index} stands for, or -1 when it is none. */
  static int escape(String text, int index, int end) {
    if (index + 2 >= end) {
      return -1;
    }
    int high = Character.digit(text.charAt(index + 1), 16);
    int low = Character.digit(text.charAt(index + 2), 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
