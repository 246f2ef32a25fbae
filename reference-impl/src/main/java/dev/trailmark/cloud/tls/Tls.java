package dev.trailmark.cloud.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;

/** Where a server's certificate comes from: files that were given, or one made for the server. */
public final class Tls {
  private static final char[] IN_MEMORY = "in memory only".toCharArray();

  private final Path certificate;
  private final Path key;

  private Tls(Path certificate, Path key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * A certificate that was given.
   *
   * @param certificate a PEM file, the server's own certificate first, then those that lead to one
   *     that clients trust
   * @param key a PEM file with the unencrypted private key; may be the same file
   */
  public static Tls given(Path certificate, Path key) {
    return new Tls(Objects.requireNonNull(certificate), Objects.requireNonNull(key));
  }

  /**
   * A certificate made for this server, by an authority made for it alone. It is kept in the
   * directory {@code tls} beside the server's data, and found again by the next start, until it is
   * about to expire or does not cover the host.
   */
  public static Tls made() {
    return new Tls(null, null);
  }

  /**
   * Reads the certificate, or makes it.
   *
   * @param data the server's data directory; {@code null} when it keeps nothing
   * @param host the address that the server listens on
   * @throws TlsException when it cannot serve; the message says which file and what to do
   */
  public ServerIdentity identity(Path data, String host, Instant now) throws IOException {
    if (certificate != null) {
      return new ServerIdentity(keys(certificate, key, now), null, false);
    }
    boolean temporary = data == null;
    MadeCertificate made =
        new MadeCertificate(
            temporary ? Files.createTempDirectory("trailmark-tls") : data.resolve("tls"));
    List<String> names = HostNames.with(host);
    if (!made.serves(names, now)) {
      made.make(names, now);
    }
    return new ServerIdentity(keys(made.certificate(), made.key(), now), made, temporary);
  }

  private static KeyManagerFactory keys(Path certificateFile, Path keyFile, Instant now)
      throws IOException {
    List<X509Certificate> chain = PemFiles.certificates(certificateFile);
    PrivateKey key = PemFiles.privateKey(keyFile);
    KeyPairCheck.inForce(chain.get(0), certificateFile, now);
    KeyPairCheck.belongTogether(chain.get(0), certificateFile, key, keyFile);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, IN_MEMORY, chain.toArray(Certificate[]::new));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, IN_MEMORY);
      return keys;
    } catch (GeneralSecurityException e) {
      throw new TlsException(
          certificateFile, "the certificate cannot serve TLS: " + e.getMessage(), e);
    }
  }
}
