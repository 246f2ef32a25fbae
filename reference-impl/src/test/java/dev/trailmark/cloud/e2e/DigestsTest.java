package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabCloud.code;
import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.e2e.DigestChain.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudtrail.model.PublicKey;

/** Digests as time passes; each is validated with the keys that CloudTrail lists. */
class DigestsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  /** When the first digest of a chain comes. */
  private static final Duration FIRST = Duration.ofMinutes(26);

  @TempDir Path data;
  private Instant now = Instant.parse("2025-10-27T13:41:21.5Z");
  private Duration interval = HOUR;
  @AutoClose private LabCloud lab;
  private LabSteps steps;
  private DigestChain chain;

  private void start(boolean kept) {
    lab =
        new LabCloud(
            Cloud.builder()
                .dataDirectory(kept ? data : null)
                .digestInterval(interval)
                .clock(() -> now));
    steps = new LabSteps(lab);
    chain = new DigestChain(steps.s3, steps.trails);
  }

  private void startTrail() {
    start(false);
    steps.createBucket();
    createTrail();
  }

  private void createTrail() {
    steps.trails.createTrail(
        r -> r.name("myTrail").s3BucketName(BUCKET).enableLogFileValidation(true));
    steps.trails.startLogging(r -> r.name("myTrail"));
    lab.cloud.settle();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    lab.cloud.settle();
  }

  private void logSomething() {
    steps.kms.listAliases();
    lab.cloud.deliverLogs();
  }

  @Test
  void theFirstDigestIsOfWhenLoggingStartedAndHasNoneBeforeIt() {
    startTrail();
    pass(FIRST.minusSeconds(1));
    assertThat(chain.digests(BUCKET)).isEmpty();
    pass(Duration.ofSeconds(1));

    List<Digest> digests = chain.digests(BUCKET);

    assertThat(digests).hasSize(1);
    Digest first = digests.get(0);
    assertThat(first.key())
        .isEqualTo(
            "AWSLogs/%1$s/CloudTrail-Digest/us-east-1/2025/10/27/%1$s_CloudTrail-Digest_us-east-1_myTrail_us-east-1_20251027T134121Z.json.gz",
            steps.account());
    assertThat(first.text("digestStartTime")).isEqualTo("2025-10-27T12:41:21Z");
    assertThat(first.text("digestEndTime")).isEqualTo("2025-10-27T13:41:21Z");
    assertThat(first.text("newestEventTime")).isNull();
    assertThat(first.text("previousDigestHashValue")).isNull();
    assertThat(first.logs()).isEmpty();
    assertThat(chain.isValid(first)).isTrue();
    assertThat(steps.s3.headObject(r -> r.bucket(BUCKET).key(first.key())).metadata())
        .containsEntry("signature-algorithm", "SHA256withRSA");
    assertThat(steps.trails.getTrailStatus(r -> r.name("myTrail")).latestDigestDeliveryTime())
        .isEqualTo(now);
  }

  @Test
  void everyHourHasADigestThatNamesItsLogsAndTheDigestBefore() {
    startTrail();
    logSomething();
    now = now.plusSeconds(600);
    logSomething();
    pass(HOUR);
    pass(HOUR);
    logSomething();
    pass(HOUR.multipliedBy(2));

    List<Digest> digests = chain.digests(BUCKET);

    assertThat(digests).hasSize(5);
    assertThat(digests).allMatch(chain::isValid).allMatch(chain::logsHold);
    for (int i = 1; i < digests.size(); i++) {
      assertThat(DigestChain.follows(digests.get(i), digests.get(i - 1))).isTrue();
    }
    assertThat(digests.stream().map(digest -> digest.logs().size()).toList())
        .containsExactly(0, 2, 0, 1, 0);
    assertThat(digests.stream().flatMap(digest -> digest.logs().stream()).toList())
        .containsExactlyInAnyOrderElementsOf(chain.logs(BUCKET));
    assertThat(digests.get(1).text("oldestEventTime")).isEqualTo("2025-10-27T13:41:21Z");
    assertThat(digests.get(1).text("newestEventTime")).isEqualTo("2025-10-27T13:51:21Z");
  }

  @Test
  void aTrailWithoutValidationHasNoDigestsUntilItIsSwitchedOn() {
    start(false);
    steps.createBucket();
    steps.trails.createTrail(r -> r.name("myTrail").s3BucketName(BUCKET));
    steps.trails.startLogging(r -> r.name("myTrail"));
    logSomething();
    pass(HOUR);
    assertThat(chain.digests(BUCKET)).isEmpty();

    steps.trails.updateTrail(r -> r.name("myTrail").enableLogFileValidation(true));
    lab.cloud.settle();
    logSomething();
    pass(HOUR);

    List<Digest> digests = chain.digests(BUCKET);
    assertThat(digests).hasSize(2).allMatch(chain::isValid);
    assertThat(digests.get(1).logs()).hasSize(1);

    steps.trails.updateTrail(r -> r.name("myTrail").enableLogFileValidation(false));
    pass(HOUR.multipliedBy(3));
    assertThat(chain.digests(BUCKET)).hasSize(3);
  }

  @Test
  void aStoppedTrailHasALastDigestAndBeginsAnewWhenStarted() {
    startTrail();
    steps.trails.stopLogging(r -> r.name("myTrail"));
    lab.cloud.deliverLogs();
    pass(HOUR.multipliedBy(5));

    List<Digest> stopped = chain.digests(BUCKET);
    assertThat(stopped).hasSize(2);
    assertThat(stopped.get(1).logs()).isEqualTo(chain.logs(BUCKET));

    steps.trails.startLogging(r -> r.name("myTrail"));
    lab.cloud.settle();
    pass(FIRST);
    List<Digest> started = chain.digests(BUCKET);
    assertThat(started).hasSize(3);
    assertThat(started.get(2).first()).isTrue();
  }

  @Test
  void nothingIsLostOverARestart() {
    start(true);
    steps.createBucket();
    createTrail();
    logSomething();
    lab.close();
    now = now.plus(HOUR.multipliedBy(2));

    start(true);
    lab.cloud.settle();

    List<Digest> digests = chain.digests(BUCKET);
    assertThat(digests).hasSize(3).allMatch(chain::isValid);
    assertThat(DigestChain.follows(digests.get(1), digests.get(0))).isTrue();
    assertThat(digests.get(1).logs()).isEqualTo(chain.logs(BUCKET));
  }

  @Test
  void aBucketThatRefusesDigestsIsTriedAgainAndTheStatusSaysWhy() {
    startTrail();
    logSomething();
    pass(FIRST);
    steps.s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    pass(HOUR.minus(FIRST));

    assertThat(steps.trails.getTrailStatus(r -> r.name("myTrail")).latestDigestDeliveryError())
        .isEqualTo("AccessDenied");
    assertThat(chain.digests(BUCKET)).hasSize(1);

    steps.s3.putBucketPolicy(
        r ->
            r.bucket(BUCKET)
                .policy(LabPolicies.trailBucket(BUCKET, steps.trailArn(), steps.account())));
    pass(Duration.ofMinutes(5));
    assertThat(steps.trails.getTrailStatus(r -> r.name("myTrail")).latestDigestDeliveryError())
        .isNull();
    List<Digest> digests = chain.digests(BUCKET);
    assertThat(digests).hasSize(2).allMatch(chain::isValid);
    assertThat(digests.get(1).logs()).isEqualTo(chain.logs(BUCKET));
  }

  @Test
  void whatADeletedTrailLoggedIsStillDeliveredAndItHasALastDigest() {
    startTrail();
    steps.kms.listAliases();
    steps.trails.deleteTrail(r -> r.name("myTrail"));
    now = now.plusSeconds(60);
    createTrail();
    steps.trails.stopLogging(r -> r.name("myTrail"));
    steps.kms.listKeys();
    lab.cloud.deliverLogs();
    pass(HOUR);
    lab.cloud.deliverLogs();
    pass(HOUR.multipliedBy(3));

    assertThat(chain.records(BUCKET)).filteredOn(log -> log.contains("ListAliases")).hasSize(1);
    assertThat(chain.records(BUCKET)).noneMatch(log -> log.contains("\"ListKeys\""));
    List<Digest> digests = chain.digests(BUCKET);
    assertThat(digests.stream().flatMap(digest -> digest.logs().stream()).toList())
        .hasSameElementsAs(chain.logs(BUCKET));
    assertThat(digests).allMatch(chain::isValid);
  }

  @Test
  void logsThatAreHeldUpUntilTheLastDigestHasBeenAreNamedByABackfillDigest() {
    startTrail();
    steps.kms.listAliases();
    steps.s3.putBucketPolicy(
        r ->
            r.bucket(BUCKET)
                .policy(
                    policy()
                        .replace(
                            "/AWSLogs/%s/*".formatted(steps.account()),
                            "/AWSLogs/%s/CloudTrail-Digest/*".formatted(steps.account()))));
    lab.cloud.deliverLogs();
    steps.trails.stopLogging(r -> r.name("myTrail"));
    pass(HOUR.multipliedBy(2));
    assertThat(chain.digests(BUCKET)).hasSize(2);

    steps.s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(policy()));
    lab.cloud.deliverLogs();
    pass(HOUR);
    lab.cloud.deliverLogs();
    pass(HOUR.multipliedBy(3));

    List<Digest> backfills =
        chain.digests(BUCKET).stream()
            .filter(digest -> digest.key().endsWith("_backfill.json.gz"))
            .toList();
    assertThat(backfills).isNotEmpty().allMatch(chain::isValid).allMatch(chain::logsHold);
    assertThat(backfills.stream().flatMap(digest -> digest.logs().stream()).toList())
        .hasSameElementsAs(chain.logs(BUCKET));
    assertThat(backfills.get(0).first()).isTrue();
    assertThat(
            steps
                .s3
                .headObject(r -> r.bucket(BUCKET).key(backfills.get(0).key()))
                .metadata()
                .get("backfill-generation-timestamp"))
        .isEqualTo(now.minus(HOUR.multipliedBy(3)).truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private String policy() {
    return LabPolicies.trailBucket(BUCKET, steps.trailArn(), steps.account());
  }

  @Test
  void aDigestThatIsLongOverdueIsSignedWithTheKeyThatIsListedForItsTime() {
    interval = Duration.ofDays(8);
    start(true);
    steps.createBucket();
    createTrail();
    logSomething();
    lab.close();
    now = now.plus(Duration.ofDays(40));
    start(true);

    steps.trails.listPublicKeys(r -> {});
    lab.cloud.settle();

    assertThat(chain.digests(BUCKET)).hasSize(6).allMatch(chain::isValid);
  }

  @Test
  void whoAsksBeforeThereIsADigestIsToldTheKeyThatWillSignIt() {
    start(false);
    List<PublicKey> told = steps.trails.listPublicKeys(r -> {}).publicKeyList();
    assertThat(told).hasSize(1);

    steps.createBucket();
    createTrail();
    pass(FIRST);
    assertThat(chain.digests(BUCKET).get(0).text("digestPublicKeyFingerprint"))
        .isEqualTo(told.get(0).fingerprint());
  }

  @Test
  void keysAreReplacedAfterThirtyDaysAndTheOldOnesAreStillListed() {
    interval = Duration.ofDays(20);
    startTrail();
    pass(interval);
    pass(interval);

    List<Digest> digests = chain.digests(BUCKET);
    assertThat(digests).hasSize(3);
    List<PublicKey> keys =
        steps
            .trails
            .listPublicKeys(r -> r.startTime(now.minus(Duration.ofDays(60))).endTime(now))
            .publicKeyList();
    assertThat(keys).hasSize(2);
    assertThat(digests.get(0).text("digestPublicKeyFingerprint"))
        .isEqualTo(keys.get(0).fingerprint());
    assertThat(digests.get(2).text("digestPublicKeyFingerprint"))
        .isEqualTo(keys.get(1).fingerprint());
    assertThat(steps.trails.listPublicKeys(r -> {}).publicKeyList()).containsExactly(keys.get(1));
    assertThat(
            code(() -> steps.trails.listPublicKeys(r -> r.startTime(now).endTime(now.minus(HOUR)))))
        .isEqualTo("InvalidTimeRangeException");
    assertThat(code(() -> steps.trails.listPublicKeys(r -> r.nextToken("x"))))
        .isEqualTo("InvalidTokenException");
  }
}
