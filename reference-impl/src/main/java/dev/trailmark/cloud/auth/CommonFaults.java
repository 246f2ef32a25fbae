package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.auth.AuthFailure.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The wording that KMS, CloudTrail, IAM and STS share, as quoted from them; the sentences on wrong
 * terminators and on query parameters are those other services of the same front end give.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshoot
 *     Signature Version 4 signing</a>
 */
final class CommonFaults implements Faults {
  static final CommonFaults INSTANCE = new CommonFaults();

  private static final String INVALID_TOKEN =
      "The security token included in the request is invalid.";

  private CommonFaults() {}

  private static AuthFailure failure(Kind kind, Scheme scheme, String message) {
    return new AuthFailure(kind, scheme, message, Map.of());
  }

  @Override
  public AuthFailure twoMechanisms(String authorization) {
    return failure(
        Kind.TWO_MECHANISMS,
        Scheme.HEADER,
        "The request is signed both by its Authorization header and by its query-string"
            + " parameters.");
  }

  @Override
  public AuthFailure unsupportedAuthorization(String authorization, boolean dated) {
    return missingComponents(
        authorization, List.of("Credential", "Signature", "SignedHeaders"), dated);
  }

  @Override
  public AuthFailure unsupportedAlgorithm(Scheme scheme, String algorithm) {
    return failure(
        Kind.UNSUPPORTED_VERSION, scheme, "Unsupported AWS 'algorithm': '" + algorithm + "'");
  }

  @Override
  public AuthFailure missingComponents(String authorization, List<String> missing, boolean dated) {
    String text =
        missing.stream()
            .map(name -> "Authorization header requires '" + name + "' parameter. ")
            .collect(Collectors.joining());
    if (!dated) {
      text += existence();
    }
    return failure(Kind.MALFORMED, Scheme.HEADER, text + "Authorization=" + authorization);
  }

  private static String existence() {
    return "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";
  }

  @Override
  public AuthFailure malformedComponent(String component, String authorization) {
    return failure(
        Kind.MALFORMED,
        Scheme.HEADER,
        "'"
            + component
            + "' not a valid key=value pair (missing equal-sign) in Authorization header: '"
            + authorization
            + "'.");
  }

  @Override
  public AuthFailure missingParameters(List<String> missing) {
    String text =
        missing.stream()
            .map(name -> "AWS query-string parameters must include '" + name + "'. ")
            .collect(Collectors.joining());
    return failure(Kind.MALFORMED, Scheme.QUERY, text + "Re-examine the query-string parameters.");
  }

  @Override
  public AuthFailure malformedCredential(Scheme scheme, String credential) {
    return failure(
        Kind.MALFORMED,
        scheme,
        "Credential must have exactly 5 slash-delimited elements, e.g."
            + " keyid/date/region/service/term, got '"
            + credential
            + "'");
  }

  @Override
  public AuthFailure malformedScopeDate(Scheme scheme, String date) {
    return failure(
        Kind.MALFORMED,
        scheme,
        "Date in Credential scope must be in ISO-8601 'basic format'. Got '" + date + "'.");
  }

  @Override
  public AuthFailure missingDate(Scheme scheme, String value, String authorization) {
    return value == null
        ? failure(Kind.MISSING_DATE, scheme, existence() + "Authorization=" + authorization)
        : failure(
            Kind.MISSING_DATE,
            scheme,
            "Date must be in ISO-8601 'basic format'. Got '"
                + value
                + "'. See http://en.wikipedia.org/wiki/ISO_8601");
  }

  @Override
  public AuthFailure invalidExpires(String value) {
    return failure(
        Kind.MALFORMED,
        Scheme.QUERY,
        "X-Amz-Expires must be a number of seconds from 0 to 604800. Got '" + value + "'.");
  }

  @Override
  public AuthFailure unknownKey(Scheme scheme, String accessKeyId) {
    return failure(Kind.UNKNOWN_KEY, scheme, INVALID_TOKEN);
  }

