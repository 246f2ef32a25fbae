package dev.trailmark.cloud.s3.lock;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Event holds that versions are born under: by the headers of a write or by the bucket's default.
 */
class HeldWritesTest {
  private static final String B = "held-bucket";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private String key;

  @BeforeAll
  static void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B).objectLockEnabledForBucket(true));
  }

  @BeforeEach
  void ownKey(TestInfo test) {
    key = test.getTestMethod().orElseThrow().getName();
    configure(null);
  }

  @Test
  void aWriteACopyAndAnUploadInPartsAreHeldByTheirHeaders() {
    put(
        r ->
            r.objectLockMode("COMPLIANCE")
                .objectLockEventHold("ON")
                .objectLockEventHoldDurationDays(3));
    held(key, "COMPLIANCE", 3, null);
    cloud.s3.copyObject(
        r -> r.sourceBucket(B).sourceKey(key).destinationBucket(B).destinationKey(key + "-plain"));
    assertThat(head(key + "-plain").objectLockEventHold()).as("a copy has its own").isNull();
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey(key)
                .destinationBucket(B)
                .destinationKey(key + "-copy")
                .objectLockMode("GOVERNANCE")
                .objectLockEventHold("ON")
                .objectLockEventHoldDurationYears(1));
    held(key + "-copy", "GOVERNANCE", null, 1);
    inParts(key + "-parts");
    held(key + "-parts", "GOVERNANCE", 5, null);
    assertThat(cloud.records("PutObject").get(0)).contains("x-amz-object-lock-event-hold");
  }

  private void inParts(String name) {
    String upload =
        cloud
            .s3
            .createMultipartUpload(
                r ->
                    r.bucket(B)
                        .key(name)
                        .objectLockMode("GOVERNANCE")
                        .objectLockEventHold("ON")
                        .objectLockEventHoldDurationDays(5))
            .uploadId();
    var part =
        cloud.s3.uploadPart(
            r -> r.bucket(B).key(name).uploadId(upload).partNumber(1), RequestBody.fromString("x"));
    cloud.s3.completeMultipartUpload(
        r ->
            r.bucket(B)
                .key(name)
                .uploadId(upload)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(part.eTag()))));
  }

  @Test
  void newVersionsComeUnderTheBucketsHoldUnlessTheySayWhatTheyWant() {
    configure(
        DefaultRetention.builder().mode("GOVERNANCE").defaultEventHold(h -> h.days(7)).build());
    var shown =
        cloud.s3.getObjectLockConfiguration(r -> r.bucket(B)).objectLockConfiguration().rule();
    assertThat(shown.defaultRetention().defaultEventHold().days()).isEqualTo(7);
    assertThat(shown.defaultRetention().days()).isNull();
    put(r -> {});
    held(key, "GOVERNANCE", 7, null);
    put(r -> r.objectLockMode("GOVERNANCE").objectLockRetainUntilDate(inDays(1)));
    assertThat(head(key).objectLockEventHold()).isNull();
    assertThat(cloud.records("PutBucketObjectLockConfiguration"))
        .last()
        .asString()
        .contains("\"DefaultEventHold\":{\"Days\":7}");
  }

  @Test
  void aDefaultOfBothRetainsForItsTimeAtLeast() {
    configure(
        DefaultRetention.builder()
            .mode("GOVERNANCE")
            .years(1)
            .defaultEventHold(h -> h.days(7))
            .build());
    put(r -> {});
    Instant end = head(key).objectLockRetainUntilDate();
    assertThat(end).isAfter(inDays(364));
    cloud.pass(Duration.ofDays(300));
    assertThat(head(key).objectLockRetainUntilDate()).isEqualTo(end);
    cloud.pass(Duration.ofDays(300));
    assertThat(head(key).objectLockRetainUntilDate()).isEqualTo(inDays(7));
  }

  @Test
  void defaultsOfNoHoldOrOfTwoUnitsAreRefused() {
    Map<Consumer<DefaultRetention.Builder>, String> wrong =
        Map.of(
            r -> r.mode("GOVERNANCE").defaultEventHold(h -> h.days(1).years(1)),
            "MalformedXML",
            r -> r.mode("GOVERNANCE").defaultEventHold(h -> {}),
            "MalformedXML",
            r -> r.defaultEventHold(h -> h.days(1)),
            "MalformedXML",
            r -> r.mode("GOVERNANCE").days(1).years(1).defaultEventHold(h -> h.days(1)),
            "MalformedXML",
            r -> r.mode("GOVERNANCE").defaultEventHold(h -> h.days(0)),
            "InvalidArgument",
            r -> r.mode("GOVERNANCE").defaultEventHold(h -> h.years(101)),
            "InvalidArgument");
    wrong.forEach(
        (retention, code) ->
            assertThat(
                    refusal(
                            () ->
                                configure(
                                    DefaultRetention.builder().applyMutation(retention).build()))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo(code));
  }

  @Test
  void headersThatSayTooLittleOrTooMuchAreRefused() {
    refused(
        r -> r.objectLockEventHold("ON").objectLockEventHoldDurationDays(1),
        "InvalidRequest",
        "x-amz-object-lock-mode is required when x-amz-object-lock-event-hold is supplied.");
    refused(
        r -> r.objectLockMode("GOVERNANCE").objectLockEventHoldDurationDays(1),
        "InvalidRequest",
        "Event hold duration requires x-amz-object-lock-event-hold:ON.");
    refused(
        r -> r.objectLockMode("GOVERNANCE").objectLockEventHold("ON"),
        "InvalidRequest",
        "EventHold:ON must be supplied with an EventHoldDuration.");
    refused(
        r ->
            r.objectLockMode("GOVERNANCE")
                .objectLockEventHold("ON")
                .objectLockEventHoldDurationDays(1)
                .objectLockEventHoldDurationYears(1),
        "InvalidRequest",
        null);
    refused(
        r -> r.objectLockMode("GOVERNANCE").objectLockEventHold("OFF"),
        "InvalidRequest",
        "x-amz-object-lock-retain-until-date is required when x-amz-object-lock-event-hold is"
            + " OFF.");
    refused(
        r ->
            r.objectLockMode("GOVERNANCE")
                .objectLockEventHold("OFF")
                .objectLockEventHoldDurationDays(1),
        "InvalidRequest",
        "EventHoldDuration must not be supplied with EventHold:OFF.");
    refused(
        r -> r.objectLockMode("GOVERNANCE").objectLockEventHold("MAYBE"),
        "InvalidArgument",
        "Event hold must be either of 'ON' or 'OFF'");
    refused(
        r ->
            r.objectLockMode("GOVERNANCE")
                .objectLockEventHold("ON")
                .objectLockEventHoldDurationDays(36_501),
        "InvalidArgument",
        "Event hold duration must be at most 36500 days.");
    refused(
        r ->
            r.objectLockMode("GOVERNANCE")
                .objectLockRetainUntilDate(inDays(1))
                .objectLockEventHold("ON")
                .objectLockEventHoldDurationDays(30),
        "InvalidArgument",
        null);
    put(
        r ->
            r.objectLockMode("GOVERNANCE")
                .objectLockRetainUntilDate(inDays(1))
                .objectLockEventHold("OFF"));
    assertThat(head(key).objectLockEventHoldAsString()).isEqualTo("OFF");
  }

  @Test
  void aBucketWithoutObjectLockHoldsNothing() {
    cloud.s3.createBucket(r -> r.bucket("held-plain"));
    S3Exception refused =
        refusal(
            () ->
                cloud.s3.putObject(
                    r ->
                        r.bucket("held-plain")
                            .key(key)
                            .objectLockMode("GOVERNANCE")
                            .objectLockEventHold("ON")
                            .objectLockEventHoldDurationDays(1),
                    RequestBody.empty()));
    assertThat(refused.awsErrorDetails().errorMessage())
        .isEqualTo("Bucket is missing ObjectLockConfiguration");
  }

  /** Keys of the request do not tell of the bucket's default, as documented. */
  @Test
  void aPolicyRefusesHoldsByHeadersAndNotTheBucketsOwn() {
    S3Client writer =
        cloud.clientOf(
            "heldwriter",
            """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["s3:PutObject","s3:PutObjectRetention"],"Resource":"*"},
            {"Effect":"Deny","Action":"s3:PutObject","Resource":"*","Condition":{
            "StringEquals":{"s3:object-lock-event-hold":"ON"}}}]}
            """);
    assertThat(refusal(() -> writer.putObject(r -> hold(r), RequestBody.empty())).statusCode())
        .isEqualTo(403);
    configure(
        DefaultRetention.builder().mode("GOVERNANCE").defaultEventHold(h -> h.days(7)).build());
    writer.putObject(r -> r.bucket(B).key(key), RequestBody.fromString("x"));
    held(key, "GOVERNANCE", 7, null);
  }

  @Test
  void aHoldByHeadersNeedsThePermissionToRetain() {
    S3Client writer =
        cloud.clientOf(
            "plainwriter",
            """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}]}
            """);
    S3Exception refused = refusal(() -> writer.putObject(r -> hold(r), RequestBody.empty()));
    assertThat(refused.awsErrorDetails().errorMessage()).contains("s3:PutObjectRetention");
  }

  @Test
  void aLifecycleLeavesHeldVersionsAlone() {
    configure(
        DefaultRetention.builder().mode("GOVERNANCE").defaultEventHold(h -> h.days(7)).build());
    put(r -> {});
    put(r -> {});
    cloud.s3.putBucketLifecycleConfiguration(
        r ->
            r.bucket(B)
                .lifecycleConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.status("Enabled")
                                    .filter(f -> f.prefix(key))
                                    .noncurrentVersionExpiration(e -> e.noncurrentDays(1)))));
    cloud.pass(Duration.ofDays(40));
    cloud.settle();
    var versions = cloud.s3.listObjectVersions(r -> r.bucket(B).prefix(key)).versions();
    assertThat(versions).hasSize(2);
    String old = versions.get(1).versionId();
    cloud.s3.putObjectRetention(
        r ->
            r.bucket(B)
                .key(key)
                .versionId(old)
                .retention(q -> q.mode("GOVERNANCE").eventHold("OFF")));
    cloud.pass(Duration.ofDays(9));
    cloud.settle();
    assertThat(cloud.s3.listObjectVersions(r -> r.bucket(B).prefix(key)).versions()).hasSize(1);
  }

  private PutObjectRequest.Builder hold(PutObjectRequest.Builder r) {
    return r.bucket(B)
        .key(key)
        .objectLockMode("GOVERNANCE")
        .objectLockEventHold("ON")
        .objectLockEventHoldDurationDays(1);
  }

  private void put(Consumer<PutObjectRequest.Builder> more) {
    cloud.s3.putObject(r -> more.accept(r.bucket(B).key(key)), RequestBody.fromString("x"));
  }

  private void refused(Consumer<PutObjectRequest.Builder> more, String code, String message) {
    S3Exception refused = refusal(() -> put(more));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    if (message != null) {
      assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
    }
  }

  private static HeadObjectResponse head(String name) {
    return cloud.s3.headObject(r -> r.bucket(B).key(name));
  }

  private static void held(String name, String mode, Integer days, Integer years) {
    HeadObjectResponse head = head(name);
    assertThat(head.objectLockModeAsString()).isEqualTo(mode);
    assertThat(head.objectLockEventHoldAsString()).isEqualTo("ON");
    assertThat(head.objectLockEventHoldDurationDays()).isEqualTo(days);
    assertThat(head.objectLockEventHoldDurationYears()).isEqualTo(years);
    if (days != null) {
      assertThat(head.objectLockRetainUntilDate()).isEqualTo(inDays(days));
    }
  }

  private static void configure(DefaultRetention retention) {
    cloud.s3.putObjectLockConfiguration(
        r ->
            r.bucket(B)
                .objectLockConfiguration(
                    c -> {
                      c.objectLockEnabled("Enabled");
                      if (retention != null) {
                        c.rule(rule -> rule.defaultRetention(retention));
                      }
                    }));
  }

  private static Instant inDays(int days) {
    return cloud.now().truncatedTo(ChronoUnit.SECONDS).plus(days, ChronoUnit.DAYS);
  }
}
