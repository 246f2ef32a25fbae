package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.auth.AuthFailure.Kind;
import java.util.EnumMap;
import java.util.Map;

/**
 * How each style of service codes a failure of authentication.
 *
 * <p>S3's codes and statuses are those of its error list ("Error responses", Amazon S3 API
 * Reference); the others' those of "Common errors" in the KMS, CloudTrail, IAM and STS API
 * References: JSON services answer 400 with names that end in {@code Exception}, query services
 * mostly 403.
 */
public final class AuthErrors {
  private static final Map<Kind, Code> S3_CODES = new EnumMap<>(Kind.class);
  private static final Map<Kind, Names> OTHER_CODES = new EnumMap<>(Kind.class);

  private AuthErrors() {}

  /** A code with its HTTP status. */
  private record Code(String code, int status) {}

  /** The code of JSON services, which all answer 400, and that of query services. */
  private record Names(String json, String query, int queryStatus) {}

  /**
   * What a service answers.
   *
   * @param code the error code
   * @param status the HTTP status
   * @param message the message
   * @param fields S3's extra elements in their order; empty for other styles
   */
  public record Rendered(String code, int status, String message, Map<String, String> fields) {}

  static {
    s3(403, "AccessDenied", Kind.MISSING_TOKEN, Kind.INCOMPLETE_V2_QUERY, Kind.MISSING_DATE);
    s3(403, "AccessDenied", Kind.URL_EXPIRED, Kind.URL_NOT_YET_VALID, Kind.HEADERS_NOT_SIGNED);
    s3(400, "InvalidArgument", Kind.TWO_MECHANISMS, Kind.UNSUPPORTED_AUTHORIZATION);
    s3(400, "InvalidArgument", Kind.MISSING_FIELD);
    s3(400, "InvalidArgument", Kind.MALFORMED_V2_HEADER, Kind.INVALID_CONTENT_HASH);
    s3(400, "InvalidRequest", Kind.UNSUPPORTED_VERSION, Kind.MISSING_CONTENT_HASH);
    s3(403, "InvalidAccessKeyId", Kind.UNKNOWN_KEY);
    s3(400, "InvalidToken", Kind.INVALID_TOKEN);
    s3(400, "ExpiredToken", Kind.EXPIRED_TOKEN);
    s3(403, "RequestTimeTooSkewed", Kind.SKEWED);
    s3(403, "SignatureDoesNotMatch", Kind.SIGNATURE_MISMATCH);
    s3(400, "XAmzContentSHA256Mismatch", Kind.CONTENT_HASH_MISMATCH);
    s3(411, "MissingContentLength", Kind.MISSING_DECODED_LENGTH);
    s3(400, "IncompleteBody", Kind.INCOMPLETE_BODY);
    s3(403, "InvalidChunkSizeError", Kind.INVALID_CHUNK_SIZE);
    s3(400, "MalformedTrailerError", Kind.MALFORMED_TRAILER);

    other("IncompleteSignatureException", "IncompleteSignature", 400, Kind.values());
    other(
        "MissingAuthenticationTokenException",
        "MissingAuthenticationToken",
        403,
        Kind.MISSING_TOKEN);
    other(
        "UnrecognizedClientException",
        "InvalidClientTokenId",
        403,
        Kind.UNKNOWN_KEY,
        Kind.INVALID_TOKEN);
    other("ExpiredTokenException", "ExpiredToken", 403, Kind.EXPIRED_TOKEN);
    other(
        "InvalidSignatureException",
        "SignatureDoesNotMatch",
        403,
        Kind.WRONG_DATE,
        Kind.WRONG_REGION,
        Kind.WRONG_SERVICE,
        Kind.WRONG_TERMINATOR,
        Kind.SKEWED,
        Kind.URL_EXPIRED,
        Kind.URL_NOT_YET_VALID,
        Kind.HEADERS_NOT_SIGNED,
        Kind.SIGNATURE_MISMATCH,
        Kind.CONTENT_HASH_MISMATCH);
  }

  private static void s3(int status, String code, Kind... kinds) {
    for (Kind kind : kinds) {
      S3_CODES.put(kind, new Code(code, status));
    }
  }

  private static void other(String json, String query, int queryStatus, Kind... kinds) {
    for (Kind kind : kinds) {
      OTHER_CODES.put(kind, new Names(json, query, queryStatus));
    }
  }

  /** The answer to a failure, in a service's style. */
  public static Rendered render(AuthFailure failure, Style style) {
    if (style == Style.S3) {
      Code code = s3Code(failure);
      return new Rendered(code.code(), code.status(), message(failure, style), failure.details());
    }
    Names names = OTHER_CODES.get(failure.kind());
    boolean json = style == Style.JSON;
    return new Rendered(
        json ? names.json() : names.query(),
        json ? 400 : names.queryStatus(),
        message(failure, style),
        Map.of());
  }

  /** What is malformed is named after the place where it stands. */
  private static Code s3Code(AuthFailure failure) {
    Code code = S3_CODES.get(failure.kind());
    if (code != null) {
      return code;
    }
    return switch (failure.scheme()) {
      case QUERY -> new Code("AuthorizationQueryParametersError", 400);
      case FORM -> new Code("InvalidArgument", 400);
      default -> new Code("AuthorizationHeaderMalformed", 400);
    };
  }

  private static String message(AuthFailure failure, Style style) {
    if (failure.kind() == Kind.MISSING_TOKEN) {
      return switch (style) {
        case S3 -> "Access Denied";
        case JSON -> "Missing Authentication Token";
        case QUERY -> "Request is missing Authentication Token";
      };
    }
    // Observed with its trailing space on query services, without on JSON ones.
    boolean trimmed = style == Style.JSON && failure.kind() == Kind.WRONG_REGION;
    return trimmed ? failure.getMessage().stripTrailing() : failure.getMessage();
  }
}
