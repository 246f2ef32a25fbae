package dev.trailmark.cloud.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets whose visitors pay. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequesterPaysTest {
  private static final String B = "visitors-pay";

  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  void start() {
    cloud.openBucket(B);
    cloud.s3.putBucketPolicy(
        r ->
            r.bucket(B)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::visitors-pay\","
                        + "\"arn:aws:s3:::visitors-pay/*\"]}]}"));
    cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("x"));
  }

  @BeforeEach
  void pay() {
    payer("Requester");
  }

  private void payer(String payer) {
    cloud.s3.putBucketRequestPayment(
        r -> r.bucket(B).requestPaymentConfiguration(c -> c.payer(payer)));
  }

  private RawS3 stranger() {
    return new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.OTHER));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /visitors-pay/k, 200",
    "HEAD, /visitors-pay/k, 200",
    "PUT, /visitors-pay/n, 200",
    "DELETE, /visitors-pay/n, 204",
    "GET, /visitors-pay?list-type=2, 200",
    "GET, /visitors-pay?location, 200",
    "HEAD, /visitors-pay, 200",
    "POST, /visitors-pay/u?uploads, 200",
    "GET, /visitors-pay/k?annotation, 200",
    "DELETE, /visitors-pay/k?annotation&annotationName=n, 204",
  })
  void otherAccountsMustSayThatTheyPay(String method, String target, int status)
      throws IOException {
    RawS3.Answer silent = stranger().send(method, target, "");
    assertThat(silent.status()).isEqualTo(403);
    assertThat(silent.headers()).doesNotContainKey("x-amz-request-charged");
    assertThat(stranger().with("x-amz-request-payer", "owner").send(method, target, "").status())
        .isEqualTo(403);

    RawS3.Answer paid =
        stranger().with("x-amz-request-payer", "requester").send(method, target, "");
    assertThat(paid.status()).isEqualTo(status);
    assertThat(paid.header("x-amz-request-charged")).isEqualTo("requester");
  }

  @Test
  void theRefusalIsBare() throws IOException {
    assertThat(stranger().get("/visitors-pay/k").body())
        .contains("<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>");
  }

  @Test
  void theOwnersAccountNeedNotAndIsNotCharged() {
    assertThat(cloud.s3.getObject(r -> r.bucket(B).key("k")).response().requestCharged()).isNull();
    assertThat(
            cloud
                .s3
                .getObject(r -> r.bucket(B).key("k").requestPayer(RequestPayer.REQUESTER))
                .response()
                .requestCharged())
        .isNull();
  }

  @Test
  void nobodyMayNotEvenIfHeSaysSo() throws IOException {
    RawS3 nobody = new RawS3(cloud.endpoint());

    assertThat(nobody.get("/visitors-pay/k").status()).isEqualTo(403);
    assertThat(nobody.with("x-amz-request-payer", "requester").get("/visitors-pay/k").status())
        .isEqualTo(403);
    payer("BucketOwner");
    assertThat(new RawS3(cloud.endpoint()).get("/visitors-pay/k").status()).isEqualTo(200);
  }

  @Test
  void aSignedAddressSaysItToo() throws Exception {
    try (var presigner = cloud.presigner(cloud.root(S3Fixture.OTHER))) {
      for (boolean paying : new boolean[] {true, false}) {
        GetObjectRequest get =
            GetObjectRequest.builder()
                .bucket(B)
                .key("k")
                .requestPayer(paying ? RequestPayer.REQUESTER : null)
                .build();
        var signed =
            presigner.presignGetObject(
                p -> p.signatureDuration(Duration.ofMinutes(5)).getObjectRequest(get));
        RawS3 visitor = new RawS3(cloud.endpoint());
        signed
            .signedHeaders()
            .forEach(
                (name, values) -> {
                  if (!name.equalsIgnoreCase("host")) {
                    visitor.with(name, values.get(0));
                  }
                });
        assertThat(visitor.get(signed.url().getFile()).status()).isEqualTo(paying ? 200 : 403);
      }
    }
  }

  @Test
  void aRefusalIsNotCharged() throws IOException {
    RawS3.Answer missing =
        stranger().with("x-amz-request-payer", "requester").get("/visitors-pay/nothing");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.headers()).doesNotContainKey("x-amz-request-charged");
  }

  @Test
  void withoutItNobodyIsCharged() {
    payer("BucketOwner");

    assertThat(
            cloud
                .stranger
                .getObject(r -> r.bucket(B).key("k").requestPayer("requester"))
                .response()
                .requestCharged())
        .isNull();
    S3Exception none =
        S3Fixture.refusal(() -> cloud.stranger.headObject(r -> r.bucket(B).key("k")));
    assertThat(none).isNull();
  }
}
