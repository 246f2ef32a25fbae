package dev.trailmark.cloud.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.jcajce.spec.MLDSAParameterSpec;
import org.bouncycastle.jcajce.spec.MLKEMParameterSpec;

/**
 * The kinds of key pairs, named as KMS names them in {@code KeySpec} and {@code KeyPairSpec}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/symm-asymm-choose-key-spec.html">Key
 *     spec reference</a>
 */
public enum PairSpec {
  RSA_2048(Family.RSA, 2048),
  RSA_3072(Family.RSA, 3072),
  RSA_4096(Family.RSA, 4096),
  ECC_NIST_P256(Family.NIST, "secp256r1"),
  ECC_NIST_P384(Family.NIST, "secp384r1"),
  ECC_NIST_P521(Family.NIST, "secp521r1"),
  ECC_SECG_P256K1(Family.KOBLITZ, "secp256k1"),
  ECC_NIST_EDWARDS25519(Family.EDWARDS, "Ed25519"),
  SM2(Family.SM2, "sm2p256v1"),
  ML_DSA_44(Family.ML_DSA, "ML-DSA-44"),
  ML_DSA_65(Family.ML_DSA, "ML-DSA-65"),
  ML_DSA_87(Family.ML_DSA, "ML-DSA-87"),
  ML_KEM_512(Family.ML_KEM, "ML-KEM-512"),
  ML_KEM_768(Family.ML_KEM, "ML-KEM-768"),
  ML_KEM_1024(Family.ML_KEM, "ML-KEM-1024");

  /** Key pairs that share algorithms. */
  public enum Family {
    RSA,
    NIST,
    KOBLITZ,
    EDWARDS,
    SM2,
    ML_DSA,
    ML_KEM
  }

  private final Family family;
  private final int bits;
  private final String parameters;

  PairSpec(Family family, int bits) {
    this.family = family;
    this.bits = bits;
    this.parameters = null;
  }

  PairSpec(Family family, String parameters) {
    this.family = family;
    this.bits = 0;
    this.parameters = parameters;
  }

  /** What it shares its algorithms with. */
  public Family family() {
    return family;
  }

  /** Whether a private key is short enough to be encrypted under an RSA key as it is. */
  boolean fitsOaep() {
    return switch (family) {
      case RSA, ML_DSA, ML_KEM -> false;
      case NIST, KOBLITZ, EDWARDS, SM2 -> true;
    };
  }

  /** An RSA modulus's length in bits; 0 for others. */
  int bits() {
    return bits;
  }

  /** The curve or parameter set; {@code null} for RSA. */
  String parameters() {
    return parameters;
  }

  /** Makes a pair. */
  public EncodedPair generate(SecureRandom random) {
    return Providers.sure(
        () -> {
          KeyPairGenerator generator = generator();
          AlgorithmParameterSpec form = form();
          if (form == null) {
            generator.initialize(255, random);
          } else {
            generator.initialize(form, random);
          }
          return EncodedPair.of(generator.generateKeyPair());
        });
  }

  private KeyPairGenerator generator() throws GeneralSecurityException {
    return switch (family) {
      case RSA -> KeyPairGenerator.getInstance("RSA");
      case EDWARDS -> KeyPairGenerator.getInstance("Ed25519");
      // Writes the curve and the public key beside the private one, as AWS does.
      case NIST, KOBLITZ, SM2 -> KeyPairGenerator.getInstance("EC", Providers.BOUNCY_CASTLE);
      case ML_DSA, ML_KEM -> KeyPairGenerator.getInstance(parameters, Providers.BOUNCY_CASTLE);
    };
  }

  private AlgorithmParameterSpec form() {
    return switch (family) {
      case RSA -> new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
      case NIST, KOBLITZ, SM2 -> new ECGenParameterSpec(parameters);
      case EDWARDS -> null;
      case ML_DSA -> MLDSAParameterSpec.fromName(parameters);
      case ML_KEM -> MLKEMParameterSpec.fromName(parameters);
    };
  }
}
