package dev.trailmark.cloud.store;

import java.util.Comparator;

/**
 * The order of keys: as their UTF-8 bytes, which is the order in which S3 lists. It differs from
 * {@link String#compareTo} where a supplementary character (two surrogates, D800–DFFF) meets one of
 * E000–FFFF.
 */
final class KeyOrder implements Comparator<String> {
  static final KeyOrder UTF8 = new KeyOrder();

  private KeyOrder() {}

  @Override
  public int compare(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return rank(a) - rank(b);
      }
    }
    return left.length() - right.length();
  }

  /** Moves surrogates above every other character; a supplementary character is above them all. */
  private static int rank(char c) {
    if (c < Character.MIN_SURROGATE) {
      return c;
    }
    return c > Character.MAX_SURROGATE ? c - 0x800 : c + 0x2000;
  }

  /** The smallest string above every string that begins with {@code prefix}, or {@code null}. */
  static String endOf(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
        return new StringBuilder(end + 2).append(prefix, 0, end).appendCodePoint(next).toString();
      }
    }
    return null;
  }

  /**
   * Returns the key, which must have a UTF-8 form of its own.
   *
   * @throws IllegalArgumentException for a surrogate without its partner
   */
  static String checked(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < key.length()
                && Character.isLowSurrogate(key.charAt(i + 1));
        if (!pair) {
          throw new IllegalArgumentException("key with an unpaired surrogate at index " + i);
        }
        i++;
      }
    }
    return key;
  }
}
