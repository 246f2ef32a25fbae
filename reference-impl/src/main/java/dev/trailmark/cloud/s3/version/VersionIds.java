package dev.trailmark.cloud.s3.version;

import dev.trailmark.cloud.store.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;

/**
 * The ids of versions. S3 was seen to tell ids that it gave out from others of their form, and to
 * go on listing behind a version that is gone; so an id carries its version's place among those of
 * its key, hidden under a nonce, and a check sum.
 */
public final class VersionIds {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";
  private static final int NONCE = 11;
  private static final int PLACE = 11;
  private static final int LENGTH = 32;
  private static final int BITS = 6;

  private VersionIds() {}

  /**
   * A new id.
   *
   * @param sequence the version's place among its key's versions
   */
  static String make(Ids ids, long sequence) {
    String nonce = ids.pick(ALPHABET, NONCE);
    return signed(nonce + text(sequence ^ number(nonce)));
  }

  /** The place of the version that was given this id, there or gone; empty for any other text. */
  public static OptionalLong sequence(String id) {
    if (id.length() != LENGTH || id.chars().anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
      return OptionalLong.empty();
    }
    String body = id.substring(0, NONCE + PLACE);
    return signed(body).equals(id)
        ? OptionalLong.of(value(body.substring(NONCE)) ^ number(body.substring(0, NONCE)))
        : OptionalLong.empty();
  }

  private static String signed(String body) {
    return body + text(number(body)).substring(0, LENGTH - body.length());
  }

  private static String text(long value) {
    char[] chars = new char[PLACE];
    for (int i = 0; i < PLACE; i++) {
      chars[i] = ALPHABET.charAt((int) (value >>> i * BITS) & (1 << BITS) - 1);
    }
    return new String(chars);
  }

  private static long value(String text) {
    long value = 0;
    for (int i = 0; i < PLACE; i++) {
      value |= (long) ALPHABET.indexOf(text.charAt(i)) << i * BITS;
    }
    return value;
  }

  private static long number(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.US_ASCII))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
