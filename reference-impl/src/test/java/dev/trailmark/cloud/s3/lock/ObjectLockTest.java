package dev.trailmark.cloud.s3.lock;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Object Lock: retention, legal holds, and what they forbid. */
class ObjectLockTest {
  private static final String B = "lock-bucket";
  private static final String PLAIN = "lock-plain";
  private static final String LOCKED = "Access Denied because object protected by object lock.";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private String key;

  @BeforeAll
  static void start() {
    cloud.s3.createBucket(r -> r.bucket(B).objectLockEnabledForBucket(true));
    cloud.s3.createBucket(r -> r.bucket(PLAIN));
  }

  @BeforeEach
  void ownKey(TestInfo test) {
    key = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void aBucketIsMadeWithObjectLockAndKeepsItsVersions() {
    assertThat(cloud.s3.getBucketVersioning(r -> r.bucket(B)).statusAsString())
        .isEqualTo("Enabled");
    var lock = cloud.s3.getObjectLockConfiguration(r -> r.bucket(B)).objectLockConfiguration();
    assertThat(lock.objectLockEnabledAsString()).isEqualTo("Enabled");
    S3Exception refused =
        refusal(
            () ->
                cloud.s3.putBucketVersioning(
                    r -> r.bucket(B).versioningConfiguration(v -> v.status("Suspended"))));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.awsErrorDetails().errorMessage())
        .isEqualTo(
            "An Object Lock configuration is present on this bucket, so the versioning state"
                + " cannot be changed.");
  }

