package dev.trailmark.cloud.kms.model;

import java.util.Arrays;

/**
 * Key material: what a ciphertext names, so that it can be decrypted without a key id.
 *
 * @param account the key's owner
 * @param region the key's region
 * @param keyId the key it belongs to
 * @param secret a secret key, or a private key in PKCS #8; never logged, not shared with anyone who
 *     could change it; empty once imported material was deleted or expired
 * @param publicKey SubjectPublicKeyInfo of a key pair; {@code null} for secret keys
 */
public record MaterialRecord(
    String account, String region, String keyId, byte[] secret, byte[] publicKey) {

  /** The key's place in its table. */
  public String keyAddress() {
    return account + "/" + region + "/" + keyId;
  }

  /** Whether the secret is gone. */
  public boolean lost() {
    return secret.length == 0;
  }

  MaterialRecord withoutSecret() {
    return new MaterialRecord(account, region, keyId, new byte[0], publicKey);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaterialRecord that
        && keyAddress().equals(that.keyAddress())
        && Arrays.equals(publicKey, that.publicKey)
        && Arrays.equals(secret, that.secret);
  }

  @Override
  public int hashCode() {
    return keyAddress().hashCode();
  }

  /** Names the owner only: secrets do not belong in messages. */
  @Override
  public String toString() {
    return "MaterialRecord[" + keyAddress() + "]";
  }
}
