package dev.trailmark.cloud.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KeyAgreement;
import org.bouncycastle.jcajce.provider.asymmetric.util.EC5Util;

/**
 * Elliptic curve Diffie-Hellman with cofactor, which is one on these curves.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/56/a/r3/final">NIST SP 800-56A</a>
 */
public final class SharedSecret {
  private SharedSecret() {}

  /**
   * The x coordinate of the shared point.
   *
   * @param peer the other side's SubjectPublicKeyInfo
   * @return the secret; {@code null} when the peer's key is none of this curve
   */
  public static byte[] derive(byte[] privateKey, byte[] peer) {
    try {
      KeyFactory keys = KeyFactory.getInstance("EC", Providers.BOUNCY_CASTLE);
      ECPrivateKey own = (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(privateKey));
      PublicKey other = peerKey(keys, peer);
      if (other == null || !onCurveOf(own, (ECPublicKey) other)) {
        return null;
      }
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH", Providers.BOUNCY_CASTLE);
      agreement.init(own);
      agreement.doPhase(other, true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a stored key is not usable", e);
    }
  }

  private static PublicKey peerKey(KeyFactory keys, byte[] peer) {
    try {
      return keys.generatePublic(new X509EncodedKeySpec(peer));
    } catch (InvalidKeySpecException | RuntimeException e) {
      return null;
    }
  }

  private static boolean onCurveOf(ECPrivateKey own, ECPublicKey peer) {
    return EC5Util.convertCurve(own.getParams().getCurve())
        .equals(EC5Util.convertCurve(peer.getParams().getCurve()));
  }
}
