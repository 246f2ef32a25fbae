package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.crypto.RsaPairs;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/**
 * The key pairs that digests are signed with: one for each region, replaced after 30 days. Old ones
 * stay, so that old digests can be validated.
 */
final class SigningKeys {
  private static final int BITS = 2048;
  private static final Duration VALIDITY = Duration.ofDays(30);

  /** AWS's command line tool asks for the keys of two hours more than the digests it looks at. */
  private static final Duration SLACK = Duration.ofHours(2);

  private SigningKeys() {}

  /** What is locked while a region's keys are changed. */
  static String scope(String region) {
    return "cloudtrail/signing-keys/" + region;
  }

  /** A region's key pairs, oldest first. */
  static Collection<SigningKeyRecord> of(State state, String region) {
    return state.range(SigningKeyRecord.KIND, SigningKeyRecord.prefix(region)).values();
  }

  /** The one that signs now, or {@code null}. */
  static SigningKeyRecord current(State state, String region, Instant now) {
    return of(state, region).stream().filter(key -> key.signs(now)).findFirst().orElse(null);
  }

  /**
   * The pair to sign a digest with: the one of when the digest ends, since that is where validators
   * ask for it, also when the digest is long overdue. One that was made soon after will do. Makes
   * one when there is none.
   */
  static SigningKeyRecord ofDigest(Upkeep.Surroundings here, String region, Instant end) {
    SigningKeyRecord found = forDigest(here.state(), region, end);
    if (found == null) {
      SigningKeyRecord made = make(here.ids(), end);
      here.change(
          scope(region),
          tx -> {
            add(tx, region, made);
            return List.of();
          });
      found = forDigest(here.state(), region, end);
    }
    return found;
  }

  private static SigningKeyRecord forDigest(State state, String region, Instant end) {
    SigningKeyRecord current = current(state, region, end);
    return current != null
        ? current
        : of(state, region).stream()
            .filter(key -> key.from().isAfter(end) && key.from().isBefore(end.plus(SLACK)))
            .findFirst()
            .orElse(null);
  }

  /** A new pair, which signs from now on. */
  static SigningKeyRecord make(Ids ids, Instant now) {
    RsaPairs.Encoded pair = RsaPairs.make(BITS, ids.secureRandom());
    Instant from = now.truncatedTo(ChronoUnit.SECONDS);
    return new SigningKeyRecord(
        Hashes.md5(pair.pkcs1PublicKey()),
        pair.pkcs8PrivateKey(),
        pair.pkcs1PublicKey(),
        from,
        from.plus(VALIDITY));
  }

  /** Adds a pair, unless another came first; gives the one that signs. */
  static SigningKeyRecord add(Transaction tx, String region, SigningKeyRecord made) {
    SigningKeyRecord other = current(tx, region, made.from());
    if (other != null) {
      return other;
    }
    tx.put(SigningKeyRecord.KIND, made.key(region), made);
    return made;
  }

  /** Signs with SHA256withRSA. */
  static byte[] sign(SigningKeyRecord key, byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key.privateKey())));
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key " + key.fingerprint() + " does not sign", e);
    }
  }
}
