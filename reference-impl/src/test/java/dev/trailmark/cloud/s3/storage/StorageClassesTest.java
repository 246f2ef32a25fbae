package dev.trailmark.cloud.s3.storage;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.request.HeaderText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.RestoreObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tier;

/** Storage classes and the restoring of archived objects. */
class StorageClassesTest {
  private static final String B = "class-bucket";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private String key;

  @BeforeAll
  static void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  @BeforeEach
  void ownKey(TestInfo test) {
    key = test.getTestMethod().orElseThrow().getName();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REDUCED_REDUNDANCY",
        "STANDARD_IA",
        "ONEZONE_IA",
        "INTELLIGENT_TIERING",
        "GLACIER_IR",
        "GLACIER",
        "DEEP_ARCHIVE"
      })
  void everyClassIsShownInHeadersAttributesAndListings(String storageClass) {
    put(storageClass);

    assertThat(head().storageClassAsString()).isEqualTo(storageClass);
    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(B).prefix(key)).contents())
        .singleElement()
        .satisfies(o -> assertThat(o.storageClassAsString()).isEqualTo(storageClass));
    assertThat(cloud.s3.listObjectVersions(r -> r.bucket(B).prefix(key)).versions())
        .singleElement()
        .satisfies(o -> assertThat(o.storageClassAsString()).isEqualTo(storageClass));
    assertThat(
            cloud
                .s3
                .getObjectAttributes(
                    r -> r.bucket(B).key(key).objectAttributes(ObjectAttributes.STORAGE_CLASS))
                .storageClassAsString())
        .isEqualTo(storageClass);
  }

  @Test
  void theStandardClassIsLeftOutOfHeaders() {
    put(null);

    assertThat(head().storageClass()).isNull();
  }

  @Test
  void anUploadInPartsKeepsItsClass() {
    String upload =
        cloud
            .s3
            .createMultipartUpload(r -> r.bucket(B).key(key).storageClass("STANDARD_IA"))
            .uploadId();
    var part =
        cloud.s3.uploadPart(
            r -> r.bucket(B).key(key).uploadId(upload).partNumber(1), RequestBody.fromString("x"));
    assertThat(
            cloud.s3.listParts(r -> r.bucket(B).key(key).uploadId(upload)).storageClassAsString())
        .isEqualTo("STANDARD_IA");
    cloud.s3.completeMultipartUpload(
        r ->
            r.bucket(B)
                .key(key)
                .uploadId(upload)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(part.eTag()))));

    assertThat(head().storageClassAsString()).isEqualTo("STANDARD_IA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GLACIER", "DEEP_ARCHIVE"})
  void anArchivedObjectIsReadOnlyOnceItIsRestored(String storageClass) {
    put(storageClass);
    S3Exception asleep = refusal(this::read);
    assertThat(asleep.statusCode()).isEqualTo(403);
    assertThat(asleep.awsErrorDetails().errorCode()).isEqualTo("InvalidObjectState");
    assertThat(asleep.awsErrorDetails().errorMessage())
        .isEqualTo("The operation is not valid for the object's storage class");
    assertThat(refusal(() -> copy(null)).awsErrorDetails().errorMessage())
        .isEqualTo("Operation is not valid for the source object's storage class");

    assertThat(restore(2, Tier.STANDARD)).isEqualTo(202);

    assertThat(head().restore()).isEqualTo("ongoing-request=\"true\"");
    assertThat(refusal(this::read).awsErrorDetails().errorCode()).isEqualTo("InvalidObjectState");
    S3Exception again = refusal(() -> restore(2, Tier.STANDARD));
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.awsErrorDetails().errorCode()).isEqualTo("RestoreAlreadyInProgress");

    cloud.pass(Duration.ofHours(storageClass.equals("GLACIER") ? 5 : 12));
    Instant expiry = cloud.now().truncatedTo(ChronoUnit.DAYS).plus(3, ChronoUnit.DAYS);
    assertThat(head().restore())
        .startsWith("ongoing-request=\"false\", expiry-date=\"")
        .contains(HeaderText.date(expiry));
    assertThat(read()).isEqualTo("body");
    copy(null);
    assertThat(restore(1, Tier.BULK)).isEqualTo(200);

    cloud.pass(Duration.ofDays(3));
    assertThat(head().restore()).isNull();
    assertThat(refusal(this::read).awsErrorDetails().errorCode()).isEqualTo("InvalidObjectState");
  }

  @Test
  void aFasterTierSpeedsUpWhatIsBeingRestored() {
    put("GLACIER");
    restore(1, Tier.BULK);
    assertThat(restore(1, Tier.EXPEDITED)).isEqualTo(202);

    cloud.pass(Duration.ofMinutes(5));

    assertThat(read()).isEqualTo("body");
  }

  @Test
  void onlyArchivedObjectsAreRestoredAndByTiersOfTheirClass() {
    put("STANDARD_IA");
    S3Exception warm = refusal(() -> restore(1, Tier.STANDARD));
    assertThat(warm.statusCode()).isEqualTo(403);
    assertThat(warm.awsErrorDetails().errorCode()).isEqualTo("InvalidObjectState");
    put("DEEP_ARCHIVE");
    assertThat(refusal(() -> restore(1, Tier.EXPEDITED)).awsErrorDetails().errorCode())
        .isEqualTo("InvalidArgument");
    assertThat(refusal(() -> restore(0, Tier.STANDARD)).awsErrorDetails().errorCode())
        .isEqualTo("InvalidArgument");
    assertThat(refusal(() -> restore(1, Tier.UNKNOWN_TO_SDK_VERSION))).isNotNull();
  }

  @Test
  void listingsSayHowObjectsAreRestoredWhenTheyAreAskedTo() {
    put("GLACIER");
    restore(1, Tier.EXPEDITED);
    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(B).prefix(key)).contents().get(0))
        .satisfies(o -> assertThat(o.restoreStatus()).isNull());
    assertThat(
            cloud
                .s3
                .listObjectsV2(
                    r ->
                        r.bucket(B)
                            .prefix(key)
                            .optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS))
                .contents()
                .get(0)
                .restoreStatus()
                .isRestoreInProgress())
        .isTrue();
    cloud.pass(Duration.ofMinutes(5));
    assertThat(
            cloud
                .s3
                .listObjectVersions(
                    r ->
                        r.bucket(B)
                            .prefix(key)
                            .optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS))
                .versions()
                .get(0)
                .restoreStatus()
                .restoreExpiryDate())
        .isAfter(cloud.now());
  }

  @Test
  void aCopyTakesTheClassItAsksForAndNotItsSources() {
    put("STANDARD_IA");
    copy(null);
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key(key + "-copy")).storageClass()).isNull();
    copy("ONEZONE_IA");
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key(key + "-copy")).storageClassAsString())
        .isEqualTo("ONEZONE_IA");
  }

  @Test
  void restoringNeedsItsPermission() {
    put("GLACIER");
    var reader =
        cloud.clientOf(
            "restorer",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}
            """);
    S3Exception refused =
        refusal(
            () -> reader.restoreObject(r -> r.bucket(B).key(key).restoreRequest(q -> q.days(1))));
    assertThat(refused.awsErrorDetails().errorMessage()).contains("s3:RestoreObject");
    assertThat(cloud.records("RestoreObject")).last().asString().contains("\"restore\":\"\"");
  }

  private void put(String storageClass) {
    cloud.s3.putObject(
        r -> r.bucket(B).key(key).storageClass(storageClass), RequestBody.fromString("body"));
  }

  private void copy(String storageClass) {
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey(key)
                .destinationBucket(B)
                .destinationKey(key + "-copy")
                .storageClass(storageClass));
  }

  private int restore(int days, Tier tier) {
    RestoreObjectResponse out =
        cloud.s3.restoreObject(
            r ->
                r.bucket(B)
                    .key(key)
                    .restoreRequest(q -> q.days(days).glacierJobParameters(g -> g.tier(tier))));
    return out.sdkHttpResponse().statusCode();
  }

  private HeadObjectResponse head() {
    return cloud.s3.headObject(r -> r.bucket(B).key(key));
  }

  private String read() {
    return cloud.s3.getObjectAsBytes(r -> r.bucket(B).key(key)).asUtf8String();
  }
}
