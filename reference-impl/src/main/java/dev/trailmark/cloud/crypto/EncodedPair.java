package dev.trailmark.cloud.crypto;

import java.security.KeyPair;
import java.util.Arrays;

/**
 * A key pair in the encodings that KMS hands out.
 *
 * @param privateKey PKCS #8, DER; a secret
 * @param publicKey X.509 SubjectPublicKeyInfo, DER
 */
public record EncodedPair(byte[] privateKey, byte[] publicKey) {

  static EncodedPair of(KeyPair pair) {
    return new EncodedPair(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedPair that
        && Arrays.equals(privateKey, that.privateKey)
        && Arrays.equals(publicKey, that.publicKey);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey);
  }

  /** Says nothing of the private key. */
  @Override
  public String toString() {
    return "EncodedPair[" + publicKey.length + " bytes public]";
  }
}
