package dev.trailmark.cloud.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;

/** A server's certificate chain and private key. Closing removes what was made for one run only. */
public final class ServerIdentity implements AutoCloseable {
  private final KeyManagerFactory keys;
  private final MadeCertificate made;
  private final boolean temporary;

  /**
   * An identity.
   *
   * @param keys hands certificate and key to TLS
   * @param made the files, where the certificate was made for this server, else {@code null}
   * @param temporary whether they go when the server does
   */
  ServerIdentity(KeyManagerFactory keys, MadeCertificate made, boolean temporary) {
    this.keys = keys;
    this.made = made;
    this.temporary = temporary;
  }

  /** Hands certificate and key to TLS. */
  public KeyManagerFactory keys() {
    return keys;
  }

  /**
   * The PEM file with the certificate that clients have to trust; empty when the certificate was
   * given, since then its owner knows.
   */
  public Optional<Path> authority() {
    return Optional.ofNullable(made).map(MadeCertificate::authority);
  }

  @Override
  public void close() {
    if (!temporary) {
      return;
    }
    try {
      for (Path file : made.files()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(made.directory());
    } catch (IOException e) {
      throw new UncheckedIOException(made.directory() + ": cannot be removed", e);
    }
  }
}
