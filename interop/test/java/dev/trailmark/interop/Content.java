package dev.trailmark.interop;

import java.util.Random;

/** Bytes to send: the same for the same seed, and like no others. */
final class Content {
  static final int MIB = 1 << 20;

  /** The least that S3 takes for a part that is not the last. */
  static final int PART = 5 * MIB;

  /** More than two parts. */
  static final int LARGE = 11 * MIB;

  private Content() {}

  static byte[] of(int length, long seed) {
    byte[] content = new byte[length];
    new Random(seed).nextBytes(content);
    return content;
  }
}
