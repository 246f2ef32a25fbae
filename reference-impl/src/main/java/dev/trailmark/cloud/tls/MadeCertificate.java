package dev.trailmark.cloud.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/**
 * The files of a certificate that was made here. {@code ca.pem} is written last: where it is, the
 * others are whole. The authority's own key is never written, so that trusting it means trusting
 * this one server.
 */
final class MadeCertificate {
  /** A certificate that ends sooner is made anew at the next start. */
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private final Path directory;

  MadeCertificate(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  List<Path> files() {
    return List.of(authority(), certificate(), key());
  }

  Path authority() {
    return directory.resolve("ca.pem");
  }

  Path certificate() {
    return directory.resolve("certificate.pem");
  }

  Path key() {
    return directory.resolve("key.pem");
  }

  /** Whether there is one that covers these names for a while yet. */
  boolean serves(List<String> names, Instant now) throws TlsException {
    if (!Files.exists(authority())) {
      return false;
    }
    X509Certificate certificate = PemFiles.certificates(certificate()).get(0);
    return !certificate.getNotBefore().toInstant().isAfter(now)
        && certificate.getNotAfter().toInstant().isAfter(now.plus(RENEWED_BEFORE))
        && covered(certificate).containsAll(covered(names));
  }

  private static Set<Object> covered(List<String> names) {
    return names.stream().map(HostNames::general).collect(Collectors.toSet());
  }

  private Set<Object> covered(X509Certificate certificate) throws TlsException {
    try {
      GeneralNames names =
          GeneralNames.fromExtensions(
              new JcaX509CertificateHolder(certificate).getExtensions(),
              Extension.subjectAlternativeName);
      return names == null ? Set.of() : new HashSet<>(Arrays.asList(names.getNames()));
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new TlsException(
          certificate(), "cannot be read; remove the directory to have it made anew", e);
    }
  }

  /** Makes one for these names. */
  void make(List<String> names, Instant now) throws IOException {
    CertificateMaker.Made made = CertificateMaker.make(names, now);
    try {
      Files.createDirectories(directory, ownerOnly("rwx------"));
      Files.deleteIfExists(authority());
      write(key(), pem(new JcaPKCS8Generator(made.key(), null)));
      write(certificate(), pem(made.certificate()) + pem(made.authority()));
      write(authority(), pem(made.authority()));
    } catch (IOException e) {
      throw new TlsException(
          directory, "the certificate cannot be written: " + e.getMessage() + "; make room", e);
    }
  }

  private void write(Path file, String text) throws IOException {
    Path fresh = Files.createTempFile(directory, "new", ".pem", ownerOnly("rw-------"));
    Files.writeString(fresh, text, StandardCharsets.US_ASCII);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?>[] ownerOnly(String rights) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  private static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
