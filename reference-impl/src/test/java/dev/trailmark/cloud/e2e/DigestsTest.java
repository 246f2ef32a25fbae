package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabCloud.code;
import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.e2e.DigestChain.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.PublicKey;

/** Digests as time passes; each is validated with the keys that CloudTrail lists. */
class DigestsTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path data;
  private Instant now = Instant.parse("2025-10-27T13:41:21.5Z");
  private Duration interval = HOUR;
  private LabCloud lab;
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
    steps.createTrail();
    lab.cloud.settle();
  }

  @AfterEach
  void stop() {
    lab.close();
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
  void theFirstDigestComesWhenLoggingStartsAndHasNoneBeforeIt() {
    startTrail();

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
    pass(HOUR);
    List<Digest> started = chain.digests(BUCKET);
    assertThat(started).hasSize(3);
    assertThat(started.get(2).first()).isTrue();
  }

  @Test
  void nothingIsLostOverARestart() {
    start(true);
    steps.createBucket();
    steps.createTrail();
    lab.cloud.settle();
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
    steps.s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    pass(HOUR);

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
  void eventsOfOtherRegionsHaveFilesAndDigestsOfTheirOwn() {
    startTrail();
    CloudTrailClient ireland = lab.trails(Region.EU_WEST_1);
    ireland.listTrails(r -> {});
    lab.cloud.deliverLogs();
    pass(HOUR);

    assertThat(chain.logs(BUCKET)).anyMatch(key -> key.contains("/CloudTrail/eu-west-1/"));
    List<Digest> there =
        new DigestChain(steps.s3, ireland)
            .digests(BUCKET).stream()
                .filter(digest -> digest.key().contains("/CloudTrail-Digest/eu-west-1/"))
                .toList();
    assertThat(there).isNotEmpty().allMatch(new DigestChain(steps.s3, ireland)::isValid);
    assertThat(there.get(0).key()).contains("_CloudTrail-Digest_eu-west-1_myTrail_us-east-1_");
  }

  @Test
  void whoAsksBeforeThereIsADigestIsToldTheKeyThatWillSignIt() {
    start(false);
    List<PublicKey> told = steps.trails.listPublicKeys(r -> {}).publicKeyList();
    assertThat(told).hasSize(1);

    steps.createBucket();
    steps.createTrail();
    lab.cloud.settle();
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
  }
}
