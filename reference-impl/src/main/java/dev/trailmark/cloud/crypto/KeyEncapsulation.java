package dev.trailmark.cloud.crypto;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * ML-KEM: a secret of 32 bytes for whoever holds the private key, made with the public key alone.
 *
 * @see <a href="https://csrc.nist.gov/pubs/fips/203/final">FIPS 203</a>
 */
public final class KeyEncapsulation {
  private KeyEncapsulation() {}

  /**
   * A secret and its encapsulated form.
   *
   * @param secret 32 bytes
   * @param ciphertext 768, 1,088 or 1,568 bytes, as the parameter set has it
   */
  public record Encapsulated(byte[] secret, byte[] ciphertext) {
    /** Says nothing of the secret. */
    @Override
    public String toString() {
      return "Encapsulated[" + ciphertext.length + " bytes]";
    }
  }

  /**
   * Makes a secret and encapsulates it.
   *
   * @param publicKey SubjectPublicKeyInfo of an ML-KEM key
   */
  public static Encapsulated encapsulate(byte[] publicKey, SecureRandom random) {
    try {
      SecretWithEncapsulation made =
          new MLKEMGenerator(random).generateEncapsulated(PublicKeyFactory.createKey(publicKey));
      return new Encapsulated(made.getSecret(), made.getEncapsulation());
    } catch (IOException e) {
      throw new IllegalStateException("a stored key is not readable", e);
    }
  }

  /**
   * Recovers a secret. One that was encapsulated for another key, or altered, is not told apart: it
   * gives another secret, always the same (implicit rejection).
   *
   * @param privateKey PKCS #8 of an ML-KEM key
   * @return 32 bytes; {@code null} when the ciphertext is not as long as the parameter set has it
   */
  public static byte[] decapsulate(byte[] privateKey, byte[] ciphertext) {
    try {
      MLKEMExtractor extractor =
          new MLKEMExtractor((MLKEMPrivateKeyParameters) PrivateKeyFactory.createKey(privateKey));
      return ciphertext.length == extractor.getEncapsulationLength()
          ? extractor.extractSecret(ciphertext)
          : null;
    } catch (IOException e) {
      throw new IllegalStateException("a stored key is not usable", e);
    }
  }
}
