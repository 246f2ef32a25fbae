package dev.trailmark.cloud.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array that is filled, read and reset over and over. */
final class Bytes {
  private static final int KEPT = 1 << 17;
  private static final byte[] UPPER_HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LOWER_HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] UNRESERVED = new boolean[128];

  static {
    for (char c :
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~".toCharArray()) {
      UNRESERVED[c] = true;
    }
  }

  private byte[] array;
  private int length;

  Bytes(int capacity) {
    array = new byte[capacity];
  }

  /** Empties it; an array that one huge request blew up is let go. */
  Bytes reset() {
    length = 0;
    if (array.length > KEPT) {
      array = new byte[KEPT / 16];
    }
    return this;
  }

  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  private void room(int more) {
    if (length + more > array.length) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
    }
  }

  Bytes append(int oneByte) {
    room(1);
    array[length++] = (byte) oneByte;
    return this;
  }

  Bytes append(byte[] source, int from, int count) {
    room(count);
    System.arraycopy(source, from, array, length, count);
    length += count;
    return this;
  }

  Bytes append(String text) {
    return append(text, 0, text.length());
  }

  /**
   * Appends text that came off the wire, where each char stands for one byte; a char beyond that
   * range, which no wire brings, goes in as UTF-8.
   */
  Bytes append(String text, int start, int end) {
    room(3 * (end - start));
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < 0x100) {
        array[length++] = (byte) c;
      } else {
        i += appendUtf8(text, i) - 1;
      }
    }
    return this;
  }

  /**
   * Appends a header's value without white space at its ends and with one space for each run
   * inside, in one pass: most of a canonical request is header values.
   */
  Bytes appendFolded(String value) {
    room(3 * value.length());
    int start = length;
    boolean spaced = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' && (c == ' ' || c >= '\t' && c <= '\r')) {
        spaced = length > start;
        continue;
      }
      if (spaced) {
        array[length++] = ' ';
        spaced = false;
      }
      if (c < 0x100) {
        array[length++] = (byte) c;
      } else {
        i += appendUtf8(value, i) - 1;
      }
    }
    return this;
  }

  /** Appends the code point at {@code index} as UTF-8 and returns how many chars it takes. */
  private int appendUtf8(String text, int index) {
    int point = text.codePointAt(index);
    byte[] utf8 = Character.toString(point).getBytes(StandardCharsets.UTF_8);
    append(utf8, 0, utf8.length);
    return Character.charCount(point);
  }

  /** Appends text with every letter A to Z in lower case. */
  Bytes appendLowerCase(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      append(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return this;
  }

  /**
   * Appends a byte as RFC 3986 wants it in a URI component: as it is if unreserved, else escaped.
   */
  Bytes appendEncoded(int oneByte) {
    int value = oneByte & 0xff;
    if (value < 128 && UNRESERVED[value]) {
      return append(value);
    }
    return append('%').append(UPPER_HEX[value >> 4]).append(UPPER_HEX[value & 15]);
  }

  /** Appends a char of the wire, percent-encoded; returns how many chars were consumed. */
  int appendEncodedChar(String text, int index) {
    char c = text.charAt(index);
    if (c < 0x100) {
      appendEncoded(c);
      return 1;
    }
    int point = text.codePointAt(index);
    for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
      appendEncoded(b);
    }
    return Character.charCount(point);
  }

  /** Appends bytes in lower-case hexadecimal. */
  Bytes appendHex(byte[] bytes) {
    room(2 * bytes.length);
    for (byte b : bytes) {
      array[length++] = LOWER_HEX[b >> 4 & 15];
      array[length++] = LOWER_HEX[b & 15];
    }
    return this;
  }

  /** Compares two ranges byte by byte, a shorter one first when it begins the other. */
  int compareRanges(int start, int end, int otherStart, int otherEnd) {
    return Arrays.compareUnsigned(array, start, end, array, otherStart, otherEnd);
  }

  /** The content, as UTF-8. */
  String text() {
    return new String(array, 0, length, StandardCharsets.UTF_8);
  }
}
