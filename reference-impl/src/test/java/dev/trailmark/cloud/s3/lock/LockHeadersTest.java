package dev.trailmark.cloud.s3.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.utils.Md5Utils;

/** How headers that would lock an object are refused, as others measured it at S3. */
class LockHeadersTest {
  private static final String LOCKED = "lock-headers";
  private static final String PLAIN = "lock-headers-plain";
  private static final String MODE = "x-amz-object-lock-mode";
  private static final String UNTIL = "x-amz-object-lock-retain-until-date";
  private static final String HOLD = "x-amz-object-lock-legal-hold";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  static void start() {
    cloud.s3.createBucket(r -> r.bucket(LOCKED).objectLockEnabledForBucket(true));
    cloud.s3.createBucket(r -> r.bucket(PLAIN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        UNTIL + " | abc | The retain until date must be provided in ISO 8601 format",
        UNTIL + " | 2020-01-01T00:00:00Z | The retain until date must be in the future!",
        MODE + " | LOOSE | Unknown wormMode directive.",
        HOLD + " | on | Legal Hold must be either of 'ON' or 'OFF'"
      })
  void aValueIsJudgedBeforeTheBucketIs(String header, String value, String message)
      throws Exception {
    for (String bucket : new String[] {LOCKED, PLAIN}) {
      RawS3 request = new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT));
      request.with(MODE, header.equals(MODE) ? value : "GOVERNANCE");
      request.with(UNTIL, header.equals(UNTIL) ? value : "2099-01-01T00:00:00Z");
      if (header.equals(HOLD)) {
        request.with(HOLD, value);
      }
      RawS3.Answer answer = request.send("PUT", "/" + bucket + "/key", "body");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body())
          .contains("<Code>InvalidArgument</Code><Message>" + message + "</Message>")
          .contains("<ArgumentName>" + header + "</ArgumentName>");
    }
  }

  @Test
  void nobodyLocksUnsigned() throws Exception {
    RawS3.Answer answer = anonymous().with(HOLD, "ON").send("PUT", "/" + PLAIN + "/key", "body");
    assertThat(answer.status()).isEqualTo(403);

    cloud.s3.putPublicAccessBlock(
        r -> r.bucket(LOCKED).publicAccessBlockConfiguration(c -> c.blockPublicPolicy(false)));
    cloud.s3.putBucketPolicy(
        r ->
            r.bucket(LOCKED)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                        + "\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::"
                        + LOCKED
                        + "/*\"}]}"));
    answer = anonymous().with(HOLD, "ON").send("PUT", "/" + LOCKED + "/key", "body");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "<Code>InvalidArgument</Code><Message>Put Object requests with Object Lock parameters"
                + " require AWS Signature Version 4</Message>"
                + "<ArgumentName>Authorization</ArgumentName>");
    assertThat(anonymous().send("PUT", "/" + LOCKED + "/key", "body").status()).isEqualTo(200);
  }

  private static RawS3 anonymous() {
    return new RawS3(cloud.endpoint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Days | 0 | Default retention period must be a positive integer value.",
        "Years | -1 | Default retention period must be a positive integer value.",
        "Days | 999999999 | Default retention period too large."
      })
  void aDefaultPeriodIsNamedByItsUnit(String unit, String value, String message) throws Exception {
    String document =
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>"
            + "<DefaultRetention><Mode>GOVERNANCE</Mode><%1$s>%2$s</%1$s>".formatted(unit, value)
            + "</DefaultRetention></Rule></ObjectLockConfiguration>";
    RawS3.Answer answer =
        new RawS3(cloud.endpoint())
            .by(cloud.root(S3Fixture.ACCOUNT))
            .with("Content-MD5", Md5Utils.md5AsBase64(document.getBytes(StandardCharsets.UTF_8)))
            .send("PUT", "/" + LOCKED + "?object-lock", document);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "<Code>InvalidArgument</Code><Message>"
                + message
                + "</Message><ArgumentName>"
                + unit
                + "</ArgumentName><ArgumentValue>"
                + value
                + "</ArgumentValue>");
  }
}
