package dev.trailmark.cloud.crypto;

import java.util.Map;

/**
 * Encryption under a public key, under the names that KMS has for it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key
 *     spec reference</a>
 */
public abstract class PublicKeyCipher {
  private static final Map<String, PublicKeyCipher> BY_NAME =
      Map.of(
          "RSAES_OAEP_SHA_1", new OaepCipher("SHA-1", 20),
          "RSAES_OAEP_SHA_256", new OaepCipher("SHA-256", 32),
          "SM2PKE", new Sm2Cipher());

  PublicKeyCipher() {}

  /** The cipher that KMS calls so. */
  public static PublicKeyCipher named(String name) {
    PublicKeyCipher cipher = BY_NAME.get(name);
    if (cipher == null) {
      throw new IllegalArgumentException("no encryption algorithm " + name);
    }
    return cipher;
  }

  /** The longest plaintext, in bytes. */
  public abstract int longest(PairSpec spec);

  /** Encrypts a plaintext that is not too long. */
  public abstract byte[] encrypt(byte[] publicKey, byte[] plaintext);

  /** Decrypts; {@code null} for what this key did not encrypt. */
  public abstract byte[] decrypt(byte[] privateKey, byte[] ciphertext);
}
