package dev.trailmark.steps.conformance;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * What somebody with no access to KMS can do with an ML-KEM public key. Java has ML-KEM as of 24
 * only.
 */
final class OutsideKem {
  private OutsideKem() {}

  /**
   * A secret and its encapsulated form.
   *
   * @param secret 32 bytes
   */
  record Encapsulated(byte[] secret, byte[] ciphertext) {}

  /**
   * Encapsulates a new secret.
   *
   * @param publicKey SubjectPublicKeyInfo
   */
  static Encapsulated encapsulate(byte[] publicKey) {
    try {
      SecretWithEncapsulation made =
          new MLKEMGenerator(new SecureRandom())
              .generateEncapsulated(PublicKeyFactory.createKey(publicKey));
      return new Encapsulated(made.getSecret(), made.getEncapsulation());
    } catch (IOException | RuntimeException e) {
      throw new AssertionError("what KMS gave is no ML-KEM key: " + e.getMessage(), e);
    }
  }
}
