package dev.trailmark.cloud.kms.cipher;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under a key that is derived anew for each message: KDF in counter mode with
 * HMAC-SHA-256 over the message's salt, as AWS describes its own ("Key derivation" in AWS KMS
 * Cryptographic Details). Each thread has engines of its own, since making them costs more than
 * using them.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/cryptographic-details/">AWS KMS
 *     Cryptographic Details</a>
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/108/r1/upd1/final">NIST SP 800-108</a>
 */
final class SymmetricCipher {
  private static final ThreadLocal<SymmetricCipher> OF_THREAD =
      ThreadLocal.withInitial(SymmetricCipher::new);

  /** SP 800-108's fixed input, around the salt: counter 1, label, separator; length 256 bits. */
  private static final byte[] BEFORE_SALT = {0, 0, 0, 1, 'E', 'n', 'c', 'r', 'y', 'p', 't', 0};

  private static final byte[] HEADER = new byte[CiphertextBlob.HEADER_LENGTH];
  private static final byte[] AFTER_SALT = {0, 0, 1, 0};
  private static final int TAG_BITS = 8 * CiphertextBlob.TAG_LENGTH;

  private final Cipher cipher;
  private final Mac mac;

  private SymmetricCipher() {
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
      this.mac = Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM and HMAC-SHA-256", e);
    }
  }

  /** The calling thread's cipher; not to be handed to another. */
  static SymmetricCipher ofThread() {
    return OF_THREAD.get();
  }

  /**
   * Encrypts.
   *
   * @param secret the key material, 32 bytes
   * @param random 28 fresh random bytes: salt and nonce
   * @param aad additional authenticated data; empty for none
   * @param dataKey whether the plaintext is a key that KMS has just made
   * @return the ciphertext blob
   */
  byte[] encrypt(
      String materialId,
      byte[] secret,
      byte[] random,
      byte[] plaintext,
      byte[] aad,
      boolean dataKey) {
    CiphertextBlob blob = CiphertextBlob.forPlaintext(materialId, plaintext.length, dataKey);
    byte[] out = blob.bytes();
    System.arraycopy(random, 0, out, blob.saltAt(), CiphertextBlob.SALT_LENGTH);
    System.arraycopy(
        random, CiphertextBlob.SALT_LENGTH, out, blob.nonceAt(), CiphertextBlob.NONCE_LENGTH);
    try {
      init(Cipher.ENCRYPT_MODE, secret, blob, aad);
      int done = cipher.update(HEADER, 0, HEADER.length, out, blob.sealedAt());
      cipher.doFinal(plaintext, 0, plaintext.length, out, blob.sealedAt() + done);
      return out;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to encrypt", e);
    }
  }

  /** Decrypts; {@code null} when ciphertext, context and key do not belong together. */
  byte[] decrypt(byte[] secret, CiphertextBlob blob, byte[] aad) {
    byte[] in = blob.bytes();
    try {
      init(Cipher.DECRYPT_MODE, secret, blob, aad);
      byte[] opened = cipher.doFinal(in, blob.sealedAt(), in.length - blob.sealedAt());
      byte[] plaintext =
          Der.matches(opened, 0, HEADER)
              ? Arrays.copyOfRange(opened, HEADER.length, opened.length)
              : null;
      Arrays.fill(opened, (byte) 0);
      return plaintext;
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to decrypt", e);
    }
  }

  private void init(int mode, byte[] secret, CiphertextBlob blob, byte[] aad)
      throws GeneralSecurityException {
    GCMParameterSpec parameters =
        new GCMParameterSpec(TAG_BITS, blob.bytes(), blob.nonceAt(), CiphertextBlob.NONCE_LENGTH);
    cipher.init(mode, derive(secret, blob), parameters);
    if (aad.length > 0) {
      cipher.updateAAD(aad);
    }
  }

  private Key derive(byte[] secret, CiphertextBlob blob) throws GeneralSecurityException {
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    mac.update(BEFORE_SALT);
    mac.update(blob.bytes(), blob.saltAt(), CiphertextBlob.SALT_LENGTH);
    byte[] derived = mac.doFinal(AFTER_SALT);
    Key key = new SecretKeySpec(derived, "AES");
    Arrays.fill(derived, (byte) 0); // the key has a copy
    return key;
  }
}
