package dev.trailmark.cloud.s3.tiering;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.IntelligentTieringAccessTier;
import software.amazon.awssdk.services.s3.model.IntelligentTieringConfiguration;
import software.amazon.awssdk.services.s3.model.IntelligentTieringFilter;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.RestoreRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tiering;

/** Objects of Intelligent-Tiering go to archive tiers, cannot be read there, and come back. */
class ArchiveTiersTest {
  private static final byte[] LARGE = new byte[128 << 10];
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private String bucket;

  @BeforeEach
  void ownBucket(TestInfo test) {
    bucket = "tiers-" + test.getTestMethod().orElseThrow().getName().toLowerCase();
    bucket = bucket.substring(0, Math.min(60, bucket.length()));
    cloud.s3.createBucket(r -> r.bucket(bucket));
  }

  @Test
  void whatNobodyReadsGoesToTheArchiveAndThenToTheDeepArchive() {
    configure(cloud, bucket, "all", 90, 180, f -> {});
    put("k", LARGE, b -> {});

    after(Duration.ofDays(90).minusHours(1));
    assertThat(read("k")).hasSize(LARGE.length);
    after(Duration.ofDays(90));
    assertThat(status("k")).isNull();

    after(Duration.ofDays(1));
    assertThat(status("k")).isEqualTo("ARCHIVE_ACCESS");
    assertThat(head("k").storageClassAsString()).isEqualTo("INTELLIGENT_TIERING");
    after(Duration.ofDays(90));
    assertThat(status("k")).isEqualTo("DEEP_ARCHIVE_ACCESS");
  }

