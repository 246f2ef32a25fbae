package dev.trailmark.cloud.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes an authority and one server certificate signed by it, with the extensions that strict
 * clients want. The authority's key is forgotten when the certificate is signed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2">RFC 5280, section 4.2</a>
 */
final class CertificateMaker {
  /** The longest that all common clients take, even for an authority of one's own. */
  private static final Duration VALID = Duration.ofDays(825);

  /** Clients' clocks may be behind. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private final SecureRandom random = new SecureRandom();
  private final JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
  private final Date from;
  private final Date to;

  private CertificateMaker(Instant now) throws GeneralSecurityException {
    from = Date.from(now.minus(BACKDATED));
    to = Date.from(now.plus(VALID));
  }

  /** The certificates, and the server's key. */
  record Made(X509Certificate authority, X509Certificate certificate, PrivateKey key) {}

  static Made make(List<String> names, Instant now) {
    try {
      return new CertificateMaker(now).make(names);
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("every Java signs with P-256", e);
    }
  }

  private Made make(List<String> names)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    KeyPair authority = keyPair();
    KeyPair server = keyPair();
    X500Name issuer = new X500Name("CN=Trailmark " + serial().toString(36).substring(0, 8));
    X509v3CertificateBuilder root = builder(issuer, issuer, authority.getPublic());
    root.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    root.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    X509v3CertificateBuilder leaf =
        builder(issuer, new X500Name("CN=Trailmark simulator"), server.getPublic());
    leaf.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    leaf.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    leaf.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    leaf.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(authority.getPublic()));
    leaf.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(names.stream().map(HostNames::general).toArray(GeneralName[]::new)));
    return new Made(
        signed(root, authority.getPrivate()),
        signed(leaf, authority.getPrivate()),
        server.getPrivate());
  }

  private KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private BigInteger serial() {
    return new BigInteger(127, random).setBit(126);
  }

  private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key)
      throws CertIOException {
    return new JcaX509v3CertificateBuilder(issuer, serial(), from, to, subject, key)
        .addExtension(
            Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
  }
}
