package dev.trailmark.target;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Signs raw requests, so that a scenario can then spoil them: with another secret, at another time,
 * for another body. Version 4 in headers is the SDK's own signer.
 */
public final class RawSigner {

  /**
   * A request as it is to be sent.
   *
   * @param headers all headers, without {@code Host} and {@code Content-Length}
   * @param body the body as it goes over the wire
   */
  public record Signed(Map<String, String> headers, byte[] body) {}

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
    return headers(
        signV4(service, request(method, url, headers), body, clock, option -> {}).request());
  }

  /** Signs an S3 request without its body. */
  public Map<String, String> signUnsignedPayload(String method, URI url, byte[] body, Clock clock) {
    // Over plain HTTP the SDK signs every body; the scheme itself is no part of a signature.
    URI secure = URI.create("https" + url.toString().substring(url.getScheme().length()));
    return headers(
        signV4(
                "s3",
                request(method, secure, Map.of()),
                body,
                clock,
                option -> option.putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false))
            .request());
  }

  /** Signs an S3 upload chunk by chunk. */
  public Signed signChunks(URI url, byte[] body, Clock clock) {
    SignedRequest signed =
        signV4(
            "s3",
            request("PUT", url, Map.of("Content-Length", String.valueOf(body.length))),
            body,
            clock,
            option -> option.putProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, true));
    try (InputStream sent = signed.payload().orElseThrow().newStream()) {
      return new Signed(headers(signed.request()), sent.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the body is in memory", e);
    }
  }

  private static Map<String, String> headers(SdkHttpRequest signed) {
    Map<String, String> result = new LinkedHashMap<>();
    signed.forEachHeader(
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

  /**
   * The fields of a browser's form that may upload to a key, version 4.
   *
   * @param conditions further conditions of its policy, each in JSON
   * @param expiration until when it may
   * @param clock the time of signing
   */
  public Map<String, String> form(
      String bucket, String key, List<String> conditions, Instant expiration, Clock clock) {
    return FormPolicy.sign(
        credentials.resolveCredentials(), region, bucket, key, conditions, expiration, clock);
  }

  private SignedRequest signV4(
      String service,
      SdkHttpRequest request,
      byte[] body,
      Clock clock,
      Consumer<SignRequest.Builder<AwsCredentialsIdentity>> option) {
    boolean s3 = service.equals("s3");
    return AwsV4HttpSigner.create()
        .sign(
            sign -> {
              sign.identity(credentials.resolveCredentials())
                  .request(request)
                  .payload(() -> new ByteArrayInputStream(body))
                  .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                  .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                  .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
                  .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3)
                  .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, true)
                  .putProperty(HttpSigner.SIGNING_CLOCK, clock);
              option.accept(sign);
            });
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
    return SignatureV2.headers(credentials.resolveCredentials(), method, url, headers, clock);
  }

  /** Presigns an S3 request with version 2, valid for {@code expires} from the clock's time. */
  public URI presignVersion2(String method, URI url, Duration expires, Clock clock) {
    return SignatureV2.presign(credentials.resolveCredentials(), method, url, expires, clock);
  }
}
