package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.auth.AuthFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * S3's wording. Texts of presigned URLs, unsigned headers, wrong regions and wrong signatures are
 * as recorded from S3; the others are those its clients quote.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
final class S3Faults implements Faults {
  static final S3Faults INSTANCE = new S3Faults();

  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");
  private static final String CREDENTIAL_FORM =
      "the Credential is mal-formed; expecting"
          + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".";

  private S3Faults() {}

  private static AuthFailure failure(Kind kind, Scheme scheme, String message) {
    return new AuthFailure(kind, scheme, message, Map.of());
  }

  private static AuthFailure argument(Kind kind, String message, String authorization) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("ArgumentName", "Authorization");
    fields.put("ArgumentValue", authorization);
    return new AuthFailure(kind, Scheme.HEADER, message, fields);
  }

  /** Header and query word the same fault of a credential differently. */
  private static AuthFailure malformed(
      Kind kind, Scheme scheme, String text, Map<String, String> fields) {
    String prefix =
        switch (scheme) {
          case QUERY -> "Error parsing the X-Amz-Credential parameter; ";
          case FORM -> "";
          default -> "The authorization header is malformed; ";
        };
    return new AuthFailure(kind, scheme, prefix + text, fields);
  }

  @Override
  public AuthFailure twoMechanisms(String authorization) {
    return argument(
        Kind.TWO_MECHANISMS,
        "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query"
            + " string parameter or the Authorization header should be specified",
        authorization);
  }

  @Override
  public AuthFailure unsupportedAuthorization(String authorization, boolean dated) {
    return argument(
        Kind.UNSUPPORTED_AUTHORIZATION, "Unsupported Authorization Type", authorization);
  }

  @Override
  public AuthFailure unsupportedAlgorithm(Scheme scheme, String algorithm) {
    if (scheme == Scheme.QUERY && !algorithm.startsWith("AWS4-ECDSA")) {
      return failure(
          Kind.MALFORMED,
          scheme,
          "X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256\"");
    }
    return unsupportedMechanism(scheme);
  }

  /** A signing process that S3 knows, but does not take here. */
  AuthFailure unsupportedMechanism(Scheme scheme) {
    return failure(
        Kind.UNSUPPORTED_VERSION,
        scheme,
        "The authorization mechanism you have provided is not supported. Please use"
            + " AWS4-HMAC-SHA256.");
  }

  /** A Version 2 Authorization header without its colon. */
  AuthFailure malformedV2Header(String authorization) {
    return argument(
        Kind.MALFORMED_V2_HEADER,
        "AWS authorization header is invalid.  Expected AwsAccessKeyId:signature",
        authorization);
  }

  /** A Version 2 URL without one of its three parameters. */
  AuthFailure incompleteV2Query() {
    return failure(
        Kind.INCOMPLETE_V2_QUERY,
        Scheme.QUERY,
        "Query-string authentication requires the Signature, Expires and AWSAccessKeyId"
            + " parameters");
  }

  /** A form that lacks a field which the others call for; the name is spelled as S3 spells it. */
  AuthFailure missingField(String name) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("ArgumentName", name);
    fields.put("ArgumentValue", "");
    return new AuthFailure(
        Kind.MISSING_FIELD,
        Scheme.FORM,
        "Bucket POST must contain a field named '"
            + name
            + "'.  If it is specified, please check the order of the fields.",
        fields);
  }

  /** A Version 2 URL whose end is no number of seconds. */
  AuthFailure invalidV2Expires(String value) {
    return failure(
        Kind.INCOMPLETE_V2_QUERY,
        Scheme.QUERY,
        "Invalid date (should be seconds since epoch): " + value);
  }

  @Override
  public AuthFailure missingComponents(String authorization, List<String> missing, boolean dated) {
    return malformed(
        Kind.MALFORMED,
        Scheme.HEADER,
        "the authorization header requires three components: Credential, SignedHeaders, and"
            + " Signature.",
        Map.of());
  }

  @Override
  public AuthFailure malformedComponent(String component, String authorization) {
    return malformed(
        Kind.MALFORMED,
        Scheme.HEADER,
        "the authorization component \"" + component + "\" is malformed.",
        Map.of());
  }

  @Override
  public AuthFailure missingParameters(List<String> missing) {
    return failure(
        Kind.MALFORMED,
        Scheme.QUERY,
        "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential,"
            + " X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
  }

  @Override
  public AuthFailure malformedCredential(Scheme scheme, String credential) {
    String text =
        credential.startsWith("/")
            ? "a non-empty Access Key (AKID) must be provided in the credential."
            : CREDENTIAL_FORM;
    return malformed(Kind.MALFORMED, scheme, text, Map.of());
  }

  @Override
  public AuthFailure malformedScopeDate(Scheme scheme, String date) {
    return malformed(
        Kind.MALFORMED,
        scheme,
        "incorrect date format \""
            + date
            + "\". This date in the credential must be in the format \"yyyyMMdd\".",
        Map.of());
  }

  @Override
  public AuthFailure missingDate(Scheme scheme, String value, String authorization) {
    if (scheme == Scheme.FORM) {
      // Spelt as it was seen.
      return failure(Kind.MALFORMED, scheme, "X-Amz-Date must be formated via ISO8601 Long format");
    }
    return scheme == Scheme.QUERY
        ? failure(
            Kind.MALFORMED,
            scheme,
            "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")
        : failure(
            Kind.MISSING_DATE,
            scheme,
            "AWS authentication requires a valid Date or x-amz-date header");
  }

  @Override
  public AuthFailure invalidExpires(String value) {
    String text;
    if (value.matches("-[0-9]+")) {
      text = "X-Amz-Expires must be non-negative";
    } else if (value.matches("[0-9]+")) {
      text =
          "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires"
              + " must be less than 604800 seconds";
    } else {
      text = "X-Amz-Expires should be a number";
    }
    return failure(Kind.MALFORMED, Scheme.QUERY, text);
  }

  @Override
  public AuthFailure unknownKey(Scheme scheme, String accessKeyId) {
    return new AuthFailure(
        Kind.UNKNOWN_KEY,
        scheme,
        "The AWS Access Key Id you provided does not exist in our records.",
        Map.of("AWSAccessKeyId", accessKeyId));
  }

  @Override
  public AuthFailure invalidToken(Scheme scheme, String token) {
    return new AuthFailure(
        Kind.INVALID_TOKEN,
        scheme,
        "The provided token is malformed or otherwise invalid.",
        Map.of("Token-0", token));
  }

  @Override
  public AuthFailure expiredToken(Scheme scheme, String token) {
    return new AuthFailure(
        Kind.EXPIRED_TOKEN, scheme, "The provided token has expired.", Map.of("Token-0", token));
  }

  @Override
  public AuthFailure skewed(Claim claim, Instant now, long windowSeconds) {
    return skewed(claim.scheme(), claim.requestTime(), now, windowSeconds);
  }

  AuthFailure skewed(Scheme scheme, String requestTime, Instant now, long windowSeconds) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("RequestTime", requestTime);
    fields.put("ServerTime", Timestamps.toIso(now));
    fields.put("MaxAllowedSkewMilliseconds", Long.toString(windowSeconds * 1000));
    return new AuthFailure(
        Kind.SKEWED,
        scheme,
        "The difference between the request time and the current time is too large.",
        fields);
  }

  @Override
  public AuthFailure urlExpired(Claim claim, Instant now) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("X-Amz-Expires", Long.toString(claim.expires()));
    return urlExpired(fields, Instant.ofEpochSecond(claim.signedAt() + claim.expires()), now);
  }

  /** A Version 2 URL is past its end. */
  AuthFailure urlExpired(Instant end, Instant now) {
    return urlExpired(new LinkedHashMap<>(), end, now);
  }

  private static AuthFailure urlExpired(Map<String, String> fields, Instant end, Instant now) {
    fields.put("Expires", Timestamps.toIso(end));
    fields.put("ServerTime", Timestamps.toIso(now));
    return new AuthFailure(Kind.URL_EXPIRED, Scheme.QUERY, "Request has expired", fields);
  }

  @Override
  public AuthFailure urlNotYetValid(Claim claim, Instant now, long windowSeconds) {
    return failure(Kind.URL_NOT_YET_VALID, Scheme.QUERY, "Request is not valid yet");
  }

  @Override
  public AuthFailure wrongScope(Claim claim, String service, String expectedRegion) {
    Scheme scheme = claim.scheme();
    if (!claim.terminator().equals("aws4_request")) {
      String text =
          "incorrect terminal \"" + claim.terminator() + "\". This endpoint uses \"aws4_request\".";
      return malformed(Kind.WRONG_TERMINATOR, scheme, text, Map.of());
    }
    if (!claim.service().equals(service)) {
      String text =
          "incorrect service \""
              + claim.service()
              + "\". This endpoint belongs to \""
              + service
              + "\".";
      return malformed(Kind.WRONG_SERVICE, scheme, text, Map.of());
    }
    if (expectedRegion != null) {
      String text =
          "the region '" + claim.region() + "' is wrong; expecting '" + expectedRegion + "'";
      return malformed(Kind.WRONG_REGION, scheme, text, Map.of("Region", expectedRegion));
    }
    return claim.timestamp().startsWith(claim.date()) ? null : wrongDate(claim);
  }

  private static AuthFailure wrongDate(Claim claim) {
    String text =
        "Invalid credential date \""
            + claim.date()
            + "\". This date is not the same as X-Amz-Date: \""
            + claim.timestamp().substring(0, 8)
            + "\".";
    return claim.scheme() != Scheme.HEADER
        ? failure(Kind.WRONG_DATE, claim.scheme(), text)
        : malformed(Kind.WRONG_DATE, Scheme.HEADER, text, Map.of());
  }

  @Override
  public AuthFailure headersNotSigned(Scheme scheme, List<String> headers) {
    return new AuthFailure(
        Kind.HEADERS_NOT_SIGNED,
        scheme,
        "There were headers present in the request which were not signed",
        Map.of("HeadersNotSigned", String.join(", ", headers)));
  }

  @Override
  public AuthFailure signatureMismatch(Claim claim, Scratch scratch) {
    return signatureMismatch(
        claim.scheme(),
        claim.accessKeyId(),
        scratch.toSign.text(),
        claim.signature(),
        scratch.canonical.text());
  }

  /**
   * A wrong signature, with everything a client needs to find its error.
   *
   * @param canonical the canonical request; {@code null} where there is none (Version 2, chunks)
   */
  AuthFailure signatureMismatch(
      Scheme scheme, String accessKeyId, String toSign, String provided, String canonical) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("AWSAccessKeyId", accessKeyId);
    fields.put("StringToSign", toSign);
    fields.put("SignatureProvided", provided);
    fields.put("StringToSignBytes", spacedHex(toSign));
    if (canonical != null) {
      fields.put("CanonicalRequest", canonical);
      fields.put("CanonicalRequestBytes", spacedHex(canonical));
    }
    return new AuthFailure(
        Kind.SIGNATURE_MISMATCH,
        scheme,
        "The request signature we calculated does not match the signature you provided. Check your"
            + " key and signing method.",
        fields);
  }

  private static String spacedHex(String text) {
    return SPACED.formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
