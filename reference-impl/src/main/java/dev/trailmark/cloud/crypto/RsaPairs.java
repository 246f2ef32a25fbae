package dev.trailmark.cloud.crypto;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** RSA key pairs whose public half is wanted in the form of PKCS #1. */
public final class RsaPairs {
  private RsaPairs() {}

  /**
   * A pair.
   *
   * @param pkcs8PrivateKey {@code PrivateKeyInfo} in DER
   * @param pkcs1PublicKey {@code RSAPublicKey} in DER
   */
  public record Encoded(byte[] pkcs8PrivateKey, byte[] pkcs1PublicKey) {}

  /** A new pair; takes a fraction of a second. */
  public static Encoded make(int bits, SecureRandom random) {
    return Providers.sure(
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(bits, random);
          KeyPair pair = generator.generateKeyPair();
          return new Encoded(pair.getPrivate().getEncoded(), pkcs1(pair.getPublic().getEncoded()));
        });
  }

  private static byte[] pkcs1(byte[] spki) {
    try {
      return SubjectPublicKeyInfo.getInstance(spki).parsePublicKey().getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("a public key that was just made can be read", e);
    }
  }
}
