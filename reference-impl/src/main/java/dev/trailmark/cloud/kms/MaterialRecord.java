package dev.trailmark.cloud.kms;

import java.util.Arrays;

/**
 * Key material: what a ciphertext names, so that it can be decrypted without a key id.
 *
 * @param account the key's owner
 * @param region the key's region
 * @param keyId the key it belongs to
 * @param secret 32 bytes; never logged, not shared with anyone who could change it
 */
record MaterialRecord(String account, String region, String keyId, byte[] secret) {

  /** The key's place in its table. */
  String keyAddress() {
    return account + "/" + region + "/" + keyId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MaterialRecord that
        && keyAddress().equals(that.keyAddress())
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