  @Test
  void aBucketWithoutTellsSoOfEverything() {
    cloud.s3.putObject(r -> r.bucket(PLAIN).key(key), RequestBody.empty());
    refused(
        () -> cloud.s3.getObjectLockConfiguration(r -> r.bucket(PLAIN)),
        "ObjectLockConfigurationNotFoundError",
        "Object Lock configuration does not exist for this bucket");
    String missing = "Bucket is missing Object Lock Configuration";
    List.<ThrowingCallable>of(
            () -> cloud.s3.getObjectRetention(r -> r.bucket(PLAIN).key(key)),
            () -> cloud.s3.getObjectLegalHold(r -> r.bucket(PLAIN).key(key)))
        .forEach(call -> refused(call, "InvalidRequest", missing));
    refused(
        () ->
            cloud.s3.putObject(
                r -> r.bucket(PLAIN).key(key).objectLockLegalHoldStatus("ON"), RequestBody.empty()),
        "InvalidRequest",
        "Bucket is missing ObjectLockConfiguration");
    refused(
        () -> cloud.s3.deleteObject(r -> r.bucket(PLAIN).key(key).bypassGovernanceRetention(true)),
        "InvalidArgument",
        "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.");
    refused(
        () -> configure(PLAIN, null),
        "InvalidBucketState",
        "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
  }

  @Test
  void aRetainedVersionCannotBeDeletedUntilItsTimeIsOver() {
    Instant until = inDays(1);
    String version = put(r -> r.objectLockMode("COMPLIANCE").objectLockRetainUntilDate(until));

    denied(() -> delete(cloud.s3, version, false));
    denied(() -> delete(cloud.s3, version, true));
    assertThat(cloud.s3.deleteObject(r -> r.bucket(B).key(key)).deleteMarker())
        .as("a delete marker covers it")
        .isTrue();
    HeadObjectResponse head = cloud.s3.headObject(r -> r.bucket(B).key(key).versionId(version));
    assertThat(head.objectLockModeAsString()).isEqualTo("COMPLIANCE");
    assertThat(head.objectLockRetainUntilDate()).isEqualTo(until);
    assertThat(head.objectLockLegalHoldStatus()).isNull();

    cloud.pass(Duration.ofDays(1));
    delete(cloud.s3, version, false);
  }

  @Test
  void governanceIsBypassedByWhoMayAndSaysSo() {
    String version = put(r -> r.objectLockMode("GOVERNANCE").objectLockRetainUntilDate(inDays(1)));
    S3Client deleter = cloud.clientOf("lockdeleter", allow("s3:DeleteObject*"));

    denied(() -> delete(cloud.s3, version, false));
    S3Exception refused = refusal(() -> delete(deleter, version, true));
    assertThat(refused.awsErrorDetails().errorMessage()).contains("s3:BypassGovernanceRetention");
    delete(cloud.s3, version, true);
  }

  @Test
  void aLegalHoldHoldsUntilItIsLifted() {
    String version = put(r -> {});
    refused(
        () -> cloud.s3.getObjectLegalHold(r -> r.bucket(B).key(key)),
        "NoSuchObjectLockConfiguration",
        "The specified object does not have a ObjectLock configuration");
    hold("ON");
    assertThat(cloud.s3.getObjectLegalHold(r -> r.bucket(B).key(key)).legalHold().statusAsString())
        .isEqualTo("ON");
    assertThat(
            cloud
                .s3
                .getObjectAsBytes(r -> r.bucket(B).key(key))
                .response()
                .objectLockLegalHoldStatusAsString())
        .isEqualTo("ON");

    denied(() -> delete(cloud.s3, version, true));
    hold("OFF");
    delete(cloud.s3, version, false);
  }

  @Test
  void aRetentionInForceOnlyGetsStronger() {
    put(r -> {});
    refused(
        () -> cloud.s3.getObjectRetention(r -> r.bucket(B).key(key)),
        "NoSuchObjectLockConfiguration",
        null);
    retain("GOVERNANCE", inDays(2), false);
    retain("GOVERNANCE", inDays(3), false);
    denied(() -> retain("GOVERNANCE", inDays(1), false));
    denied(() -> retain("COMPLIANCE", inDays(5), false));
    denied(() -> remove(false));
    retain("GOVERNANCE", inDays(1), true);
    remove(true);
    refused(
        () -> cloud.s3.getObjectRetention(r -> r.bucket(B).key(key)),
        "NoSuchObjectLockConfiguration",
        null);
    retain("COMPLIANCE", inDays(2), false);
    retain("COMPLIANCE", inDays(3), false);
    denied(() -> retain("COMPLIANCE", inDays(2), true));
    denied(() -> retain("GOVERNANCE", inDays(4), true));
    denied(() -> remove(true));
    assertThat(cloud.s3.getObjectRetention(r -> r.bucket(B).key(key)).retention().modeAsString())
        .isEqualTo("COMPLIANCE");
  }

  @Test
  void bypassingARetentionTakesItsPermission() {
    put(r -> {});
    retain("GOVERNANCE", inDays(2), false);
    S3Client retainer = cloud.clientOf("lockretainer", allow("s3:PutObjectRetention"));
    S3Exception refused =
        refusal(
            () ->
                retainer.putObjectRetention(
                    r ->
                        r.bucket(B)
                            .key(key)
                            .bypassGovernanceRetention(true)
                            .retention(q -> q.mode("GOVERNANCE").retainUntilDate(inDays(1)))));
    assertThat(refused.awsErrorDetails().errorMessage()).contains("s3:BypassGovernanceRetention");
  }

  @Test
  void theDefaultRetentionCountsFromTheVersionsBirth() {
    String bucket = "lock-default";
    cloud.s3.createBucket(r -> r.bucket(bucket));
    cloud.s3.putBucketVersioning(
        r -> r.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
    configure(bucket, DefaultRetention.builder().mode("GOVERNANCE").days(7).build());
    Instant born = cloud.now().truncatedTo(ChronoUnit.SECONDS);
    cloud.s3.putObject(r -> r.bucket(bucket).key("k"), RequestBody.fromString("x"));

    ObjectLockRetention retention =
        cloud.s3.getObjectRetention(r -> r.bucket(bucket).key("k")).retention();
    assertThat(retention.modeAsString()).isEqualTo("GOVERNANCE");
    assertThat(retention.retainUntilDate()).isEqualTo(born.plus(7, ChronoUnit.DAYS));
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(bucket).sourceKey("k").destinationBucket(bucket).destinationKey("copy"));
    assertThat(cloud.s3.headObject(r -> r.bucket(bucket).key("copy")).objectLockModeAsString())
        .isEqualTo("GOVERNANCE");
    configure(bucket, null);
    cloud.s3.putObject(r -> r.bucket(bucket).key("free"), RequestBody.fromString("x"));
    assertThat(cloud.s3.headObject(r -> r.bucket(bucket).key("free")).objectLockMode()).isNull();
  }

  @Test
  void configurationsThatSayNothingOrTooMuchAreMalformed() {
    refused(() -> configure(B, DefaultRetention.builder().build()), "MalformedXML", null);
    refused(
        () -> configure(B, DefaultRetention.builder().mode("GOVERNANCE").build()),
        "MalformedXML",
        null);
    refused(
        () -> configure(B, DefaultRetention.builder().mode("GOVERNANCE").days(1).years(1).build()),
        "MalformedXML",
        null);
    refused(
        () -> configure(B, DefaultRetention.builder().mode("NONE").days(1).build()),
        "MalformedXML",
        null);
    refused(
        () -> configure(B, DefaultRetention.builder().mode("GOVERNANCE").days(0).build()),
        "InvalidArgument",
        "Default retention period must be a positive integer value.");
    refused(
        () ->
            cloud.s3.putObjectLockConfiguration(r -> r.bucket(B).objectLockConfiguration(c -> {})),
        "MalformedXML",
        null);
  }

  @Test
  void headersOfAWriteAreCheckedInAwsWords() {
    refused(
        () -> put(r -> r.objectLockMode("BAD-VALUE").objectLockRetainUntilDate(inDays(1))),
        "InvalidArgument",
        "Unknown wormMode directive.");
    refused(
        () -> put(r -> r.objectLockMode("GOVERNANCE")),
        "InvalidArgument",
        "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied");
    refused(
        () -> put(r -> r.objectLockMode("GOVERNANCE").objectLockRetainUntilDate(inDays(-1))),
        "InvalidArgument",
        "The retain until date must be in the future!");
    put(r -> {});
    refused(
        () -> retain("GOVERNANCE", Instant.parse("2020-01-01T00:00:00Z"), false),
        "InvalidArgument",
        "The retain until date must be in the future!");
    refused(() -> retain("GOVERNANCE", null, false), "MalformedXML", null);
    refused(() -> hold(null), "MalformedXML", null);
  }

  @Test
  void aBodyThatWillBeLockedNeedsADigest() {
    S3Client careless =
        S3Client.builder()
            .endpointOverride(cloud.endpoint())
            .forcePathStyle(true)
            .region(software.amazon.awssdk.regions.Region.US_EAST_1)
            .credentialsProvider(cloud.root(S3Fixture.ACCOUNT))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build();
    try (careless) {
      S3Exception refused =
          refusal(
              () ->
                  careless.putObject(
                      r -> r.bucket(B).key(key).objectLockLegalHoldStatus("ON"),
                      RequestBody.fromString("x")));
      assertThat(refused.awsErrorDetails().errorMessage())
          .isEqualTo(
              "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with"
                  + " Object Lock parameters");
      careless.putObject(r -> r.bucket(B).key(key), RequestBody.fromString("x"));
    }
  }

  @Test
  void lockingTakesItsOwnPermissionsAndReadersWithoutThemAreNotTold() {
    S3Client writer = cloud.clientOf("lockwriter", allow("s3:PutObject", "s3:GetObject"));
    S3Exception hold =
        refusal(
            () ->
                writer.putObject(
                    r -> r.bucket(B).key(key).objectLockLegalHoldStatus("ON"),
                    RequestBody.empty()));
    assertThat(hold.awsErrorDetails().errorMessage()).contains("s3:PutObjectLegalHold");
    S3Exception retention =
        refusal(
            () ->
                writer.putObject(
                    r ->
                        r.bucket(B)
                            .key(key)
                            .objectLockMode("GOVERNANCE")
                            .objectLockRetainUntilDate(inDays(1)),
                    RequestBody.empty()));
    assertThat(retention.awsErrorDetails().errorMessage()).contains("s3:PutObjectRetention");
    put(
        r ->
            r.objectLockMode("GOVERNANCE")
                .objectLockRetainUntilDate(inDays(1))
                .objectLockLegalHoldStatus("ON"));
    HeadObjectResponse head = writer.headObject(r -> r.bucket(B).key(key));
    assertThat(head.objectLockMode()).isNull();
    assertThat(head.objectLockLegalHoldStatus()).isNull();
  }

  @Test
  void policiesMayBoundTheDaysOfARetention() {
    put(r -> {});
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObjectRetention",
        "Resource":"*","Condition":{"NumericLessThanEquals":{"s3:object-lock-remaining-retention-days":"10"},
        "StringEquals":{"s3:object-lock-mode":"GOVERNANCE"}}}]}
        """;
    S3Client bounded = cloud.clientOf("lockbounded", policy);
    bounded.putObjectRetention(
        r -> r.bucket(B).key(key).retention(q -> q.mode("GOVERNANCE").retainUntilDate(inDays(10))));
    assertThat(
            refusal(
                    () ->
                        bounded.putObjectRetention(
                            r ->
                                r.bucket(B)
                                    .key(key)
                                    .retention(
                                        q -> q.mode("GOVERNANCE").retainUntilDate(inDays(11)))))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aBatchDeletesWhatIsFreeAndListsWhatIsLocked() {
    String locked = put(r -> r.objectLockLegalHoldStatus("ON"));
    String free = put(r -> {});

    var out =
        cloud.s3.deleteObjects(
            r -> r.bucket(B).delete(d -> d.objects(version(locked), version(free))));

    assertThat(out.deleted())
        .singleElement()
        .satisfies(d -> assertThat(d.versionId()).isEqualTo(free));
    assertThat(out.errors())
        .singleElement()
        .satisfies(e -> assertThat(e.code()).isEqualTo("AccessDenied"))
        .satisfies(e -> assertThat(e.message()).isEqualTo(LOCKED));
  }

  @Test
  void anUploadInPartsIsLockedWhenItIsWhole() {
    Instant until = inDays(1);
    String upload =
        cloud
            .s3
            .createMultipartUpload(
                r ->
                    r.bucket(B)
                        .key(key)
                        .objectLockMode("GOVERNANCE")
                        .objectLockRetainUntilDate(until)
                        .objectLockLegalHoldStatus("OFF"))
            .uploadId();
    var part =
        cloud.s3.uploadPart(
            r -> r.bucket(B).key(key).uploadId(upload).partNumber(1), RequestBody.fromString("x"));
    String version =
        cloud
            .s3
            .completeMultipartUpload(
                r ->
                    r.bucket(B)
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(part.eTag()))))
            .versionId();

    denied(() -> delete(cloud.s3, version, false));
    HeadObjectResponse head = cloud.s3.headObject(r -> r.bucket(B).key(key));
    assertThat(head.objectLockRetainUntilDate()).isEqualTo(until);
    assertThat(head.objectLockLegalHoldStatusAsString()).isEqualTo("OFF");
  }

  @Test
  void aDeleteMarkerCannotBeLocked() {
    put(r -> {});
    String marker = cloud.s3.deleteObject(r -> r.bucket(B).key(key)).versionId();
    S3Exception refused =
        refusal(
            () ->
                cloud.s3.putObjectRetention(
                    r ->
                        r.bucket(B)
                            .key(key)
                            .versionId(marker)
                            .retention(q -> q.mode("GOVERNANCE").retainUntilDate(inDays(1)))));
    assertThat(refused.statusCode()).isEqualTo(405);
    cloud.s3.deleteObject(r -> r.bucket(B).key(key).versionId(marker));
    assertThat(cloud.records("PutObjectRetention"))
        .last()
        .asString()
        .contains("\"retention\":\"\"");
    assertThat(cloud.records("GetBucketObjectLockConfiguration")).isNotNull();
  }

  private String put(Consumer<PutObjectRequest.Builder> more) {
    return cloud
        .s3
        .putObject(r -> more.accept(r.bucket(B).key(key)), RequestBody.fromString("x"))
        .versionId();
  }

  private ObjectIdentifier version(String id) {
    return ObjectIdentifier.builder().key(key).versionId(id).build();
  }

  private void delete(S3Client client, String version, boolean bypass) {
    client.deleteObject(
        r ->
            r.bucket(B)
                .key(key)
                .versionId(version)
                .bypassGovernanceRetention(bypass ? true : null));
  }

  private void hold(String status) {
    cloud.s3.putObjectLegalHold(r -> r.bucket(B).key(key).legalHold(h -> h.status(status)));
  }

  private void retain(String mode, Instant until, boolean bypass) {
    cloud.s3.putObjectRetention(
        r ->
            r.bucket(B)
                .key(key)
                .bypassGovernanceRetention(bypass ? true : null)
                .retention(q -> q.mode(mode).retainUntilDate(until)));
  }

  private void remove(boolean bypass) {
    retain(null, null, bypass);
  }

  private static void configure(String bucket, DefaultRetention retention) {
    cloud.s3.putObjectLockConfiguration(
        r ->
            r.bucket(bucket)
                .objectLockConfiguration(
                    c -> {
                      c.objectLockEnabled("Enabled");
                      if (retention != null) {
                        c.rule(rule -> rule.defaultRetention(retention));
                      }
                    }));
  }

  private static void denied(ThrowingCallable call) {
    S3Exception refused = refusal(call);
    assertThat(refused.statusCode()).isEqualTo(403);
    refused(call, "AccessDenied", LOCKED);
  }

  private static void refused(ThrowingCallable call, String code, String message) {
    S3Exception refused = refusal(call);
    assertThat(refused).as(code).isNotNull();
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    if (message != null) {
      assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
    }
  }

  private static Instant inDays(int days) {
    return cloud.now().truncatedTo(ChronoUnit.SECONDS).plus(days, ChronoUnit.DAYS);
  }

  private static String allow(String... actions) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
        + String.join("\",\"", actions)
        + "\"],\"Resource\":\"*\"}]}";
  }
}
