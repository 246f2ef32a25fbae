package dev.trailmark.cloud.crypto;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/**
 * RSASSA-PKCS1-v1_5. The JDK signs messages only, so the padded DigestInfo is made here for digests
 * too.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8017#section-8.2">RFC 8017, 8.2</a>
 */
final class RsaPkcs1Scheme extends DigestScheme {
  private static final String CIPHER = "RSA/ECB/PKCS1Padding";

  RsaPkcs1Scheme(int bits) {
    super(bits);
  }

  @Override
  byte[] signDigest(PairSpec spec, byte[] privateKey, byte[] hash) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(Cipher.ENCRYPT_MODE, Providers.privateKey("RSA", privateKey));
    return cipher.doFinal(digestInfo(hash));
  }

  @Override
  boolean verifyDigest(PairSpec spec, byte[] publicKey, byte[] hash, byte[] signature)
      throws GeneralSecurityException {
    PublicKey key = Providers.publicKey("RSA", publicKey);
    if (signature.length != (((RSAKey) key).getModulus().bitLength() + 7) / 8) {
      return false;
    }
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(Cipher.DECRYPT_MODE, key);
    return MessageDigest.isEqual(cipher.doFinal(signature), digestInfo(hash));
  }

  private byte[] digestInfo(byte[] hash) {
    try {
      return new DigestInfo(new AlgorithmIdentifier(oid(), DERNull.INSTANCE), hash)
          .getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("a DigestInfo always has an encoding", e);
    }
  }

  private ASN1ObjectIdentifier oid() {
    return switch (digestLength()) {
      case 32 -> NISTObjectIdentifiers.id_sha256;
      case 48 -> NISTObjectIdentifiers.id_sha384;
      default -> NISTObjectIdentifiers.id_sha512;
    };
  }
}
