package dev.trailmark.cloud.s3.cors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Cross-origin rules of a bucket, preflights, and the headers of answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
  private static final String PAGE = "https://app.example.com";
  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private String b;

  @BeforeEach
  void aBucket() {
    b = "shared-" + made++;
    cloud.s3.createBucket(r -> r.bucket(b));
  }

  private void put(CORSRule... rules) {
    cloud.s3.putBucketCors(r -> r.bucket(b).corsConfiguration(c -> c.corsRules(rules)));
  }

  private static CORSRule.Builder rule() {
    return CORSRule.builder().allowedOrigins(PAGE).allowedMethods("GET", "PUT");
  }

  private RawS3 raw() {
    return new RawS3(cloud.endpoint());
  }

  private RawS3.Answer preflight(String origin, String method, String headers) throws IOException {
    RawS3 request = raw();
    if (origin != null) {
      request.with("Origin", origin);
    }
    if (method != null) {
      request.with("Access-Control-Request-Method", method);
    }
    if (headers != null) {
      request.with("Access-Control-Request-Headers", headers);
    }
    return request.send("OPTIONS", "/" + b + "/some/key", "");
  }

  @Test
  void rulesAreReadAsTheyWerePutAndGoWithDelete() {
    CORSRule all =
        rule()
            .id("one")
            .allowedHeaders("x-amz-*", "Content-Type")
            .exposeHeaders("ETag")
            .maxAgeSeconds(3000)
            .build();
    put(all, rule().build());

    assertThat(cloud.s3.getBucketCors(r -> r.bucket(b)).corsRules())
        .containsExactly(all, rule().build());

    cloud.s3.deleteBucketCors(r -> r.bucket(b));
    cloud.s3.deleteBucketCors(r -> r.bucket(b));
    S3Exception none = S3Fixture.refusal(() -> cloud.s3.getBucketCors(r -> r.bucket(b)));
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.awsErrorDetails().errorCode()).isEqualTo("NoSuchCORSConfiguration");
    assertThat(none.awsErrorDetails().errorMessage())
        .isEqualTo("The CORS configuration does not exist");
  }

  @Test
  void theDocumentIsWrittenAsS3WritesIt() throws IOException {
    put(rule().maxAgeSeconds(5).build());

    assertThat(raw().by(cloud.root(S3Fixture.ACCOUNT)).get("/" + b + "?cors").body())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<CORSConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><CORSRule>"
                + "<AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>"
                + "<AllowedOrigin>https://app.example.com</AllowedOrigin>"
                + "<MaxAgeSeconds>5</MaxAgeSeconds></CORSRule></CORSConfiguration>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MYMETHOD | http://a | h     | e | InvalidRequest | Found unsupported HTTP method in CORS config. Unsupported method is MYMETHOD
          GET      | *.*      | h     | e | InvalidRequest | AllowedOrigin "*.*" can not have more than one wildcard.
          GET      | http://a | x-*-* | e | InvalidRequest | AllowedHeader "x-*-*" can not have more than one wildcard.
          GET      | http://a | h     | * | InvalidRequest | ExposeHeader "*" contains wildcard. We currently do not support wildcard for ExposeHeader.
          """)
  void whatNoRuleMaySayIsRefused(
      String method, String origin, String header, String exposed, String code, String message) {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                put(
                    CORSRule.builder()
                        .allowedMethods(method)
                        .allowedOrigins(origin)
                        .allowedHeaders(header)
                        .exposeHeaders(exposed)
                        .build()));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  @Test
  void aRuleWithoutMethodOrOriginIsNoRule() {
    assertThat(code(CORSRule.builder().allowedMethods("GET").build())).isEqualTo("MalformedXML");
    assertThat(code(CORSRule.builder().allowedOrigins("*").build())).isEqualTo("MalformedXML");
    assertThat(S3Fixture.refusal(this::put).awsErrorDetails().errorCode())
        .isEqualTo("MalformedXML");
  }

  private String code(CORSRule rule) {
    return S3Fixture.refusal(() -> put(rule)).awsErrorDetails().errorCode();
  }

  @ParameterizedTest
  @CsvSource({"PutBucketCORS, put", "GetBucketCORS, get", "PutBucketCORS, delete"})
  void eachTakesItsPermission(String action, String call) {
    put(rule().build());
    assertThat(status(action.equals("GetBucketCORS") ? "PutBucketCORS" : "GetBucketCORS", call))
        .isEqualTo(403);
    assertThat(status(action, call)).isEqualTo(200);
  }

  private int status(String action, String call) {
    var user =
        cloud.clientOf(
            "cors" + action.toLowerCase(java.util.Locale.ROOT),
            S3Fixture.ALL.replace("\"Action\":\"*\"", "\"Action\":\"s3:" + action + "\""));
    S3Exception refusal =
        S3Fixture.refusal(
            () -> {
              switch (call) {
                case "put" ->
                    user.putBucketCors(
                        r -> r.bucket(b).corsConfiguration(c -> c.corsRules(rule().build())));
                case "get" -> user.getBucketCors(r -> r.bucket(b));
                default -> user.deleteBucketCors(r -> r.bucket(b));
              }
            });
    return refusal == null ? 200 : refusal.statusCode();
  }

  @Test
  void aPreflightThatARuleAllowsIsToldSo() throws IOException {
    put(
        rule()
            .allowedHeaders("x-amz-*", "content-type")
            .exposeHeaders("ETag", "x-amz-request-id")
            .maxAgeSeconds(3000)
            .build());

    RawS3.Answer answer = preflight(PAGE, "PUT", "Content-Type, X-Amz-Date");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers())
        .containsEntry("access-control-allow-origin", PAGE)
        .containsEntry("access-control-allow-methods", "GET, PUT")
        .containsEntry("access-control-allow-headers", "content-type, x-amz-date")
        .containsEntry("access-control-expose-headers", "ETag, x-amz-request-id")
        .containsEntry("access-control-max-age", "3000")
        .containsEntry("access-control-allow-credentials", "true")
        .containsEntry(
            "vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method")
        .containsKeys("x-amz-request-id", "x-amz-id-2")
        .doesNotContainKey("content-type");
  }

  @Test
  void everyonesOriginGetsNoCredentials() throws IOException {
    put(rule().allowedOrigins("*").build());

    assertThat(preflight(PAGE, "GET", null).headers())
        .containsEntry("access-control-allow-origin", "*")
        .doesNotContainKey("access-control-allow-credentials");
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example.com, PUT, x-amz-date, 200",
    "https://x.example.org,   PUT, x-amz-date, 200",
    "https://.example.org,    PUT, x-amz-date, 200",
    "https://example.org,     PUT, x-amz-date, 403",
    "https://evil.com,        PUT, x-amz-date, 403",
    "http://app.example.com,  PUT, x-amz-date, 403",
    "https://app.example.com, POST, x-amz-date, 403",
    "https://app.example.com, PUT, x-other, 403",
    "https://app.example.com, PUT, 'X-AMZ-DATE,x-other', 403",
  })
  void originMethodAndEveryHeaderMustBeNamed(
      String origin, String method, String headers, int status) throws IOException {
    put(rule().allowedOrigins(PAGE, "https://*.example.org").allowedHeaders("X-Amz-*").build());

    RawS3.Answer answer = preflight(origin, method, headers);

    assertThat(answer.status()).isEqualTo(status);
    if (status == 403) {
      assertThat(answer.body())
          .contains(
              "<Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed."
                  + " This is usually because the evalution of Origin, request method /"
                  + " Access-Control-Request-Method or Access-Control-Request-Headers are not"
                  + " whitelisted by the resource's CORS spec.</Message><Method>"
                  + method
                  + "</Method><ResourceType>OBJECT</ResourceType>");
      assertThat(answer.headers()).doesNotContainKey("access-control-allow-origin");
    }
  }

  @Test
  void theFirstRuleThatFitsAnswers() throws IOException {
    put(
        rule().allowedOrigins("https://other.example.com").maxAgeSeconds(1).build(),
        rule().maxAgeSeconds(2).build(),
        rule().maxAgeSeconds(3).build());

    assertThat(preflight(PAGE, "GET", null).header("access-control-max-age")).isEqualTo("2");
  }

  @Test
  void withoutOriginBucketOrRulesAPreflightIsRefused() throws IOException {
    assertThat(preflight(null, "GET", null).status()).isEqualTo(400);
    assertThat(preflight(null, "GET", null).body())
        .contains(
            "<Code>BadRequest</Code>"
                + "<Message>Insufficient information. Origin request header needed.</Message>");
    assertThat(preflight(PAGE, "PUT", null).status()).isEqualTo(403);
    assertThat(preflight(PAGE, "PUT", null).body())
        .contains(
            "<Code>AccessForbidden</Code><Message>CORSResponse: CORS is not enabled for this"
                + " bucket.</Message><Method>PUT</Method><ResourceType>BUCKET</ResourceType>");
    b = "no-such-bucket-at-all";
    assertThat(preflight(PAGE, null, null).body())
        .contains(
            "<Message>CORSResponse: Bucket not found</Message><Method>OPTIONS</Method>"
                + "<ResourceType>BUCKET</ResourceType>");
  }

  @Test
  void answersToAPageOfAnAllowedOriginCarryTheHeadersTooWhateverTheyAre() throws IOException {
    cloud.s3.putObject(r -> r.bucket(b).key("k"), RequestBody.fromString("x"));
    put(rule().exposeHeaders("ETag").build());
    RawS3 signed = raw().by(cloud.root(S3Fixture.ACCOUNT)).with("Origin", PAGE);

    RawS3.Answer read = signed.get("/" + b + "/k");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.headers())
        .containsEntry("access-control-allow-origin", PAGE)
        .containsEntry("access-control-expose-headers", "ETag");
    assertThat(raw().with("Origin", PAGE).get("/" + b + "/k").header("access-control-allow-origin"))
        .as("a refusal")
        .isEqualTo(PAGE);
    assertThat(
            raw()
                .with("Origin", PAGE)
                .with("Authorization", "AWS4-HMAC-SHA256 nonsense")
                .get("/" + b + "/k")
                .header("access-control-allow-origin"))
        .as("a signature that is none")
        .isEqualTo(PAGE);
    assertThat(signed.send("DELETE", "/" + b + "/k", "").headers())
        .as("a method that no rule names")
        .doesNotContainKey("access-control-allow-origin");
    assertThat(raw().by(cloud.root(S3Fixture.ACCOUNT)).get("/" + b).headers())
        .as("no origin")
        .doesNotContainKeys("access-control-allow-origin", "vary");
  }

  /** The browser asks at the address that it is to write to, whose signature is for the write. */
  @Test
  void aPresignedAddressIsAskedAboutWithoutItsSignatureAndRecordedSo() throws Exception {
    put(rule().build());
    URI url;
    try (var presigner = cloud.presigner(cloud.root(S3Fixture.ACCOUNT))) {
      PutObjectRequest put = PutObjectRequest.builder().bucket(b).key("up/load").build();
      url =
          presigner
              .presignPutObject(
                  p -> p.signatureDuration(Duration.ofMinutes(5)).putObjectRequest(put))
              .url()
              .toURI();
    }
    RawS3.Answer answer =
        raw()
            .with("Origin", PAGE)
            .with("Access-Control-Request-Method", "PUT")
            .send("OPTIONS", url.getRawPath() + "?" + url.getRawQuery(), "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(cloud.records("PreflightRequest"))
        .last()
        .asString()
        .contains("\"type\":\"AWSAccount\"", "\"accountId\":\"anonymous\"")
        .contains(
            "\"requestParameters\":{\"Host\":\""
                + cloud.endpoint().getAuthority()
                + "\",\"bucketName\":\""
                + b
                + "\",\"key\":\"up/load\"}")
        .contains("\"readOnly\":true", "\"managementEvent\":false", "\"eventCategory\":\"Data\"")
        .contains("{\"type\":\"AWS::S3::Object\",\"ARN\":\"arn:aws:s3:::" + b + "/up/load\"}");
  }
}
