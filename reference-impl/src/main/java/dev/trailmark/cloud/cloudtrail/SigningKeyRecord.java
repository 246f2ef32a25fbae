package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Kind;
import java.time.Instant;

/**
 * A key pair that CloudTrail signs a region's digests with.
 *
 * @param fingerprint 32 hexadecimal digits
 * @param privateKey PKCS #8
 * @param publicKey PKCS #1 {@code RSAPublicKey} in DER
 * @param from when it begins to sign
 * @param to when it ends
 */
record SigningKeyRecord(
    String fingerprint, byte[] privateKey, byte[] publicKey, Instant from, Instant to) {
  static final Kind<SigningKeyRecord> KIND =
      Kind.secret("cloudtrail.signing-key", SigningKeyRecord.class);

  /** What the keys of a region's key pairs begin with; they are in order of time. */
  static String prefix(String region) {
    return region + "/";
  }

  String key(String region) {
    return prefix(region) + from + "/" + fingerprint;
  }

  /** Whether it signs at that time. */
  boolean signs(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }
}
