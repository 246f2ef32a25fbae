package dev.trailmark.cli;

import dev.trailmark.target.SimulatorSettings.Pair;
import dev.trailmark.target.SimulatorSettings.Tls;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether the simulator listens on TLS, and with which certificate. */
final class TlsOptions {
  @Option(
      names = "--tls",
      description =
          "Listen on TLS 1.2 and 1.3; unless a certificate is given, one is made, and kept in the"
              + " data directory.")
  private boolean tls;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "The certificate in PEM, followed by those that lead to a trusted one.")
  private Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its private key in PEM, not encrypted.")
  private Path key;

  /** The certificate; empty for plain HTTP. */
  Optional<Tls> settings() {
    if ((certificate == null) != (key == null)) {
      throw CliException.usage("give --tls-certificate and --tls-key together");
    }
    if (certificate != null && !tls) {
      throw CliException.usage("--tls-certificate and --tls-key go with --tls");
    }
    return tls
        ? Optional.of(new Tls(Optional.ofNullable(certificate).map(file -> new Pair(file, key))))
        : Optional.empty();
  }
}
