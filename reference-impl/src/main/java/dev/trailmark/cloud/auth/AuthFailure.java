package dev.trailmark.cloud.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request whose origin could not be proven. Carries what AWS would answer, to be put into a
 * service's style by {@link AuthErrors}. It has no stack trace: it is an outcome, not a fault.
 */
public final class AuthFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final Scheme scheme;
  private final transient Map<String, String> details;

  AuthFailure(Kind kind, Scheme scheme, String message, Map<String, String> details) {
    super(message, null, false, false);
    this.kind = kind;
    this.scheme = scheme;
    this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** What a service that serves no anonymous callers answers to an unsigned request. */
  public static AuthFailure missingToken() {
    return new AuthFailure(Kind.MISSING_TOKEN, Scheme.ANONYMOUS, null, Map.of());
  }

  /** What is wrong. */
  public Kind kind() {
    return kind;
  }

  /** Where the signature was, or should have been. */
  public Scheme scheme() {
    return scheme;
  }

  /**
   * The fields that S3 adds between Message and RequestId, in its order, such as {@code
   * StringToSign}, {@code CanonicalRequest}, {@code AWSAccessKeyId}, {@code RequestTime}.
   */
  public Map<String, String> details() {
    return details;
  }

  /** What can be wrong with a request's signature or with what the signature promises. */
  public enum Kind {
    /** There is no signature where one is needed. */
    MISSING_TOKEN,
    /** Both the Authorization header and the query claim to sign. */
    TWO_MECHANISMS,
    /** The Authorization header is of a kind that AWS does not know, such as Basic. */
    UNSUPPORTED_AUTHORIZATION,
    /** Signature Version 2 where it is no longer taken, or Version 4A. */
    UNSUPPORTED_VERSION,
    /** The Authorization header or the query parameters lack a part or garble one. */
    MALFORMED,
    /** A browser's form lacks a field. */
    MISSING_FIELD,
    /** A Version 2 URL lacks a parameter. */
    INCOMPLETE_V2_QUERY,
    /** A Version 2 Authorization header is not of the form {@code AWS key:signature}. */
    MALFORMED_V2_HEADER,
    /** Neither X-Amz-Date nor Date says when the request was signed, or not readably. */
    MISSING_DATE,
    /** The scope's date is not the day of the request's timestamp. */
    WRONG_DATE,
    /** The scope's region is not the endpoint's or the bucket's. */
    WRONG_REGION,
    /** The scope's service is not the endpoint's. */
    WRONG_SERVICE,
    /** The scope does not end with {@code aws4_request}. */
    WRONG_TERMINATOR,
    /** Nobody has the access key, or it is inactive. */
    UNKNOWN_KEY,
    /** The session token is not the key's. */
    INVALID_TOKEN,
    /** The temporary credentials are past their end. */
    EXPIRED_TOKEN,
    /** The request's timestamp is too far from the server's time. */
    SKEWED,
    /** A presigned URL is past its end. */
    URL_EXPIRED,
    /** A presigned URL begins in the future. */
    URL_NOT_YET_VALID,
    /** Headers that have to be signed are not. */
    HEADERS_NOT_SIGNED,
    /** The signature is not the one that the secret key makes. */
    SIGNATURE_MISMATCH,
    /** S3's payload hash header is absent. */
    MISSING_CONTENT_HASH,
    /** S3's payload hash header is neither a hash nor one of the known words. */
    INVALID_CONTENT_HASH,
    /** The body's hash is not the one that its header names. */
    CONTENT_HASH_MISMATCH,
    /** An aws-chunked body does not say how long its content is. */
    MISSING_DECODED_LENGTH,
    /** The body ends early, is longer than declared, or its chunks cannot be told apart. */
    INCOMPLETE_BODY,
    /** A chunk before the last is smaller than 8 KiB. */
    INVALID_CHUNK_SIZE,
    /** The trailing fields are not the announced ones or cannot be read. */
    MALFORMED_TRAILER
  }
}
