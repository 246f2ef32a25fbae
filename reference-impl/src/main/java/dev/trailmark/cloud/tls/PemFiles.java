package dev.trailmark.cloud.tls;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * Reads certificates and private keys in PEM: X.509, and keys in PKCS #8, PKCS #1 (RSA) or SEC 1
 * (elliptic curves), unencrypted. One file may hold both.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
final class PemFiles {
  private PemFiles() {}

  /** The certificates of a file in their order; at least one. */
  static List<X509Certificate> certificates(Path file) throws TlsException {
    JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Object object : objects(file)) {
        if (object instanceof X509CertificateHolder holder) {
          chain.add(converter.getCertificate(holder));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new TlsException(file, "holds a certificate that cannot be read; give another", e);
    }
    if (chain.isEmpty()) {
      throw new TlsException(
          file,
          "holds no certificate; give a PEM file with -----BEGIN CERTIFICATE-----, the server's own"
              + " first");
    }
    return chain;
  }

  /** The first private key of a file. */
  static PrivateKey privateKey(Path file) throws TlsException {
    for (Object object : objects(file)) {
      if (object instanceof PEMEncryptedKeyPair || object instanceof PKCS8EncryptedPrivateKeyInfo) {
        throw new TlsException(
            file,
            "the private key is encrypted; give it decrypted, as `openssl pkey -in FILE` writes"
                + " it");
      }
      PrivateKeyInfo info = null;
      if (object instanceof PEMKeyPair pair) {
        info = pair.getPrivateKeyInfo();
      } else if (object instanceof PrivateKeyInfo plain) {
        info = plain;
      }
      if (info != null) {
        return convert(file, info);
      }
    }
    throw new TlsException(
        file, "holds no private key; give a PEM file with -----BEGIN PRIVATE KEY-----");
  }

  private static PrivateKey convert(Path file, PrivateKeyInfo info) throws TlsException {
    try {
      return new JcaPEMKeyConverter().getPrivateKey(info);
    } catch (IOException e) {
      throw new TlsException(file, "holds a private key of a kind that is not supported", e);
    }
  }

  private static List<Object> objects(Path file) throws TlsException {
    List<Object> objects = new ArrayList<>();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        PEMParser parser = new PEMParser(reader)) {
      for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
        objects.add(object);
      }
      return objects;
    } catch (NoSuchFileException e) {
      throw new TlsException(file, "there is no such file; give a PEM file", e);
    } catch (IOException | RuntimeException e) {
      throw new TlsException(file, "cannot be read as PEM: " + e.getMessage(), e);
    }
  }
}
