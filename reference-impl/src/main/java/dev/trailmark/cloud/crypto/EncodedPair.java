package dev.trailmark.cloud.crypto;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Arrays;
import org.bouncycastle.jcajce.interfaces.MLKEMPrivateKey;

/**
 * A key pair in the encodings that KMS hands out.
 *
 * @param privateKey PKCS #8, DER; a secret
 * @param publicKey X.509 SubjectPublicKeyInfo, DER
 */
public record EncodedPair(byte[] privateKey, byte[] publicKey) {

  /**
   * Encodes a pair, an ML-KEM key by its seed alone: 86 bytes, and the only form that every library
   * reads.
   */
  static EncodedPair of(KeyPair pair) {
    PrivateKey secret =
        pair.getPrivate() instanceof MLKEMPrivateKey kem
            ? kem.getPrivateKey(true)
            : pair.getPrivate();
    return new EncodedPair(secret.getEncoded(), pair.getPublic().getEncoded());
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
