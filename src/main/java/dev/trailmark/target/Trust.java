package dev.trailmark.target;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The certificates that a target's TLS is checked against, instead of those that Java brings. */
final class Trust {
  /** A class has a target for each student, all of one bundle, which may hold 150 certificates. */
  private static final Map<Version, Trust> KNOWN = new ConcurrentHashMap<>();

  private final TrustManagerFactory factory;

  private Trust(TrustManagerFactory factory) {
    this.factory = factory;
  }

  /** A file as it was at one time. */
  private record Version(Path file, FileTime modified, long bytes) {
    static Version of(Path file) throws IOException {
      var now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Version(file.toAbsolutePath(), now.lastModifiedTime(), now.size());
    }
  }

  /**
   * Trust in what a PEM file holds, one certificate or many. The file is read again only once it
   * has changed.
   *
   * @throws IllegalArgumentException naming the file and what is wrong with it
   */
  static Trust in(Path file) {
    try {
      Version version = Version.of(file);
      Trust known = KNOWN.get(version);
      if (known == null) {
        known = new Trust(factory(read(file)));
        KNOWN.put(version, known);
      }
      return known;
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

  private static TrustManagerFactory factory(Collection<? extends Certificate> trusted)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (Certificate each : trusted) {
      store.setCertificateEntry("ca-" + count++, each);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }

  /** Out of memory, since the JDK's reader takes one byte at a time. */
  private static Collection<? extends Certificate> read(Path file)
      throws IOException, CertificateException {
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
    if (found.isEmpty()) {
      throw new CertificateException("empty");
    }
    return found;
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
