package dev.trailmark.cloud.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are given, and those that are made. */
class TlsIdentityTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  @TempDir private Path directory;
  private final CertificateMaker.Made made = CertificateMaker.make(List.of("localhost"), NOW);
  private Path certificate;
  private Path key;

  @BeforeEach
  void writePair() throws IOException {
    certificate = write("server.pem", pem(made.certificate()));
    key = write("server.key", pem(pkcs8(made.key())));
  }

  private static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  private static JcaPKCS8Generator pkcs8(PrivateKey key) throws IOException {
    return new JcaPKCS8Generator(key, null);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private void assertRefused(Path certificateFile, Path keyFile, String message) {
    assertThatThrownBy(() -> Tls.given(certificateFile, keyFile).identity(null, "h", NOW))
        .isInstanceOf(TlsException.class)
        .hasMessage(message);
  }

  @Test
  void aPairThatBelongsTogetherServes() throws IOException {
    try (ServerIdentity identity = Tls.given(certificate, key).identity(null, "h", NOW)) {
      assertThat(identity.keys().getKeyManagers()).hasSize(1);
      assertThat(identity.authority()).isEmpty();
    }
  }

  @Test
  void oneFileMayHoldBoth() throws IOException {
    Path both = write("both.pem", pem(pkcs8(made.key())) + pem(made.certificate()));

    assertThatCode(() -> Tls.given(both, both).identity(null, "h", NOW)).doesNotThrowAnyException();
  }

  @Test
  void whatIsMissingOrNoPemIsNamedWithARemedy() throws IOException {
    Path absent = directory.resolve("absent.pem");
    Path text = write("text.pem", "hello\n");

    assertRefused(absent, key, absent + ": there is no such file; give a PEM file");
    assertRefused(
        text,
        key,
        text
            + ": holds no certificate; give a PEM file with -----BEGIN CERTIFICATE-----, the"
            + " server's own first");
    assertRefused(
        certificate,
        text,
        text + ": holds no private key; give a PEM file with -----BEGIN PRIVATE KEY-----");
  }

  @Test
  void brokenPemIsNamed() throws IOException {
    Path broken =
        write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

    assertThatThrownBy(() -> Tls.given(broken, key).identity(null, "h", NOW))
        .isInstanceOf(TlsException.class)
        .hasMessageStartingWith(broken + ": cannot be read as PEM: ");
  }

  @Test
  void anEncryptedKeyIsRefusedWithTheCommandThatDecryptsIt() throws Exception {
    OutputEncryptor encryptor =
        new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC)
            .setPassword("secret".toCharArray())
            .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
            .build();
    Path encrypted =
        write("encrypted.key", pem(new JcaPKCS8Generator(made.key(), encryptor).generate()));

    assertRefused(
        certificate,
        encrypted,
        encrypted
            + ": the private key is encrypted; give it decrypted, as `openssl pkey -in FILE`"
            + " writes it");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws Exception {
    Path other =
        write("other.key", pem(pkcs8(CertificateMaker.make(List.of("localhost"), NOW).key())));
    Path rsa =
        write("rsa.key", pem(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate()));

    for (Path file : List.of(other, rsa)) {
      assertRefused(
          certificate,
          file,
          file
              + ": is not the key of the certificate in "
              + certificate
              + "; give the pair that was made together");
    }
  }

  @Test
  void aCertificateThatIsNotInForceIsRefused() {
    Instant end = made.certificate().getNotAfter().toInstant();

    assertThatThrownBy(() -> Tls.given(certificate, key).identity(null, "h", end.plusSeconds(1)))
        .hasMessage(certificate + ": the certificate expired at " + end + "; give a renewed one");
    assertThatThrownBy(
            () -> Tls.given(certificate, key).identity(null, "h", NOW.minus(Duration.ofDays(1))))
        .hasMessageStartingWith(certificate + ": the certificate is not valid before ");
  }

  private String authorityOf(String host, Instant now) throws IOException {
    try (ServerIdentity identity = Tls.made().identity(directory, host, now)) {
      return Files.readString(identity.authority().orElseThrow());
    }
  }

  @Test
  void aRestartFindsTheCertificateThatWasMade() throws IOException {
    String first = authorityOf("127.0.0.1", NOW);

    assertThat(authorityOf("127.0.0.1", NOW.plus(Duration.ofDays(700)))).isEqualTo(first);
  }

  @Test
  void aCertificateThatIsAboutToExpireIsMadeAnew() throws IOException {
    String first = authorityOf("127.0.0.1", NOW);

    assertThat(authorityOf("127.0.0.1", NOW.plus(Duration.ofDays(800)))).isNotEqualTo(first);
  }

  @Test
  void aHostThatIsNotCoveredIsAReasonToMakeItAnew() throws IOException {
    String first = authorityOf("127.0.0.1", NOW);
    String second = authorityOf("lab.example.org", NOW);

    assertThat(second).isNotEqualTo(first);
    assertThat(authorityOf("127.0.0.1", NOW)).isEqualTo(second);
  }

  @Test
  void theMadeCertificateNamesItsHostsAndIsSignedByItsAuthority() throws Exception {
    authorityOf("192.0.2.7", NOW);

    Path files = directory.resolve("tls");
    X509Certificate authority = PemFiles.certificates(files.resolve("ca.pem")).get(0);
    List<X509Certificate> chain = PemFiles.certificates(files.resolve("certificate.pem"));
    chain.get(0).verify(authority.getPublicKey());
    assertThat(chain.get(1)).isEqualTo(authority);
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(chain.get(0).getBasicConstraints()).isEqualTo(-1);
    assertThat(chain.get(0).getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(chain.get(0).getSubjectAlternativeNames().stream().map(n -> (Object) n.get(1)))
        .containsExactly(
            "localhost",
            "*.localhost",
            "*.s3.localhost",
            "*.s3-accelerate.localhost",
            "*.s3-accelerate.dualstack.localhost",
            "127.0.0.1",
            "0:0:0:0:0:0:0:1",
            "192.0.2.7");
  }

  @Test
  void theKeyIsItsOwnersAlone() throws IOException {
    authorityOf("127.0.0.1", NOW);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("tls/key.pem"))))
        .isEqualTo("rw-------");
    assertThat(Files.list(directory.resolve("tls"))).hasSize(3);
  }

  @Test
  void withoutADataDirectoryNothingIsLeftBehind() throws IOException {
    Path authority;
    try (ServerIdentity identity = Tls.made().identity(null, "127.0.0.1", NOW)) {
      authority = identity.authority().orElseThrow();
      assertThat(authority).exists();
    }

    assertThat(authority.getParent()).doesNotExist();
  }
}
