package dev.trailmark.target;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signature Version 2 of S3 path-style requests without sub-resources (S3 User Guide, "Signing and
 * authenticating REST requests"). Written out here because the SDK no longer has it.
 */
final class SignatureV2 {

  private static final String TOKEN = "x-amz-security-token";
  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private SignatureV2() {}

  /** All headers to send, without {@code Host}. */
  static Map<String, String> headers(
      AwsCredentials signer, String method, URI url, Map<String, String> headers, Clock clock) {
    Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.putAll(headers);
    sent.put("Date", RFC_1123.format(clock.instant()));
    if (signer instanceof AwsSessionCredentials session) {
      sent.put(TOKEN, session.sessionToken());
    }
    String signature = sign(signer, toSign(method, url, sent, sent.get("Date")));
    sent.put("Authorization", "AWS " + signer.accessKeyId() + ":" + signature);
    return sent;
  }

  /** A URL without a query of its own, with the signature in its query. */
  static URI presign(AwsCredentials signer, String method, URI url, Duration expires, Clock clock) {
    String end = String.valueOf(clock.instant().plus(expires).getEpochSecond());
    Map<String, String> token =
        signer instanceof AwsSessionCredentials session
            ? Map.of(TOKEN, session.sessionToken())
            : Map.of();
    StringBuilder query =
        new StringBuilder("?AWSAccessKeyId=")
            .append(signer.accessKeyId())
            .append("&Expires=")
            .append(end);
    token.forEach((name, value) -> query.append("&" + name + "=" + UriText.encode(value)));
    String signature = sign(signer, toSign(method, url, token, end));
    return URI.create(url + query.append("&Signature=").toString() + UriText.encode(signature));
  }

  private static String toSign(String method, URI url, Map<String, String> headers, String date) {
    StringBuilder text = new StringBuilder(method).append('\n');
    text.append(headers.getOrDefault("Content-MD5", "")).append('\n');
    text.append(headers.getOrDefault("Content-Type", "")).append('\n');
    text.append(date).append('\n');
    headers.forEach((name, value) -> appendAmzHeader(text, name, value));
    return text.append(url.getRawPath()).toString();
  }

  private static void appendAmzHeader(StringBuilder toSign, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("x-amz-")) {
      toSign.append(lower).append(':').append(value.trim()).append('\n');
    }
  }

  private static String sign(AwsCredentials signer, String text) {
    try {
      byte[] secret = signer.secretAccessKey().getBytes(StandardCharsets.UTF_8);
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }
}
