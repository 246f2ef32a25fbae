package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which a server keeps secret records. A sealed record is a byte that JSON never
 * begins with, a random nonce, and the JSON under AES-256-GCM; the record's kind and key are
 * authenticated with it, so that no row can stand in for another.
 */
final class MasterKey {
  /** Bytes of a key. */
  static final int LENGTH = 32;

  private static final byte SEALED = 1;
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final SecretKeySpec key;
  private final Ids ids = new Ids();
  private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(MasterKey::newCipher);

  /** The key of these 32 bytes, which are not kept. */
  MasterKey(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "A master key has " + LENGTH + " bytes, not " + bytes.length);
    }
    this.key = new SecretKeySpec(bytes, "AES");
  }

  /** A key that nobody else has: for stores that do not outlive the process. */
  static MasterKey random() {
    byte[] bytes = new Ids().secretBytes(LENGTH);
    try {
      return new MasterKey(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Whether this is what {@link #seal} makes. */
  static boolean isSealed(byte[] row) {
    return row.length > 0 && row[0] == SEALED;
  }

  /** Encrypts a record. */
  byte[] seal(String kind, String recordKey, byte[] plain) {
    byte[] nonce = ids.secretBytes(NONCE);
    byte[] sealed = new byte[1 + NONCE + plain.length + TAG];
    sealed[0] = SEALED;
    System.arraycopy(nonce, 0, sealed, 1, NONCE);
    try {
      Cipher cipher = ciphers.get();
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
      cipher.updateAAD(associated(kind, recordKey));
      cipher.doFinal(plain, 0, plain.length, sealed, 1 + NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not to be had", e);
    }
  }

  /**
   * Decrypts a record.
   *
   * @throws IOException when it is not sealed, was sealed under another key or as another record,
   *     or was changed
   */
  byte[] open(String kind, String recordKey, byte[] sealed) throws IOException {
    if (!isSealed(sealed) || sealed.length < 1 + NONCE + TAG) {
      throw new IOException("it is not sealed");
    }
    try {
      Cipher cipher = ciphers.get();
      cipher.init(
          Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * Byte.SIZE, sealed, 1, NONCE));
      cipher.updateAAD(associated(kind, recordKey));
      return cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
    } catch (AEADBadTagException e) {
      throw new IOException("it was changed, or sealed under another master key", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not to be had", e);
    }
  }

  private static byte[] associated(String kind, String recordKey) {
    return (kind + "\0" + recordKey).getBytes(StandardCharsets.UTF_8);
  }

  private static Cipher newCipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not to be had", e);
    }
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "MasterKey";
  }
}
