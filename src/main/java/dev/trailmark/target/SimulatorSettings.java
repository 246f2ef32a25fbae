package dev.trailmark.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the bundled simulator is run.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 means a free one
 * @param region the region of requests that name none
 * @param data where its state is kept; in memory when empty
 * @param delivery how often trails deliver log files; the simulator's default when empty
 * @param digests how much time each digest covers; an hour when empty
 * @param insightWarmUp how far back a region's events go before Insights are found; the simulator's
 *     default when empty
 * @param realism whether it is late and limited as AWS is
 * @param lookupLimit whether LookupEvents is limited to two calls a second; as realism when empty
 * @param encodedMessages whether its refusals carry an encoded message for STS to decode
 * @param accounts the accounts to begin with; one with new credentials when there are none
 * @param tls the certificate to listen with; plain HTTP when empty
 * @param failedAuthLimit how many requests a minute may fail authentication from one address; the
 *     simulator's default when empty
 * @param masterKey the 32 bytes under which the data directory's secrets are kept; those in the
 *     directory when empty
 */
public record SimulatorSettings(
    String host,
    int port,
    String region,
    Optional<Path> data,
    Optional<Duration> delivery,
    Optional<Duration> digests,
    Optional<Duration> insightWarmUp,
    boolean realism,
    Optional<Boolean> lookupLimit,
    boolean encodedMessages,
    List<Seed> accounts,
    Optional<Tls> tls,
    OptionalInt failedAuthLimit,
    Optional<byte[]> masterKey) {

  /**
   * An account to begin with; whatever is empty is made.
   *
   * @param id 12 digits
   * @param name what the account is called
   * @param root the root user's key
   * @param student the key of the user {@code student}
   */
  public record Seed(
      Optional<String> id, Optional<String> name, Optional<Key> root, Optional<Key> student) {}

  /**
   * An access key with its secret.
   *
   * @param id the access key's ID
   * @param secret its secret
   */
  public record Key(String id, String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Key[" + id + "]";
    }
  }

  /**
   * A certificate for TLS.
   *
   * @param given the one to use; empty for one that the simulator makes for itself
   */
  public record Tls(Optional<Pair> given) {}

  /**
   * PEM files.
   *
   * @param certificate the server's certificate and those that lead to a trusted one
   * @param key its private key
   */
  public record Pair(Path certificate, Path key) {}

  /** Copies the accounts. */
  public SimulatorSettings {
    accounts = List.copyOf(accounts);
  }

  /** In memory, on a free loopback port. */
  public static SimulatorSettings embedded(String region, Duration delivery) {
    return new SimulatorSettings(
        "127.0.0.1",
        0,
        region,
        Optional.empty(),
        Optional.of(delivery),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        List.of(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }
}
