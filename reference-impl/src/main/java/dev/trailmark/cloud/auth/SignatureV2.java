package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signature Version 2 for S3: HMAC-SHA1 with the secret itself, in the regions that are older than
 * Version 4.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html">Signing
 *     and authenticating REST requests (AWS Signature Version 2)</a>
 */
final class SignatureV2 {
  private static final String DEFAULT_REGION = "us-east-1";
  private static final Set<String> REGIONS =
      Set.of(
          DEFAULT_REGION,
          "us-west-1",
          "us-west-2",
          "eu-west-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-northeast-1",
          "sa-east-1",
          "us-gov-west-1");

  private final KeyRing keys;
  private final InstantSource clock;
  private final S3Faults faults = S3Faults.INSTANCE;

  SignatureV2(KeyRing keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Whether a query claims to carry a Version 2 signature, complete or not. */
  static boolean isPresent(String query) {
    return !query.isEmpty()
        && (QueryParameters.first(query, "AWSAccessKeyId") != null
            || QueryParameters.first(query, "Signature") != null);
  }

  /** Verifies {@code AWS key:signature}. */
  Authentication byHeader(WireRequest request, String authorization, SigningRules rules)
      throws AuthFailure {
    int colon = authorization.indexOf(':');
    if (colon < 0) {
      throw faults.malformedV2Header(authorization);
    }
    String region = region(Scheme.HEADER, rules);
    String accessKeyId = authorization.substring("AWS ".length(), colon).strip();
    String signature = authorization.substring(colon + 1).strip();
    Instant now = clock.instant();
    String token = request.header("x-amz-security-token");
    Credential credential = keys.find(Scheme.HEADER, accessKeyId, token, now, faults);
    String amzDate = request.header("x-amz-date");
    String sent = amzDate != null ? amzDate : request.header("date");
    long signedAt = readDate(sent);
    if (Math.abs(now.getEpochSecond() - signedAt) > SignatureV4.S3_WINDOW) {
      throw faults.skewed(Scheme.HEADER, sent, now, SignatureV4.S3_WINDOW);
    }
    StringToSignV2 toSign =
        new StringToSignV2(request, amzDate != null ? "" : sent, rules, Scheme.HEADER);
    compare(Scheme.HEADER, credential, toSign, signature);
    return authentication(
        request, credential, Scheme.HEADER, region, Instant.ofEpochSecond(signedAt));
  }

  private long readDate(String sent) throws AuthFailure {
    long signedAt = sent == null ? Timestamps.UNREADABLE : Timestamps.http(sent);
    if (signedAt == Timestamps.UNREADABLE && sent != null) {
      signedAt = Timestamps.basic(sent);
    }
    if (signedAt == Timestamps.UNREADABLE) {
      throw faults.missingDate(Scheme.HEADER, sent, null);
    }
    return signedAt;
  }

  /** Verifies a URL's {@code AWSAccessKeyId}, {@code Expires} and {@code Signature}. */
  Authentication byQuery(WireRequest request, SigningRules rules) throws AuthFailure {
    String query = request.rawQuery();
    String accessKeyId = QueryParameters.first(query, "AWSAccessKeyId");
    String signature = QueryParameters.first(query, "Signature");
    String expires = QueryParameters.first(query, "Expires");
    if (accessKeyId == null || signature == null || expires == null) {
      throw faults.incompleteV2Query();
    }
    String region = region(Scheme.QUERY, rules);
    Instant end = end(expires);
    Instant now = clock.instant();
    String token = QueryParameters.first(query, "x-amz-security-token");
    Credential credential =
        keys.find(
            Scheme.QUERY,
            accessKeyId,
            token != null ? token : request.header("x-amz-security-token"),
            now,
            faults);
    if (now.isAfter(end)) {
      throw faults.urlExpired(end, now);
    }
    StringToSignV2 toSign = new StringToSignV2(request, expires, rules, Scheme.QUERY);
    compare(Scheme.QUERY, credential, toSign, signature);
    return authentication(request, credential, Scheme.QUERY, region, null);
  }

  private Instant end(String expires) throws AuthFailure {
    if (!expires.isEmpty()
        && expires.length() < 12
        && expires.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Instant.ofEpochSecond(Long.parseLong(expires));
    }
    throw faults.invalidV2Expires(expires);
  }

  /** Version 2 names no region; what is asked is the default one, or where the bucket is. */
  String region(Scheme scheme, SigningRules rules) throws AuthFailure {
    String expected = rules.regionFault().apply(DEFAULT_REGION);
    String region = expected == null ? DEFAULT_REGION : expected;
    if (!REGIONS.contains(region)) {
      throw faults.unsupportedMechanism(scheme);
    }
    return region;
  }

  private void compare(Scheme scheme, Credential credential, StringToSignV2 toSign, String provided)
      throws AuthFailure {
    String secret = credential.secretAccessKey();
    boolean holds =
        KeyRing.equal(hmacSha1(secret, toSign.text()), provided)
            || (toSign.isBareBucket()
                && KeyRing.equal(hmacSha1(secret, toSign.withClosingSlash()), provided));
    if (!holds) {
      throw faults.signatureMismatch(
          scheme, credential.accessKeyId(), toSign.text(), provided, null);
    }
  }

  static String hmacSha1(String secret, String toSign) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(utf8(secret), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(utf8(toSign)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA1", e);
    }
  }

  private static Authentication authentication(
      WireRequest request, Credential credential, Scheme scheme, String region, Instant signedAt)
      throws AuthFailure {
    return new Authentication(
        credential.principal(),
        scheme,
        SignatureVersion.V2,
        region,
        "s3",
        signedAt,
        credential.accessKeyId(),
        PayloadChecks.forS3(request.header("x-amz-content-sha256"), request, null));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
