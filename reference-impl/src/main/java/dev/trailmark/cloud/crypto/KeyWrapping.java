package dev.trailmark.cloud.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
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
   * @return {@code null} when it was not wrapped so, or under an algorithm that KMS gave up
   */
  public byte[] unwrap(byte[] privateKey, byte[] wrapped) {
    return switch (this) {
      case RSAES_PKCS1_V1_5 -> null;
      case RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256, SM2PKE ->
          PublicKeyCipher.named(name()).decrypt(privateKey, wrapped);
      case RSA_AES_KEY_WRAP_SHA_1 -> aes(RSAES_OAEP_SHA_1, privateKey, wrapped);
      case RSA_AES_KEY_WRAP_SHA_256 -> aes(RSAES_OAEP_SHA_256, privateKey, wrapped);
    };
  }

  /**
   * Whether material can be wrapped so. A private key of RSA is too long for OAEP alone, one of
   * P-521 for OAEP under the shortest wrapping key; secret keys are short enough for it, and need
   * no key in between. RSAES_PKCS1_V1_5 has not been supported since October 2023.
   *
   * @param wrappingKey the kind of wrapping key
   * @param material the kind of pair whose private key is imported; {@code null} for a secret key
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetParametersForImport.html">GetParametersForImport</a>
   */
  public boolean takes(PairSpec wrappingKey, PairSpec material) {
    boolean ofRsa = wrappingKey.family() == PairSpec.Family.RSA;
    return switch (this) {
      case RSAES_PKCS1_V1_5 -> false;
      case RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256 ->
          ofRsa
              && (material == null
                  || material.fitsOaep()
                      && !(material == PairSpec.ECC_NIST_P521 && wrappingKey == PairSpec.RSA_2048));
      case RSA_AES_KEY_WRAP_SHA_1, RSA_AES_KEY_WRAP_SHA_256 -> ofRsa && material != null;
      case SM2PKE -> wrappingKey == PairSpec.SM2;
    };
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
