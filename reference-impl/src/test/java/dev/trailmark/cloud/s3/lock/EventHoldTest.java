package dev.trailmark.cloud.s3.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Event holds of Object Lock, which are not implemented, are refused wherever they are asked for.
 */
class EventHoldTest {
  private static final String B = "hold-bucket";
  private static S3Fixture cloud;

  @BeforeAll
  static void start() throws Exception {
    cloud = new S3Fixture();
    cloud.s3.createBucket(r -> r.bucket(B).objectLockEnabledForBucket(true));
    cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("x"));
  }

  @AfterAll
  static void stop() throws Exception {
    cloud.close();
  }

  @Test
  void aWriteThatAsksForOneIsRefusedByItsHeader() {
    refused(
        () ->
            cloud.s3.putObject(
                r -> r.bucket(B).key("new").objectLockEventHold("ON"), RequestBody.empty()));
    refused(
        () ->
            cloud.s3.createMultipartUpload(
                r -> r.bucket(B).key("new").objectLockEventHoldDurationDays(3)));
    refused(
        () ->
            cloud.s3.copyObject(
                r ->
                    r.sourceBucket(B)
                        .sourceKey("k")
                        .destinationBucket(B)
                        .destinationKey("new")
                        .objectLockEventHoldDurationYears(1)));

    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(B)).contents()).hasSize(1);
  }

  /** Nothing of the document is kept, the retention neither. */
  @Test
  void aRetentionWithOneIsRefusedWhole() {
    refused(
        () ->
            cloud.s3.putObjectRetention(
                r ->
                    r.bucket(B)
                        .key("k")
                        .retention(
                            q ->
                                q.mode("GOVERNANCE")
                                    .retainUntilDate(cloud.now().plus(1, ChronoUnit.DAYS))
                                    .eventHold("ON"))));
    refused(
        () ->
            cloud.s3.putObjectRetention(
                r -> r.bucket(B).key("k").retention(q -> q.eventHoldDuration(d -> d.days(1)))));

    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("k")).objectLockMode()).isNull();
  }

  @Test
  void aDefaultOfABucketIsRefusedWhole() {
    refused(
        () ->
            cloud.s3.putObjectLockConfiguration(
                r ->
                    r.bucket(B)
                        .objectLockConfiguration(
                            c ->
                                c.objectLockEnabled("Enabled")
                                    .rule(
                                        rule ->
                                            rule.defaultRetention(
                                                d ->
                                                    d.mode("GOVERNANCE")
                                                        .days(1)
                                                        .defaultEventHold(h -> h.days(1)))))));

    assertThat(
            cloud.s3.getObjectLockConfiguration(r -> r.bucket(B)).objectLockConfiguration().rule())
        .isNull();
  }

  private static void refused(ThrowingCallable call) {
    S3Exception refusal = catchThrowableOfType(S3Exception.class, call);

    assertThat(refusal.statusCode()).isEqualTo(501);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
  }
}
