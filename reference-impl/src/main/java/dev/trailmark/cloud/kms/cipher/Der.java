package dev.trailmark.cloud.kms.cipher;

/**
 * As much of DER as a ciphertext needs: every constructed element reaches to the end of the array,
 * so entering one checks its tag and that its length is what is left. Positions below zero mean
 * "did not match" and pass through.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">ITU-T X.690</a>
 */
final class Der {
  private Der() {}

  /** Bytes of an element with that many bytes of content. */
  static int size(int content) {
    return 1 + lengthSize(content) + content;
  }

  /** Writes tag and length; returns where the content begins. */
  static int header(byte[] out, int at, int tag, int content) {
    int next = at;
    out[next++] = (byte) tag;
    int size = lengthSize(content);
    if (size > 1) {
      out[next++] = (byte) (0x80 | (size - 1));
    }
    for (int shift = 8 * (Math.max(size - 1, 1) - 1); shift >= 0; shift -= 8) {
      out[next++] = (byte) (content >>> shift);
    }
    return next;
  }

  /** Writes finished elements; returns what follows. */
  static int raw(byte[] out, int at, byte[] elements) {
    System.arraycopy(elements, 0, out, at, elements.length);
    return at + elements.length;
  }

  /**
   * The position of an element's content, which must reach to the end; -1 when it is another one.
   */
  static int enter(byte[] in, int at, int tag) {
    for (int size = 1; size <= 3; size++) {
      int content = in.length - at - 1 - size;
      if (at >= 0
          && content >= 0
          && lengthSize(content) == size
          && isHeader(in, at, tag, content)) {
        return at + 1 + size;
      }
    }
    return -1;
  }

  /** The position after these very bytes; -1 when there are others. */
  static int expect(byte[] in, int at, byte[] elements) {
    return matches(in, at, elements) ? at + elements.length : -1;
  }

  static boolean matches(byte[] in, int at, byte[] elements) {
    return at >= 0
        && at + elements.length <= in.length
        && java.util.Arrays.equals(in, at, at + elements.length, elements, 0, elements.length);
  }

  private static boolean isHeader(byte[] in, int at, int tag, int content) {
    byte[] expected = new byte[1 + lengthSize(content)];
    header(expected, 0, tag, content);
    return matches(in, at, expected);
  }

  private static int lengthSize(int length) {
    if (length < 0x80) {
      return 1;
    }
    return length < 0x100 ? 2 : 3;
  }
}