  @Test
  void anArchivedObjectIsNeitherReadNorCopied() {
    archived("k");

    S3Exception refused = refusal(() -> read("k"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidObjectState");
    assertThat(refused.awsErrorDetails().errorMessage())
        .isEqualTo("The operation is not valid for the object's access tier");
    assertThat(refused.awsErrorDetails().rawResponse().asUtf8String())
        .contains("<StorageClass>INTELLIGENT_TIERING</StorageClass>")
        .contains("<AccessTier>ARCHIVE_ACCESS</AccessTier>");
    refused(
        () ->
            cloud.s3.copyObject(
                r ->
                    r.sourceBucket(bucket)
                        .sourceKey("k")
                        .destinationBucket(bucket)
                        .destinationKey("copy")),
        403,
        "InvalidObjectState");
    assertThat(head("k").contentLength()).isEqualTo(LARGE.length);
    cloud.s3.putObjectTagging(
        r ->
            r.bucket(bucket)
                .key("k")
                .tagging(t -> t.tagSet(Tag.builder().key("a").value("b").build())));
    assertThat(status("k")).isEqualTo("ARCHIVE_ACCESS");
    put("k", LARGE, b -> {});
    assertThat(status("k")).isNull();
  }

  @Test
  void restoringMovesItBackForGood() {
    archived("k");

    restore("k", r -> {});
    assertThat(head("k").restore()).isEqualTo("ongoing-request=\"true\"");
    assertThat(status("k")).isEqualTo("ARCHIVE_ACCESS");
    refused(() -> read("k"), 403, "InvalidObjectState");
    refused(() -> restore("k", r -> {}), 409, "RestoreAlreadyInProgress");

    after(Duration.ofHours(5));
    assertThat(head("k").restore()).isNull();
    assertThat(status("k")).isNull();
    refused(() -> restore("k", r -> {}), 403, "ObjectAlreadyInActiveTierError");
    after(Duration.ofDays(89));
    assertThat(status("k")).isNull();
    after(Duration.ofDays(2));
    assertThat(status("k")).isEqualTo("ARCHIVE_ACCESS");
    assertThat(head("k").restore()).isNull();
    refused(() -> read("k"), 403, "InvalidObjectState");
  }

  @Test
  void aFasterTierComesSoonerAndTheDeepArchiveHasNone() {
    archived("k");
    restore("k", r -> {});
    restore("k", r -> r.tier("Expedited"));
    after(Duration.ofMinutes(5));
    assertThat(status("k")).isNull();

    configure(cloud, bucket, "all", null, 180, f -> {});
    after(Duration.ofDays(181));
    assertThat(status("k")).isEqualTo("DEEP_ARCHIVE_ACCESS");
    refused(() -> restore("k", r -> r.tier("Expedited")), 400, "InvalidArgument");
    restore("k", r -> r.tier("Bulk"));
    after(Duration.ofHours(47));
    refused(() -> read("k"), 403, "InvalidObjectState");
    after(Duration.ofHours(1));
    assertThat(read("k")).hasSize(LARGE.length);
  }

  @Test
  void restoringTakesNoDaysAndOnlyWhatIsArchived() {
    put("k", LARGE, b -> {});
    refused(() -> restore("k", r -> {}), 403, "ObjectAlreadyInActiveTierError");
    S3Exception days = refusal(() -> restore("k", r -> r.days(1)));
    assertThat(days.statusCode()).isEqualTo(400);
    assertThat(days.awsErrorDetails().errorMessage())
        .isEqualTo(
            "INTELLIGENT_TIERING objects are not subject to restore expiry. Do not specify Days"
                + " when restoring this object");
  }

  @Test
  void readingIsAccessAndAskingAboutIsNot() {
    configure(cloud, bucket, "all", 90, null, f -> {});
    put("read", LARGE, b -> {});
    put("copied", LARGE, b -> {});
    put("asked", LARGE, b -> {});
    after(Duration.ofDays(60));
    read("read");
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(bucket)
                .sourceKey("copied")
                .destinationBucket(bucket)
                .destinationKey("copy"));
    head("asked");
    cloud.s3.getObjectTagging(r -> r.bucket(bucket).key("asked"));
    cloud.s3.listObjectsV2(r -> r.bucket(bucket));

    after(Duration.ofDays(31));
    assertThat(status("read")).isNull();
    assertThat(status("copied")).isNull();
    assertThat(status("asked")).isEqualTo("ARCHIVE_ACCESS");
    after(Duration.ofDays(60));
    assertThat(status("read")).isEqualTo("ARCHIVE_ACCESS");
  }

  @Test
  void smallObjectsOtherClassesAndOtherKeysStay() {
    configure(
        cloud,
        bucket,
        "some",
        90,
        null,
        f -> f.and(a -> a.prefix("logs/").tags(Tag.builder().key("cold").value("yes").build())));
    Consumer<PutObjectRequest.Builder> cold = b -> b.tagging("cold=yes&more=1");
    put("logs/a", LARGE, cold);
    put("logs/small", new byte[(128 << 10) - 1], cold);
    put("logs/untagged", LARGE, b -> {});
    put("other", LARGE, cold);
    put("logs/standard", LARGE, cold.andThen(b -> b.storageClass("STANDARD")));

    after(Duration.ofDays(91));
    assertThat(status("logs/a")).isEqualTo("ARCHIVE_ACCESS");
    for (String key : new String[] {"logs/small", "logs/untagged", "other", "logs/standard"}) {
      assertThat(status(key)).as(key).isNull();
    }
  }

  @Test
  void disabledAndDeletedConfigurationsDoNothingMore() {
    configure(cloud, bucket, "all", 90, 180, f -> {});
    put("k", LARGE, b -> {});
    after(Duration.ofDays(91));
    cloud.s3.deleteBucketIntelligentTieringConfiguration(r -> r.bucket(bucket).id("all"));
    put("later", LARGE, b -> {});

    after(Duration.ofDays(200));
    assertThat(status("k")).isEqualTo("ARCHIVE_ACCESS");
    assertThat(status("later")).isNull();
  }

  @Test
  void anObjectThatALifecycleMovesHereBeginsAnew() {
    configure(cloud, bucket, "all", 90, null, f -> {});
    cloud.s3.putBucketLifecycleConfiguration(
        r ->
            r.bucket(bucket)
                .lifecycleConfiguration(
                    l ->
                        l.rules(
                            rule ->
                                rule.id("move")
                                    .status("Enabled")
                                    .filter(f -> f.prefix(""))
                                    .transitions(
                                        t -> t.days(100).storageClass("INTELLIGENT_TIERING")))));
    put("k", LARGE, b -> b.storageClass("STANDARD"));
    after(Duration.ofDays(102));
    assertThat(head("k").storageClassAsString()).isEqualTo("INTELLIGENT_TIERING");
    after(Duration.ofDays(80));
    assertThat(status("k")).isNull();
    after(Duration.ofDays(11));
    assertThat(status("k")).isEqualTo("ARCHIVE_ACCESS");
  }

  @Test
  void earlierVersionsGoTooEachByItself() {
    configure(cloud, bucket, "all", 90, null, f -> {});
    cloud.s3.putBucketVersioning(
        r -> r.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
    String first = put("k", LARGE, b -> {});
    after(Duration.ofDays(40));
    String second = put("k", LARGE, b -> {});
    after(Duration.ofDays(51));

    assertThat(head("k", first).archiveStatusAsString()).isEqualTo("ARCHIVE_ACCESS");
    assertThat(head("k", second).archiveStatusAsString()).isNull();
  }

  @Test
  void tiersAndReadsSurviveARestart(@TempDir Path directory) throws Exception {
    try (S3Fixture first = new S3Fixture(Stores.onDisk(directory))) {
      first.s3.createBucket(r -> r.bucket("kept"));
      configure(first, "kept", "all", 90, null, f -> {});
      put(first, "kept", "idle", LARGE, b -> {});
      put(first, "kept", "read", LARGE, b -> {});
      first.pass(Duration.ofDays(60));
      first.s3.getObjectAsBytes(r -> r.bucket("kept").key("read"));
      first.pass(Duration.ofDays(31));
      first.settle();
    }
    try (S3Fixture second = new S3Fixture(Stores.onDisk(directory))) {
      assertThat(second.s3.headObject(r -> r.bucket("kept").key("idle")).archiveStatusAsString())
          .isEqualTo("ARCHIVE_ACCESS");
      second.pass(Duration.ofDays(91));
      second.settle();
      assertThat(second.s3.headObject(r -> r.bucket("kept").key("read")).archiveStatusAsString())
          .isNull();
      second.pass(Duration.ofDays(61));
      second.settle();
      assertThat(second.s3.headObject(r -> r.bucket("kept").key("read")).archiveStatusAsString())
          .isEqualTo("ARCHIVE_ACCESS");
    }
  }

  private void archived(String key) {
    configure(cloud, bucket, "all", 90, null, f -> {});
    put(key, LARGE, b -> {});
    after(Duration.ofDays(91));
    assertThat(status(key)).isEqualTo("ARCHIVE_ACCESS");
  }

  private static void after(Duration time) {
    cloud.settle();
    cloud.pass(time);
    cloud.settle();
  }

  private static void configure(
      S3Fixture on,
      String bucket,
      String id,
      Integer archive,
      Integer deep,
      Consumer<IntelligentTieringFilter.Builder> filter) {
    IntelligentTieringFilter.Builder which = IntelligentTieringFilter.builder();
    filter.accept(which);
    IntelligentTieringFilter built = which.build();
    IntelligentTieringConfiguration.Builder configuration =
        IntelligentTieringConfiguration.builder().id(id).status("Enabled");
    if (built.and() != null) {
      configuration.filter(built);
    }
    List<Tiering> tiers = new ArrayList<>();
    if (archive != null) {
      tiers.add(tiering(IntelligentTieringAccessTier.ARCHIVE_ACCESS, archive));
    }
    if (deep != null) {
      tiers.add(tiering(IntelligentTieringAccessTier.DEEP_ARCHIVE_ACCESS, deep));
    }
    on.s3.putBucketIntelligentTieringConfiguration(
        r ->
            r.bucket(bucket)
                .id(id)
                .intelligentTieringConfiguration(configuration.tierings(tiers).build()));
  }

  private static Tiering tiering(IntelligentTieringAccessTier tier, int days) {
    return Tiering.builder().accessTier(tier).days(days).build();
  }

  private String put(String key, byte[] body, Consumer<PutObjectRequest.Builder> how) {
    return put(cloud, bucket, key, body, how);
  }

  private static String put(
      S3Fixture on,
      String bucket,
      String key,
      byte[] body,
      Consumer<PutObjectRequest.Builder> how) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().bucket(bucket).key(key).storageClass("INTELLIGENT_TIERING");
    how.accept(request);
    return on.s3.putObject(request.build(), RequestBody.fromBytes(body)).versionId();
  }

  private void restore(String key, Consumer<RestoreRequest.Builder> how) {
    cloud.s3.restoreObject(r -> r.bucket(bucket).key(key).restoreRequest(how));
  }

  private byte[] read(String key) {
    return cloud.s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
  }

  private String status(String key) {
    return head(key).archiveStatusAsString();
  }

  private HeadObjectResponse head(String key) {
    return head(key, null);
  }

  private HeadObjectResponse head(String key, String version) {
    return cloud.s3.headObject(r -> r.bucket(bucket).key(key).versionId(version));
  }

  private static void refused(ThrowingCallable call, int status, String code) {
    S3Exception refused = refusal(call);
    assertThat(refused).isNotNull();
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refused.statusCode()).isEqualTo(status);
  }
}
