package dev.trailmark.cloud.auth;

import static dev.trailmark.cloud.auth.AuthFixture.KMS;
import static dev.trailmark.cloud.auth.AuthFixture.S3;
import static dev.trailmark.cloud.auth.AuthFixture.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** Whatever the AWS SDK signs verifies, and ceases to when a bit of it changes. */
class SdkAgreementTest {
  private static final String[] PIECES = {
    "a", "Z", "0", "-", "_", ".", "~", " ", "  ", "+", "%", "%2F", "/", "//", "/./", "/../", "é",
    "日本", "😀", "&", "=", "?", "#", "$", "@", ":", ",", ";", "'", "(", ")", "*", "!", "\"", "<",
    "[", "|"
  };

  private final AuthFixture auth = new AuthFixture();
  private final Random random = new Random(42);

  private String text(int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(pieces + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private SdkHttpRequest randomRequest() {
    SdkHttpRequest.Builder builder =
        SdkHttpRequest.builder()
            .method(random.nextBoolean() ? SdkHttpMethod.PUT : SdkHttpMethod.GET)
            .protocol("http")
            .host(random.nextBoolean() ? "localhost" : "bucket.s3.eu-west-1.amazonaws.com")
            .port(random.nextBoolean() ? 80 : 4566)
            .encodedPath("/" + SdkHttpUtils.urlEncodeIgnoreSlashes(text(8)));
    for (int i = random.nextInt(4); i > 0; i--) {
      builder.appendRawQueryParameter("p" + text(2), text(3));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      builder.appendHeader("x-amz-meta-" + i, "v  " + random.nextInt() + "\t w ");
    }
    return builder.build();
  }

  private byte[] randomBody() {
    byte[] body = new byte[random.nextInt(200)];
    random.nextBytes(body);
    return body;
  }

  @Test
  void everyRequestSignedByHeaderForS3Verifies() throws Exception {
    for (int i = 0; i < 500; i++) {
      byte[] body = randomBody();
      WireRequest request = SdkSigner.s3().sign(randomRequest(), body);

      Authentication proven = auth.authenticate(request, S3);

      assertThat(proven.payload().verify(request.body().bytes())).isEqualTo(body);
    }
  }

  @Test
  void everyRequestSignedByHeaderForAnotherServiceVerifies() throws Exception {
    for (int i = 0; i < 500; i++) {
      // The SDK keeps ".." that lead above the root, which RFC 3986 drops; start too deep for that.
      SdkHttpRequest unsigned = randomRequest();
      unsigned =
          unsigned.toBuilder().encodedPath("/1/2/3/4/5/6/7/8" + unsigned.encodedPath()).build();
      WireRequest request = SdkSigner.of("kms").sign(unsigned, randomBody());

      assertThat(auth.authenticate(request, KMS).service()).isEqualTo("kms");
    }
  }

  @Test
  void everyPresignedUrlVerifies() throws Exception {
    for (int i = 0; i < 500; i++) {
      boolean s3 = random.nextBoolean();
      SdkSigner signer = s3 ? SdkSigner.s3().unsignedPayload() : SdkSigner.of("kms");
      SdkHttpRequest unsigned = overTls(randomRequest().toBuilder()).build();
      if (!s3) {
        unsigned = unsigned.toBuilder().encodedPath("/").build();
      }
      WireRequest request = signer.presigned(Duration.ofMinutes(5)).sign(unsigned, new byte[0]);

      assertThat(auth.authenticate(request, s3 ? S3 : KMS).scheme()).isEqualTo(Scheme.QUERY);
    }
  }

  /** On plain HTTP this signer, unlike the S3 presigner, would sign an empty payload. */
  private static SdkHttpRequest.Builder overTls(SdkHttpRequest.Builder request) {
    return request.protocol("https");
  }

  @Test
  void urlsOfTheS3PresignerVerifyOnPlainHttp() throws Exception {
    AuthFixture presentTime = new AuthFixture().at(Instant.now());
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(URI.create("http://localhost:4566"))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(AuthFixture.KEY_ID, AuthFixture.SECRET)))
            .build()) {
      URL url =
          presigner
              .presignPutObject(
                  put ->
                      put.signatureDuration(Duration.ofMinutes(5))
                          .putObjectRequest(object -> object.bucket("b").key("a key/ü+%.txt")))
              .url();

      Authentication proven =
          presentTime.authenticate(
              AuthFixture.request(
                  "PUT",
                  url.getPath(),
                  url.getQuery(),
                  utf8("content"),
                  "Host",
                  url.getAuthority()),
              S3);

      assertThat(proven.region()).isEqualTo("eu-west-1");
      assertThat(proven.payload().verify(utf8("content"))).isEqualTo(utf8("content"));
    }
  }

  @Test
  void sessionCredentialsVerifyByHeaderAndByUrl() throws Exception {
    WireRequest byHeader =
        SdkSigner.s3().session(AuthFixture.SESSION_TOKEN).sign(randomRequest(), new byte[0]);
    WireRequest byUrl =
        SdkSigner.s3()
            .unsignedPayload()
            .session(AuthFixture.SESSION_TOKEN)
            .presigned(Duration.ofMinutes(5))
            .sign(overTls(randomRequest().toBuilder()).build(), new byte[0]);

    assertThat(auth.authenticate(byHeader, S3).principal().session()).isNotNull();
    assertThat(auth.authenticate(byUrl, S3).accessKeyId()).isEqualTo(AuthFixture.SESSION_KEY_ID);
  }

  @Test
  void everyChunkedBodyVerifiesAndIsDecoded() throws Exception {
    for (int size : new int[] {0, 1, 8191, 8192, 131_071, 131_072, 131_073, 400_000}) {
      byte[] body = new byte[size];
      random.nextBytes(body);
      SdkHttpRequest unsigned =
          randomRequest().toBuilder()
              .method(SdkHttpMethod.PUT)
              .putHeader("Content-Length", Integer.toString(size))
              .build();
      WireRequest request = SdkSigner.s3().chunked().sign(unsigned, body);

      PayloadCheck payload = auth.authenticate(request, S3).payload();

      assertThat(payload.chunked()).isTrue();
      assertThat(payload.decodedLength()).isEqualTo(size);
      assertThat(payload.verify(request.body().bytes())).isEqualTo(body);
      assertThat(auth.authenticate(request, S3).payload().verify(request.body().stream()))
          .hasBinaryContent(body);
    }
  }

  @Test
  void anUnsignedPayloadVerifiesWithAnyBody() throws Exception {
    SdkHttpRequest secure = overTls(randomRequest().toBuilder()).build();
    WireRequest request = SdkSigner.s3().unsignedPayload().sign(secure, utf8("as sent"));

    PayloadCheck payload = auth.authenticate(request, S3).payload();

    assertThat(request.header("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    assertThat(payload.verify(utf8("another"))).isEqualTo(utf8("another"));
  }

  @Test
  void aChangedMethodPathQueryOrHeaderIsRefused() {
    WireRequest signed = SdkSigner.s3().sign(randomRequest(), new byte[0]);

    for (WireRequest changed :
        new WireRequest[] {
          new WireRequest(
              "DELETE",
              signed.rawPath(),
              signed.rawQuery(),
              signed.headers(),
              signed.body(),
              null,
              null),
          new WireRequest(
              signed.method(),
              signed.rawPath() + "x",
              signed.rawQuery(),
              signed.headers(),
              signed.body(),
              null,
              null),
          new WireRequest(
              signed.method(),
              signed.rawPath(),
              signed.rawQuery() + "&versionId=1",
              signed.headers(),
              signed.body(),
              null,
              null),
          AuthFixture.with(signed, "Host", "elsewhere.example.com")
        }) {
      assertThat(auth.refusal(changed, S3).kind()).isEqualTo(AuthFailure.Kind.SIGNATURE_MISMATCH);
    }
  }

  @Test
  void aChangedBodyIsRefusedBeforehandExceptByS3WhichNoticesWhileReading() throws Exception {
    WireRequest forKms = SdkSigner.of("kms").sign(randomRequest(), utf8("{}"));
    WireRequest forS3 = SdkSigner.s3().sign(randomRequest(), utf8("{}"));

    assertThat(auth.refusal(withBody(forKms, "{ }"), KMS).kind())
        .isEqualTo(AuthFailure.Kind.SIGNATURE_MISMATCH);
    PayloadCheck payload = auth.authenticate(forS3, S3).payload();
    assertThat(catchThrowableOfType(PayloadFailure.class, () -> payload.verify(utf8("{ }"))).kind())
        .isEqualTo(AuthFailure.Kind.CONTENT_HASH_MISMATCH);
  }

  private static WireRequest withBody(WireRequest request, String body) {
    return new WireRequest(
        request.method(),
        request.rawPath(),
        request.rawQuery(),
        request.headers(),
        RequestBody.of(utf8(body)),
        null,
        null);
  }
}
