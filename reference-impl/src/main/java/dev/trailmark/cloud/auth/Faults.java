package dev.trailmark.cloud.auth;

import java.time.Instant;
import java.util.List;

/**
 * How a family of services words the failures of authentication: {@link S3Faults} and {@link
 * CommonFaults}. Every method makes the failure, none throws it.
 */
interface Faults {

  /** The wording of an endpoint. */
  static Faults of(SigningRules rules) {
    return rules.s3() ? S3Faults.INSTANCE : CommonFaults.INSTANCE;
  }

  /** Header and query both claim to sign. */
  AuthFailure twoMechanisms(String authorization);

  /** An Authorization header that is not AWS's. */
  AuthFailure unsupportedAuthorization(String authorization, boolean dated);

  /** A known signing process that is not taken here. */
  AuthFailure unsupportedAlgorithm(Scheme scheme, String algorithm);

  /** An Authorization header without some of its three components, which are named. */
  AuthFailure missingComponents(String authorization, List<String> missing, boolean dated);

  /** A component of the Authorization header that is no {@code key=value} or comes twice. */
  AuthFailure malformedComponent(String component, String authorization);

  /** Query parameters of a signature are missing; they are named. */
  AuthFailure missingParameters(List<String> missing);

  /** A Credential that is not {@code key/date/region/service/aws4_request}. */
  AuthFailure malformedCredential(Scheme scheme, String credential);

  /** A scope whose date is no date. */
  AuthFailure malformedScopeDate(Scheme scheme, String date);

  /** No time of signing, or none that can be read ({@code value} is null or as sent). */
  AuthFailure missingDate(Scheme scheme, String value, String authorization);

  /** X-Amz-Expires is out of its range or no number. */
  AuthFailure invalidExpires(String value);

  /** Nobody has the key, or it is inactive. */
  AuthFailure unknownKey(Scheme scheme, String accessKeyId);

  /** The session token is not the key's. */
  AuthFailure invalidToken(Scheme scheme, String token);

  /** The session is over. */
  AuthFailure expiredToken(Scheme scheme, String token);

  /** The request was signed too long ago or too far ahead. */
  AuthFailure skewed(Claim claim, Instant now, long windowSeconds);

  /** A presigned URL is past its end. */
  AuthFailure urlExpired(Claim claim, Instant now);

  /** A presigned URL begins in the future. */
  AuthFailure urlNotYetValid(Claim claim, Instant now, long windowSeconds);

  /**
   * The scope is not the endpoint's; {@code null} when it is.
   *
   * @param expectedRegion the right region, or {@code null} when the claimed one is right
   */
  AuthFailure wrongScope(Claim claim, String service, String expectedRegion);

  /** These headers had to be signed, {@code host} first among them. */
  AuthFailure headersNotSigned(Scheme scheme, List<String> headers);

  /** The signature is another one; the thread's {@link Scratch} has the texts. */
  AuthFailure signatureMismatch(Claim claim, Scratch scratch);
}
