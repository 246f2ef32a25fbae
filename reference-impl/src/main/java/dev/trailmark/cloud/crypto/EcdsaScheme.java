package dev.trailmark.cloud.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * ECDSA with signatures in DER. The JDK has the NIST curves; secp256k1 is Bouncy Castle's.
 *
 * @see <a href="https://csrc.nist.gov/pubs/fips/186-5/final">FIPS 186-5</a>
 */
final class EcdsaScheme extends DigestScheme {
  private static final String RAW = "NONEwithECDSA";
  private static final String KEYS = "EC";

  EcdsaScheme(int bits) {
    super(bits);
  }

  @Override
  byte[] signDigest(PairSpec spec, byte[] privateKey, byte[] hash) throws GeneralSecurityException {
    Signature signature = signature(spec);
    signature.initSign(keys(spec).generatePrivate(new PKCS8EncodedKeySpec(privateKey)));
    signature.update(hash);
    return signature.sign();
  }

  @Override
  boolean verifyDigest(PairSpec spec, byte[] publicKey, byte[] hash, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = signature(spec);
    verifier.initVerify(keys(spec).generatePublic(new X509EncodedKeySpec(publicKey)));
    verifier.update(hash);
    return verifier.verify(signature);
  }

  private static Signature signature(PairSpec spec) throws GeneralSecurityException {
    return spec.family() == PairSpec.Family.NIST
        ? Signature.getInstance(RAW)
        : Signature.getInstance(RAW, Providers.BOUNCY_CASTLE);
  }

  private static KeyFactory keys(PairSpec spec) throws GeneralSecurityException {
    return spec.family() == PairSpec.Family.NIST
        ? KeyFactory.getInstance(KEYS)
        : KeyFactory.getInstance(KEYS, Providers.BOUNCY_CASTLE);
  }
}
