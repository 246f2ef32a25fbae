package dev.trailmark.cloud.cloudtrail;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes as digests and public keys carry them. */
final class Hashes {
  private Hashes() {}

  /** A SHA-256 to be fed. */
  static MessageDigest sha256() {
    return algorithm("SHA-256");
  }

  /** SHA-256 in hexadecimal. */
  static String sha256(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /** MD5 in hexadecimal. It names a public key and protects nothing. */
  static String md5(byte[] content) {
    return HexFormat.of().formatHex(algorithm("MD5").digest(content));
  }

  private static MessageDigest algorithm(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }
}
