package dev.trailmark.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificates that a target's TLS is checked against, instead of those that Java brings. */
final class Trust {
  private final TrustManagerFactory factory;

  private Trust(TrustManagerFactory factory) {
    this.factory = factory;
  }

  /**
   * Trust in what a PEM file holds, one certificate or many.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  static Trust in(Path file) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate each : read(file)) {
        store.setCertificateEntry("ca-" + count++, each);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return new Trust(factory);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          file + ": no such file; name a PEM file with the certificates to trust", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          file + ": holds no certificate in PEM; name the authority's, such as ca.pem", e);
    }
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new CertificateException("empty");
      }
      return found;
    }
  }

  /** For the SDK's clients. */
  TrustManager[] managers() {
    return factory.getTrustManagers();
  }

  /** For Java's own client. */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }
}
