package dev.trailmark.cloud.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The algorithms under which key material is wrapped for an import, named as KMS names them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-get-public-key-and-token.html">Download
 *     the wrapping public key and import token</a>
 */
public enum KeyWrapping {
  RSAES_PKCS1_V1_5,
  RSAES_OAEP_SHA_1,
  RSAES_OAEP_SHA_256,
  RSA_AES_KEY_WRAP_SHA_1,
  RSA_AES_KEY_WRAP_SHA_256,
  SM2PKE;

  /**
   * Unwraps key material.
   *
   * @param privateKey the wrapping key's other half, PKCS #8
   * @return {@code null} when it was not wrapped so
   */
  public byte[] unwrap(byte[] privateKey, byte[] wrapped) {
    return switch (this) {
      case RSAES_PKCS1_V1_5 -> pkcs1(privateKey, wrapped);
      case RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256, SM2PKE ->
          PublicKeyCipher.named(name()).decrypt(privateKey, wrapped);
      case RSA_AES_KEY_WRAP_SHA_1 -> aes(RSAES_OAEP_SHA_1, privateKey, wrapped);
      case RSA_AES_KEY_WRAP_SHA_256 -> aes(RSAES_OAEP_SHA_256, privateKey, wrapped);
    };
  }

  /** Whether a wrapping key of this kind goes with it. */
  public boolean takes(PairSpec key) {
    return (this == SM2PKE) == (key == PairSpec.SM2);
  }

  private static byte[] pkcs1(byte[] privateKey, byte[] wrapped) {
    try {
      PrivateKey key = Providers.privateKey("RSA", privateKey);
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.DECRYPT_MODE, key);
      return cipher.doFinal(wrapped);
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  /**
   * A temporary AES key under OAEP, then the material under that key with RFC 5649's padding, one
   * after the other.
   */
  private static byte[] aes(KeyWrapping outer, byte[] privateKey, byte[] wrapped) {
    int modulus = modulusLength(privateKey);
    if (wrapped.length <= modulus) {
      return null;
    }
    byte[] temporary = outer.unwrap(privateKey, Arrays.copyOfRange(wrapped, 0, modulus));
    if (temporary == null) {
      return null;
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
      cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(temporary, "AES"));
      Key material =
          cipher.unwrap(
              Arrays.copyOfRange(wrapped, modulus, wrapped.length), "RAW", Cipher.SECRET_KEY);
      return material.getEncoded();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    } finally {
      Arrays.fill(temporary, (byte) 0);
    }
  }

  private static int modulusLength(byte[] privateKey) {
    return Providers.sure(
        () ->
            (((java.security.interfaces.RSAKey) Providers.privateKey("RSA", privateKey))
                        .getModulus()
                        .bitLength()
                    + 7)
                / 8);
  }
}
