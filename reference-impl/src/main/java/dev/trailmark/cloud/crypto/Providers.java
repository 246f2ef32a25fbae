package dev.trailmark.cloud.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The provider for what the JDK lacks, and reading of encoded keys. */
final class Providers {
  /** Used by handing it over, never registered. */
  static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private Providers() {}

  /** An operation of a provider. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws GeneralSecurityException;
  }

  /** Runs what cannot fail with keys that were checked when they came in. */
  static <T> T sure(Step<T> step) {
    try {
      return step.run();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an algorithm or a stored key is not usable", e);
    }
  }

  static PrivateKey privateKey(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  static PublicKey publicKey(String algorithm, byte[] spki) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(spki));
  }
}
