package dev.trailmark.cloud.s3.encryption;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with one cipher per thread. The output is the ciphertext followed by its tag. */
final class AesGcm {
  /** Bytes that encryption adds. */
  static final int TAG = 16;

  /** Bytes of a nonce. */
  static final int NONCE = 12;

  private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(AesGcm::newCipher);

  private AesGcm() {}

  /** A key for {@link #encrypt} and {@link #decrypt}; copies the bytes. */
  static SecretKeySpec key(byte[] bytes) {
    return new SecretKeySpec(bytes, "AES");
  }

  /** Encrypts {@code length} bytes from {@code offset}. A nonce is used once per key. */
  static byte[] encrypt(
      SecretKeySpec key, byte[] nonce, byte[] associated, byte[] plain, int offset, int length) {
    try {
      Cipher cipher = CIPHER.get();
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
      cipher.updateAAD(associated);
      return cipher.doFinal(plain, offset, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to encrypt", e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws AEADBadTagException when the ciphertext, the nonce or the associated data was changed
   */
  static byte[] decrypt(
      SecretKeySpec key, byte[] nonce, byte[] associated, byte[] sealed, int offset, int length)
      throws AEADBadTagException {
    try {
      Cipher cipher = CIPHER.get();
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
      cipher.updateAAD(associated);
      return cipher.doFinal(sealed, offset, length);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to decrypt", e);
    }
  }

  /** Encrypts a small secret under a random nonce, which goes first. */
  static byte[] wrap(byte[] key, byte[] nonce, byte[] associated, byte[] secret) {
    byte[] sealed = encrypt(key(key), nonce, associated, secret, 0, secret.length);
    byte[] wrapped = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, wrapped, NONCE, sealed.length);
    return wrapped;
  }

  /** Undoes {@link #wrap}. */
  static byte[] unwrap(byte[] key, byte[] associated, byte[] wrapped) {
    byte[] nonce = Arrays.copyOf(wrapped, NONCE);
    try {
      return decrypt(key(key), nonce, associated, wrapped, NONCE, wrapped.length - NONCE);
    } catch (AEADBadTagException e) {
      throw new IllegalStateException("a wrapped data key was changed in the store", e);
    }
  }

  private static Cipher newCipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  /** Another key that follows from a key and a salt: HMAC-SHA-256 (RFC 2104). */
  static byte[] derive(byte[] key, byte[] salt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(salt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
