package dev.trailmark.steps.conformance;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** What somebody with no access to KMS can do with a public key, by Java's own cryptography. */
final class OutsideKms {
  private static final Map<String, String> OAEP_DIGESTS =
      Map.of("RSAES_OAEP_SHA_1", "SHA-1", "RSAES_OAEP_SHA_256", "SHA-256");

  private OutsideKms() {}

  /** The other side of a key agreement. */
  record Peer(KeyPair pair) {
    byte[] publicKey() {
      return pair.getPublic().getEncoded();
    }

    byte[] secretWith(byte[] other) {
      return sure(
          () -> {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(pair.getPrivate());
            agreement.doPhase(OutsideKms.publicKey("EC", other), true);
            return agreement.generateSecret();
          });
    }
  }

  static Peer peer(String curve) {
    return sure(
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec(curve));
          return new Peer(generator.generateKeyPair());
        });
  }

  /** Whether a signature holds, by KMS's name of its algorithm. */
  static boolean verifies(String algorithm, byte[] key, byte[] message, byte[] signature) {
    return sure(
        () -> {
          Signature verifier = signature(algorithm);
          verifier.initVerify(publicKey(family(algorithm), key));
          verifier.update(message);
          return verifier.verify(signature);
        });
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    String bits = algorithm.substring(algorithm.lastIndexOf('_') + 1);
    if (algorithm.startsWith("RSASSA_PSS")) {
      Signature signature = Signature.getInstance("RSASSA-PSS");
      String digest = "SHA-" + bits;
      signature.setParameter(
          new PSSParameterSpec(
              digest, "MGF1", new MGF1ParameterSpec(digest), Integer.parseInt(bits) / 8, 1));
      return signature;
    }
    return switch (family(algorithm)) {
      case "RSA" -> Signature.getInstance("SHA" + bits + "withRSA");
      case "EC" -> Signature.getInstance("SHA" + bits + "withECDSA");
      default -> Signature.getInstance("Ed25519");
    };
  }

  private static String family(String algorithm) {
    return algorithm.startsWith("RSA") ? "RSA" : algorithm.startsWith("ECDSA") ? "EC" : "Ed25519";
  }

  /** Encrypts under a public key, by KMS's name of the algorithm. */
  static byte[] encrypt(String algorithm, byte[] key, byte[] plaintext) {
    String digest = OAEP_DIGESTS.get(algorithm);
    return sure(
        () -> {
          Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
          cipher.init(
              Cipher.ENCRYPT_MODE,
              publicKey("RSA", key),
              new OAEPParameterSpec(
                  digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
          return cipher.doFinal(plaintext);
        });
  }

  /** Whether the halves of a pair on a NIST curve belong together. */
  static boolean fit(byte[] privateKey, byte[] publicKey) {
    return sure(
        () -> {
          byte[] message = {1, 2, 3};
          Signature signer = Signature.getInstance("SHA256withECDSA");
          signer.initSign(
              KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
          signer.update(message);
          return verifies("ECDSA_SHA_256", publicKey, message, signer.sign());
        });
  }

  private static PublicKey publicKey(String family, byte[] key) throws GeneralSecurityException {
    return KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(key));
  }

  /** A step of Java's cryptography. */
  @FunctionalInterface
  private interface Step<T> {
    T run() throws GeneralSecurityException;
  }

  private static <T> T sure(Step<T> step) {
    try {
      return step.run();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("what KMS gave is not usable in Java: " + e.getMessage(), e);
    }
  }
}