  @Override
  public AuthFailure invalidToken(Scheme scheme, String token) {
    return failure(Kind.INVALID_TOKEN, scheme, INVALID_TOKEN);
  }

  @Override
  public AuthFailure expiredToken(Scheme scheme, String token) {
    return failure(
        Kind.EXPIRED_TOKEN, scheme, "The security token included in the request is expired");
  }

  @Override
  public AuthFailure skewed(Claim claim, Instant now, long windowSeconds) {
    return claim.signedAt() < now.getEpochSecond()
        ? expired(Kind.SKEWED, claim, now, windowSeconds)
        : notYetCurrent(Kind.SKEWED, claim, now, windowSeconds);
  }

  @Override
  public AuthFailure urlExpired(Claim claim, Instant now) {
    return expired(Kind.URL_EXPIRED, claim, now, claim.expires());
  }

  @Override
  public AuthFailure urlNotYetValid(Claim claim, Instant now, long windowSeconds) {
    return notYetCurrent(Kind.URL_NOT_YET_VALID, claim, now, windowSeconds);
  }

  private static AuthFailure expired(Kind kind, Claim claim, Instant now, long windowSeconds) {
    return failure(
        kind,
        claim.scheme(),
        "Signature expired: "
            + claim.timestamp()
            + " is now earlier than "
            + Timestamps.toBasic(now.minusSeconds(windowSeconds))
            + " ("
            + Timestamps.toBasic(now)
            + " - "
            + span(windowSeconds)
            + ".)");
  }

  private static AuthFailure notYetCurrent(
      Kind kind, Claim claim, Instant now, long windowSeconds) {
    return failure(
        kind,
        claim.scheme(),
        "Signature not yet current: "
            + claim.timestamp()
            + " is still later than "
            + Timestamps.toBasic(now.plusSeconds(windowSeconds))
            + " ("
            + Timestamps.toBasic(now)
            + " + "
            + span(windowSeconds)
            + ".)");
  }

  private static String span(long seconds) {
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " sec";
  }

  @Override
  public AuthFailure wrongScope(Claim claim, String service, String expectedRegion) {
    boolean dated = claim.timestamp().startsWith(claim.date());
    boolean served = claim.service().equals(service);
    boolean terminated = claim.terminator().equals("aws4_request");
    if (expectedRegion == null && dated && served && terminated) {
      return null;
    }
    Map<Kind, String> sentences = new LinkedHashMap<>();
    if (expectedRegion != null) {
      sentences.put(Kind.WRONG_REGION, "Credential should be scoped to a valid region. ");
    }
    if (!served) {
      sentences.put(
          Kind.WRONG_SERVICE,
          "Credential should be scoped to correct service: '" + service + "'. ");
    }
    if (!terminated) {
      sentences.put(Kind.WRONG_TERMINATOR, wrongTerminator(claim));
    }
    if (!dated) {
      sentences.put(Kind.WRONG_DATE, wrongDate(claim));
    }
    Kind first = sentences.keySet().iterator().next();
    return failure(first, claim.scheme(), String.join("", sentences.values()));
  }

  private static String wrongTerminator(Claim claim) {
    return "Credential should be scoped with a valid terminator: 'aws4_request', not '"
        + claim.terminator()
        + "'. ";
  }

  private static String wrongDate(Claim claim) {
    return "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
        + " HTTP: '"
        + claim.date()
        + "' != '"
        + claim.timestamp().substring(0, 8)
        + "', from '"
        + claim.timestamp()
        + "'.";
  }

  @Override
  public AuthFailure headersNotSigned(Scheme scheme, List<String> headers) {
    return failure(
        Kind.HEADERS_NOT_SIGNED,
        scheme,
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }

  @Override
  public AuthFailure signatureMismatch(Claim claim, Scratch scratch) {
    return failure(
        Kind.SIGNATURE_MISMATCH,
        claim.scheme(),
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }
}
