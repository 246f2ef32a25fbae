package dev.trailmark.cloud.crypto;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;

/** Key pairs of which somebody brought the private key. */
public final class GivenPairs {
  private GivenPairs() {}

  /**
   * The pair of a private key.
   *
   * @param pkcs8 the private key as it was brought
   * @return the pair; {@code null} when that is no private key of this spec
   */
  public static EncodedPair of(PairSpec spec, byte[] pkcs8) {
    try {
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(PrivateKeyInfo.getInstance(pkcs8));
      AsymmetricKeyParameter other = publicKey(spec, key);
      if (other == null) {
        return null;
      }
      return new EncodedPair(
          PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded(),
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(other).getEncoded());
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle's parsers throw many kinds of exception at bytes that are no key.
      return null;
    }
  }

  private static AsymmetricKeyParameter publicKey(PairSpec spec, AsymmetricKeyParameter key) {
    return switch (spec.family()) {
      case RSA -> rsa(spec, (RSAPrivateCrtKeyParameters) key);
      case NIST, KOBLITZ, SM2 -> curve(spec, (ECPrivateKeyParameters) key);
      case EDWARDS -> ((Ed25519PrivateKeyParameters) key).generatePublicKey();
      case ML_DSA -> mlDsa(spec, (MLDSAPrivateKeyParameters) key);
      case ML_KEM -> mlKem(spec, (MLKEMPrivateKeyParameters) key);
    };
  }

  private static AsymmetricKeyParameter rsa(PairSpec spec, RSAPrivateCrtKeyParameters key) {
    return key.getModulus().bitLength() == spec.bits()
        ? new RSAKeyParameters(false, key.getModulus(), key.getPublicExponent())
        : null;
  }

  private static AsymmetricKeyParameter curve(PairSpec spec, ECPrivateKeyParameters key) {
    ASN1ObjectIdentifier curve = ECUtil.getNamedCurveOid(spec.parameters());
    if (!(key.getParameters() instanceof ECNamedDomainParameters named)
        || !named.getName().equals(curve)) {
      return null;
    }
    return new ECPublicKeyParameters(
        named.getG().multiply(key.getD()).normalize(), key.getParameters());
  }

  private static AsymmetricKeyParameter mlDsa(PairSpec spec, MLDSAPrivateKeyParameters key) {
    return key.getParameters().getName().equalsIgnoreCase(spec.parameters())
        ? key.getPublicKeyParameters()
        : null;
  }

  private static AsymmetricKeyParameter mlKem(PairSpec spec, MLKEMPrivateKeyParameters key) {
    return key.getParameters().getName().equalsIgnoreCase(spec.parameters())
        ? key.getPublicKeyParameters()
        : null;
  }
}
