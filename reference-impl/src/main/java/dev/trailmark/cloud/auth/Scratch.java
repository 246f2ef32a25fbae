package dev.trailmark.cloud.auth;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What one thread uses again for each request: creating digests and strings costs as much as the
 * verification itself. Nothing in it may outlive a method call, except that {@link #canonical} and
 * {@link #toSign} keep the last request's text for an error message.
 */
final class Scratch {
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);
  private static final String HMAC_SHA256 = "HmacSHA256";

  final Bytes canonical = new Bytes(4096);
  final Bytes toSign = new Bytes(512);
  final CanonicalQuery query = new CanonicalQuery();
  private final MessageDigest sha256 = newSha256();
  private final Mac hmac;

  private Scratch() {
    try {
      hmac = Mac.getInstance(HMAC_SHA256);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC_SHA256, e);
    }
  }

  static Scratch get() {
    return OF_THREAD.get();
  }

  /** A digest of one's own, for a body that is read bit by bit. */
  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  byte[] sha256(byte[] bytes) {
    return sha256.digest(bytes);
  }

  byte[] sha256(Bytes bytes) {
    sha256.update(bytes.array(), 0, bytes.length());
    return sha256.digest();
  }

  byte[] hmac(byte[] key, byte[] data) {
    init(key);
    return hmac.doFinal(data);
  }

  byte[] hmac(byte[] key, Bytes data) {
    init(key);
    hmac.update(data.array(), 0, data.length());
    return hmac.doFinal();
  }

  private void init(byte[] key) {
    try {
      hmac.init(new SecretKeySpec(key, HMAC_SHA256));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes any key", e);
    }
  }
}
