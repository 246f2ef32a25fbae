package dev.trailmark.integrity;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Where public keys come from that a digest's signature may be checked with. Only keys that whoever
 * checks has fetched from CloudTrail prove anything: a forger signs with a key of their own, and
 * would hand that in too.
 */
public interface KeySource {

  /**
   * What came of looking for a key.
   *
   * @param key the key; empty when it is not there
   * @param standing what a digest is without the key
   * @param reason why the key is not there; empty when it is
   */
  record Lookup(Optional<PublicKey> key, Standing standing, String reason) {

    static Lookup found(PublicKey key) {
      return new Lookup(Optional.of(key), Standing.VALID, "");
    }

    static Lookup without(Standing standing, String reason) {
      return new Lookup(Optional.empty(), standing, reason);
    }
  }

  /**
   * Looks for a key.
   *
   * @param fingerprint the key's fingerprint, as the digest gives it
   * @param signed about when the signature was made
   */
  Lookup find(String fingerprint, Instant signed);

  /** No keys at all: digests can be checked against each other only. */
  static KeySource none() {
    return (fingerprint, signed) ->
        Lookup.without(
            Standing.NOT_PROVED, "no public key fetched from CloudTrail to check its signature");
  }
}
