package dev.trailmark.cloud.crypto;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/**
 * RSASSA-PSS with MGF1 over the same digest and a salt as long as the digest. Signatures of digests
 * need Bouncy Castle's raw form.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-8.1">RFC 8017, 8.1</a>
 */
final class RsaPssScheme extends DigestScheme {
  private static final int TRAILER = 1;

  RsaPssScheme(int bits) {
    super(bits);
  }

  @Override
  byte[] signDigest(PairSpec spec, byte[] privateKey, byte[] hash) throws GeneralSecurityException {
    Signature signature = signature();
    signature.initSign(Providers.privateKey("RSA", privateKey));
    signature.update(hash);
    return signature.sign();
  }

  @Override
  boolean verifyDigest(PairSpec spec, byte[] publicKey, byte[] hash, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = signature();
    verifier.initVerify(Providers.publicKey("RSA", publicKey));
    verifier.update(hash);
    return verifier.verify(signature);
  }

  private Signature signature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RAWRSASSA-PSS", Providers.BOUNCY_CASTLE);
    signature.setParameter(
        new PSSParameterSpec(
            digest(), "MGF1", new MGF1ParameterSpec(digest()), digestLength(), TRAILER));
    return signature;
  }
}
