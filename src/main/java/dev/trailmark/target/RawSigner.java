package dev.trailmark.target;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Signs raw requests, so that a scenario can then spoil them: with another secret, at another time,
 * for another body. Version 4 in headers is the SDK's own signer; version 2 (S3 REST
 * authentication, "Signing and authenticating REST requests" in the S3 User Guide) is written out
 * here, because the SDK no longer has it.
 */
public final class RawSigner {

  private static final DateTimeFormatter RFC_1123 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final AwsCredentialsProvider credentials;
  private final String region;

  RawSigner(AwsCredentialsProvider credentials, String region) {
    this.credentials = credentials;
    this.region = region;
  }

  /**
   * Signs with version 4 in the headers.
   *
   * @param service the service's signing name, such as {@code s3}
   * @param clock the time of signing
   * @return all headers to send, without {@code Host}
   */
  public Map<String, String> sign(
      String service,
      String method,
      URI url,
      Map<String, String> headers,
      byte[] body,
      Clock clock) {
    SignedRequest signed = signV4(service, request(method, url, headers), body, clock);
    Map<String, String> result = new LinkedHashMap<>();
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                result.put(name, String.join(",", values));
              }
            });
    return result;
  }

  /** Presigns an S3 request with version 4, valid for {@code expires} from the clock's time. */
  public URI presign(String method, URI url, Duration expires, Clock clock) {
    return Presigner.presign(credentials.resolveCredentials(), region, method, url, expires, clock);
  }

  private SignedRequest signV4(String service, SdkHttpRequest request, byte[] body, Clock clock) {
    boolean s3 = service.equals("s3");
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3)
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock));
  }

  private static SdkHttpRequest request(String method, URI url, Map<String, String> headers) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(url);
    headers.forEach(request::putHeader);
    return request.build();
  }

  /**
   * Signs an S3 path-style request without sub-resources with version 2 in the headers.
   *
   * @return all headers to send, without {@code Host}
   */
  public Map<String, String> signVersion2(
      String method, URI url, Map<String, String> headers, Clock clock) {
    AwsCredentials signer = credentials.resolveCredentials();
    Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.putAll(headers);
    sent.put("Date", RFC_1123.format(clock.instant()));
    if (signer instanceof AwsSessionCredentials session) {
      sent.put("x-amz-security-token", session.sessionToken());
    }
    StringBuilder toSign = new StringBuilder(method).append('\n');
    toSign.append(sent.getOrDefault("Content-MD5", "")).append('\n');
    toSign.append(sent.getOrDefault("Content-Type", "")).append('\n');
    toSign.append(sent.get("Date")).append('\n');
    sent.forEach((name, value) -> appendAmzHeader(toSign, name, value));
    toSign.append(url.getRawPath());
    String signature = hmacSha1(signer.secretAccessKey(), toSign.toString());
    sent.put("Authorization", "AWS " + signer.accessKeyId() + ":" + signature);
    return sent;
  }

  private static void appendAmzHeader(StringBuilder toSign, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("x-amz-")) {
      toSign.append(lower).append(':').append(value.trim()).append('\n');
    }
  }

  private static String hmacSha1(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
  }
}
