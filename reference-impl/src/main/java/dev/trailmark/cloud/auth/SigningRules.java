package dev.trailmark.cloud.auth;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What the endpoint that a request reached demands of its signature.
 *
 * @param service the service's signing name: {@code s3}, {@code kms}, {@code cloudtrail}, {@code
 *     iam}, {@code sts}
 * @param s3 whether S3's rules apply: path encoded once and left as it is, payload hash taken from
 *     its header, 15 minutes of clock skew; else the path is normalised and encoded twice, the body
 *     hashed, 5 minutes
 * @param regionFault given the region that the request was signed for, the region that it should
 *     have been signed for, or {@code null} when the given one is right
 * @param hostBucket the bucket that the Host header names (virtual-hosted style), {@code null} in
 *     path style; Signature Version 2 signs it
 */
public record SigningRules(
    String service, boolean s3, UnaryOperator<String> regionFault, String hostBucket) {

  /** Refuses absent rules. */
  public SigningRules {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(regionFault, "regionFault");
  }

  /** Rules for an endpoint whose host names no bucket. */
  public SigningRules(String service, boolean s3, UnaryOperator<String> regionFault) {
    this(service, s3, regionFault, null);
  }
}
