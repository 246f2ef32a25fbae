package dev.trailmark.target;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Presigned S3 URLs as of any time ("Authenticating requests: using query parameters", S3 API
 * reference). Written out here because the SDK's own presigner knows only the present, and its
 * signer, over plain HTTP, hashes the body where S3 expects {@code UNSIGNED-PAYLOAD}.
 */
final class Presigner {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** How signatures write times. */
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private Presigner() {}

  /** A URL without a query of its own, with the signature in its query. */
  static URI presign(
      AwsCredentials signer, String region, String method, URI url, Duration expires, Clock clock) {
    String time = TIME.format(clock.instant());
    String scope = "%s/%s/s3/aws4_request".formatted(time.substring(0, 8), region);
    Map<String, String> query = new TreeMap<>();
    query.put("X-Amz-Algorithm", ALGORITHM);
    query.put("X-Amz-Credential", signer.accessKeyId() + "/" + scope);
    query.put("X-Amz-Date", time);
    query.put("X-Amz-Expires", String.valueOf(expires.toSeconds()));
    query.put("X-Amz-SignedHeaders", "host");
    if (signer instanceof AwsSessionCredentials session) {
      query.put("X-Amz-Security-Token", session.sessionToken());
    }
    String encoded =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + UriText.encode(each.getValue()))
            .collect(Collectors.joining("&"));
    String request =
        String.join(
            "\n",
            method,
            url.getRawPath(),
            encoded,
            "host:" + url.getRawAuthority(),
            "",
            "host",
            "UNSIGNED-PAYLOAD");
    String toSign = String.join("\n", ALGORITHM, time, scope, sha256(request));
    String signature = HexFormat.of().formatHex(sign(signer.secretAccessKey(), scope, toSign));
    return URI.create(url + "?" + encoded + "&X-Amz-Signature=" + signature);
  }

  /** The signature of a text under a scope's key. */
  static byte[] sign(String secret, String scope, String text) {
    return hmac(signingKey(secret, scope), text);
  }

  private static byte[] signingKey(String secret, String scope) {
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
