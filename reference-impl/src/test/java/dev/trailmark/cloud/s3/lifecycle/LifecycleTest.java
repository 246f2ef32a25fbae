package dev.trailmark.cloud.s3.lifecycle;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lifecycles are put, read, deleted, and obeyed as the simulated days pass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private final S3Client s3 = cloud.s3;
  private String b;

  @BeforeEach
  void aBucketAtNoon() {
    b = "lifecycle-" + made++;
    s3.createBucket(r -> r.bucket(b));
    Instant noon = cloud.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36));
    cloud.pass(Duration.between(cloud.now(), noon));
  }

  private void lifecycle(List<Consumer<LifecycleRule.Builder>> rules) {
    List<LifecycleRule> built =
        rules.stream()
            .map(
                rule -> {
                  LifecycleRule.Builder builder =
                      LifecycleRule.builder().status("Enabled").filter(f -> f.prefix(""));
                  rule.accept(builder);
                  return builder.build();
                })
            .toList();
    s3.putBucketLifecycleConfiguration(
        r -> r.bucket(b).lifecycleConfiguration(c -> c.rules(built)));
  }

  private void lifecycle(Consumer<LifecycleRule.Builder> rule) {
    lifecycle(List.of(rule));
  }

  private void put(String key) {
    s3.putObject(r -> r.bucket(b).key(key), RequestBody.fromString("body"));
  }

  private void versioned() {
    s3.putBucketVersioning(r -> r.bucket(b).versioningConfiguration(v -> v.status("Enabled")));
  }

  private List<String> keys() {
    return s3.listObjectsV2(r -> r.bucket(b)).contents().stream().map(S3Object::key).toList();
  }

  private List<ObjectVersion> versions() {
    return s3.listObjectVersions(r -> r.bucket(b)).versions();
  }

  private int markers() {
    return s3.listObjectVersions(r -> r.bucket(b)).deleteMarkers().size();
  }

  private void pass(Duration time) {
    cloud.pass(time);
    cloud.settle();
  }

  @Test
  void aBucketWithoutALifecycleSaysSo() {
    assertThat(refusal(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket(b))))
        .satisfies(
            e -> {
              assertThat(e.statusCode()).isEqualTo(404);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchLifecycleConfiguration");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("The lifecycle configuration does not exist");
            });
  }

  @Test
  void aLifecycleIsReadAsItWasPutAndIsGoneOnceDeleted() {
    lifecycle(
        rule ->
            rule.id("logs")
                .filter(
                    f ->
                        f.and(
                            a ->
                                a.prefix("logs/")
                                    .tags(t -> t.key("k").value("v"))
                                    .objectSizeGreaterThan(500L)))
                .expiration(e -> e.days(60))
                .transitions(t -> t.days(30).storageClass("STANDARD_IA")));

    GetBucketLifecycleConfigurationResponse read =
        s3.getBucketLifecycleConfiguration(r -> r.bucket(b));

    assertThat(read.transitionDefaultMinimumObjectSizeAsString())
        .isEqualTo("all_storage_classes_128K");
    LifecycleRule rule = read.rules().get(0);
    assertThat(rule.id()).isEqualTo("logs");
    assertThat(rule.filter().and().prefix()).isEqualTo("logs/");
    assertThat(rule.filter().and().objectSizeGreaterThan()).isEqualTo(500);
    assertThat(rule.filter().and().tags()).hasSize(1);
    assertThat(rule.expiration().days()).isEqualTo(60);
    assertThat(rule.transitions().get(0).storageClassAsString()).isEqualTo("STANDARD_IA");

    s3.deleteBucketLifecycle(r -> r.bucket(b));
    s3.deleteBucketLifecycle(r -> r.bucket(b));
    assertThat(refusal(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket(b))).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aRuleWithoutAnIdIsGivenOne() {
    lifecycle(rule -> rule.expiration(e -> e.days(1)));

    assertThat(s3.getBucketLifecycleConfiguration(r -> r.bucket(b)).rules().get(0).id())
        .isNotBlank();
  }

  @Test
  void anObjectExpiresAtTheMidnightAfterItsDays() {
    lifecycle(rule -> rule.id("short lived").expiration(e -> e.days(3)));
    put("k");
    String midnight =
        HTTP.format(cloud.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(4)));
    String said = "expiry-date=\"" + midnight + "\", rule-id=\"short lived\"";

    assertThat(s3.putObject(r -> r.bucket(b).key("k"), RequestBody.fromString("x")).expiration())
        .isEqualTo(said);
    assertThat(s3.headObject(r -> r.bucket(b).key("k")).expiration()).isEqualTo(said);
    assertThat(s3.getObjectAsBytes(r -> r.bucket(b).key("k")).response().expiration())
        .isEqualTo(said);

    pass(Duration.ofDays(3));
    assertThat(keys()).containsExactly("k");
    pass(Duration.ofHours(12).minusSeconds(1));
    assertThat(keys()).containsExactly("k");
    pass(Duration.ofSeconds(1));
    assertThat(keys()).isEmpty();
  }

  @Test
  void onlyWhatTheFilterNamesExpires() {
    lifecycle(
        List.of(
            rule -> rule.filter(f -> f.prefix("tmp/")).expiration(e -> e.days(1)),
            rule -> rule.filter(f -> f.objectSizeGreaterThan(100L)).expiration(e -> e.days(1)),
            rule ->
                rule.status("Disabled").filter(f -> f.prefix("kept")).expiration(e -> e.days(1))));
    put("tmp/a");
    put("tmp");
    put("kept");
    s3.putObject(r -> r.bucket(b).key("large"), RequestBody.fromString("x".repeat(101)));

    assertThat(s3.headObject(r -> r.bucket(b).key("kept")).expiration()).isNull();
    pass(DAY.multipliedBy(2));

    assertThat(keys()).containsExactly("kept", "tmp");
  }

  @Test
  void aDateActsFromThatMidnightOn() {
    Instant date = cloud.now().truncatedTo(ChronoUnit.DAYS).plus(DAY.multipliedBy(2));
    put("before");
    lifecycle(rule -> rule.expiration(e -> e.date(date)));

    pass(DAY);
    assertThat(keys()).containsExactly("before");
    pass(DAY);
    assertThat(keys()).isEmpty();
    put("after");
    pass(DAY);
    assertThat(keys()).isEmpty();
  }

  @Test
  void inAVersionedBucketExpiryLeavesADeleteMarkerAndTheVersion() {
    versioned();
    lifecycle(rule -> rule.expiration(e -> e.days(1)));
    put("k");

    pass(DAY.multipliedBy(2));

    assertThat(keys()).isEmpty();
    assertThat(versions()).hasSize(1);
    assertThat(markers()).isEqualTo(1);
  }

  @Test
  void noncurrentVersionsGoOnceTheyHaveBeenSoForTheirDaysAndEnoughNewerOnesAreThere() {
    versioned();
    lifecycle(
        rule ->
            rule.noncurrentVersionExpiration(e -> e.noncurrentDays(2).newerNoncurrentVersions(1)));
    for (int i = 0; i < 4; i++) {
      put("k");
      cloud.pass(Duration.ofMinutes(1));
    }

    pass(DAY.multipliedBy(2));
    assertThat(versions()).hasSize(4);
    pass(DAY);

    assertThat(versions()).hasSize(2);
    assertThat(versions().get(0).isLatest()).isTrue();
  }

  @Test
  void aDeleteMarkerThatCoversNothingGoesIfARuleSaysSo() {
    versioned();
    s3.deleteObject(r -> r.bucket(b).key("nothing"));
    put("something");
    s3.deleteObject(r -> r.bucket(b).key("something"));
    lifecycle(rule -> rule.expiration(e -> e.expiredObjectDeleteMarker(true)));

    cloud.settle();

    assertThat(s3.listObjectVersions(r -> r.bucket(b)).deleteMarkers())
        .extracting(m -> m.key())
        .containsExactly("something");
  }

  @Test
  void objectsMoveDownTheStorageClassesIfTheyAreLargeEnough() {
    lifecycle(
        rule ->
            rule.transitions(
                t -> t.days(30).storageClass("STANDARD_IA"),
                t -> t.days(90).storageClass("GLACIER")));
    s3.putObject(r -> r.bucket(b).key("large"), RequestBody.fromBytes(new byte[128 * 1024]));
    put("small");

    pass(DAY.multipliedBy(30));
    assertThat(storageClass("large")).isNull();
    pass(DAY);
    assertThat(storageClass("large")).isEqualTo("STANDARD_IA");
    pass(DAY.multipliedBy(60));
    assertThat(storageClass("large")).isEqualTo("GLACIER");
    assertThat(storageClass("small")).isNull();
  }

  @Test
  void smallObjectsMoveWhereTheFilterOrTheLifecycleSaysSo() {
    versioned();
    s3.putBucketLifecycleConfiguration(
        r ->
            r.bucket(b)
                .transitionDefaultMinimumObjectSize("varies_by_storage_class")
                .lifecycleConfiguration(
                    c ->
                        c.rules(
                            LifecycleRule.builder()
                                .status("Enabled")
                                .filter(f -> f.prefix(""))
                                .transitions(t -> t.days(0).storageClass("GLACIER"))
                                .build(),
                            LifecycleRule.builder()
                                .status("Enabled")
                                .filter(f -> f.objectSizeGreaterThan(2L))
                                .noncurrentVersionTransitions(
                                    t -> t.noncurrentDays(1).storageClass("GLACIER_IR"))
                                .build())));
    put("k");
    String first = s3.headObject(r -> r.bucket(b).key("k")).versionId();
    put("k");

    pass(DAY.multipliedBy(2));

    assertThat(storageClass("k")).isEqualTo("GLACIER");
    assertThat(s3.headObject(r -> r.bucket(b).key("k").versionId(first)).storageClassAsString())
        .isEqualTo("GLACIER_IR");
  }

  private String storageClass(String key) {
    return s3.headObject(r -> r.bucket(b).key(key)).storageClassAsString();
  }

  @Test
  void onlyWhatHasTheTagsExpires() {
    lifecycle(
        rule -> rule.filter(f -> f.tag(t -> t.key("keep").value("no"))).expiration(e -> e.days(1)));
    s3.putObject(r -> r.bucket(b).key("no").tagging("keep=no&x=y"), RequestBody.fromString("x"));
    s3.putObject(r -> r.bucket(b).key("yes").tagging("keep=yes"), RequestBody.fromString("x"));

    pass(DAY.multipliedBy(2));

    assertThat(keys()).containsExactly("yes");
  }

  @Test
  void aLockedVersionStaysUntilItsRetentionEnds() {
    b = b + "-locked";
    s3.createBucket(r -> r.bucket(b).objectLockEnabledForBucket(true));
    lifecycle(rule -> rule.noncurrentVersionExpiration(e -> e.noncurrentDays(1)));
    s3.putObject(
        r ->
            r.bucket(b)
                .key("k")
                .objectLockMode("COMPLIANCE")
                .objectLockRetainUntilDate(cloud.now().plus(DAY.multipliedBy(5))),
        RequestBody.fromString("x"));
    put("k");

    pass(DAY.multipliedBy(4));
    assertThat(versions()).hasSize(2);
    pass(DAY.multipliedBy(2));
    assertThat(versions()).hasSize(1);
  }

  @Test
  void aLateUploadIsAbortedWithItsParts() {
    lifecycle(
        rule ->
            rule.id("abort")
                .filter(f -> f.prefix("up/"))
                .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(7)));
    var begun = s3.createMultipartUpload(r -> r.bucket(b).key("up/k"));
    s3.createMultipartUpload(r -> r.bucket(b).key("other"));
    s3.uploadPart(
        r -> r.bucket(b).key("up/k").uploadId(begun.uploadId()).partNumber(1),
        RequestBody.fromString("part"));

    assertThat(begun.abortDate())
        .isEqualTo(cloud.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(8)));
    assertThat(begun.abortRuleId()).isEqualTo("abort");
    assertThat(s3.listParts(r -> r.bucket(b).key("up/k").uploadId(begun.uploadId())).abortRuleId())
        .isEqualTo("abort");

    pass(DAY.multipliedBy(7));
    assertThat(s3.listMultipartUploads(r -> r.bucket(b)).uploads()).hasSize(2);
    pass(DAY);
    assertThat(s3.listMultipartUploads(r -> r.bucket(b)).uploads())
        .extracting(u -> u.key())
        .containsExactly("other");
  }

  @Test
  void lifecyclesAreLoggedUnderTheirOlderNamesAndWhatTheyDoIsNot() {
    put("k");
    lifecycle(rule -> rule.id("r").expiration(e -> e.days(1)));
    int deletions = cloud.records("DeleteObject").size();
    pass(DAY.multipliedBy(2));

    assertThat(keys()).isEmpty();
    assertThat(cloud.records("PutBucketLifecycle"))
        .last()
        .asString()
        .contains("\"lifecycle\":\"\"")
        .contains("\"Expiration\":{\"Days\":1}");
    assertThat(cloud.records("DeleteObject")).hasSize(deletions);
  }

  @Test
  void aRuleMayAskForTagsAndALockedVersionOutlivesItsRule() {
    lifecycle(
        rule -> rule.filter(f -> f.tag(t -> t.key("keep").value("no"))).expiration(e -> e.days(1)));
    s3.putObject(r -> r.bucket(b).key("tagged").tagging("keep=no"), RequestBody.empty());
    put("plain");
    pass(DAY.multipliedBy(3));
    assertThat(keys()).containsExactly("plain");

    versioned();
    s3.putObjectLockConfiguration(
        r -> r.bucket(b).objectLockConfiguration(c -> c.objectLockEnabled("Enabled")));
    s3.putObject(r -> r.bucket(b).key("held").objectLockLegalHoldStatus("ON"), RequestBody.empty());
    String held = s3.headObject(r -> r.bucket(b).key("held")).versionId();
    s3.deleteObject(r -> r.bucket(b).key("held"));
    lifecycle(rule -> rule.noncurrentVersionExpiration(n -> n.noncurrentDays(1)));
    pass(DAY.multipliedBy(3));
    assertThat(versions()).extracting(ObjectVersion::versionId).contains(held);
    s3.putObjectLegalHold(
        r -> r.bucket(b).key("held").versionId(held).legalHold(h -> h.status("OFF")));
    pass(DAY);
    assertThat(versions()).extracting(ObjectVersion::versionId).doesNotContain(held);
  }
}
