package dev.trailmark.cloud.s3.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Whatever is asked under COMPLIANCE, and however much time passes, the end of a retention that was
 * shown once never comes earlier, and before it nobody deletes the version.
 */
class RetentionModelTest {
  private static final String B = "model-bucket";
  private static final int STEPS = 40;
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private String key;

  @BeforeAll
  static void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B).objectLockEnabledForBucket(true));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2026})
  void noRequestBringsAnEndForward(long seed) {
    Random random = new Random(seed);
    key = "of-seed-" + seed;
    String version = cloud.s3.putObject(r -> r.bucket(B).key(key), RequestBody.empty()).versionId();
    retain(
        ObjectLockRetention.builder()
            .mode("COMPLIANCE")
            .eventHold("ON")
            .eventHoldDuration(d -> d.days(9)));
    Instant promised = shown();
    for (int i = 0; i < STEPS; i++) {
      String step = "seed " + seed + ", step " + i;
      retain(asked(random));
      assertThat(shown()).as(step).isAfterOrEqualTo(promised);
      promised = shown();
      if (random.nextInt(4) == 0) {
        cloud.pass(Duration.ofHours(random.nextInt(5 * 24)));
      }
      if (cloud.now().isBefore(promised)) {
        assertThat(i % 4 == 0 && deletes(version)).as(step).isFalse();
      } else {
        promised = cloud.now();
        retain(
            ObjectLockRetention.builder()
                .mode("COMPLIANCE")
                .eventHold("ON")
                .eventHoldDuration(d -> d.days(2)));
      }
    }
  }

  private ObjectLockRetention.Builder asked(Random random) {
    ObjectLockRetention.Builder asked = ObjectLockRetention.builder();
    if (random.nextInt(8) > 0) {
      asked.mode(random.nextInt(8) > 0 ? "COMPLIANCE" : "GOVERNANCE");
    }
    if (random.nextInt(3) > 0) {
      asked.eventHold(random.nextInt(3) > 0 ? "ON" : "OFF");
    }
    if (random.nextBoolean()) {
      int days = 1 + random.nextInt(20);
      asked.eventHoldDuration(d -> d.days(days));
    }
    if (random.nextInt(3) == 0) {
      asked.retainUntilDate(cloud.now().plus(Duration.ofDays(random.nextInt(30))));
    }
    return asked;
  }

  /** By the root user and with the bypass, which is for nothing here; refusals are as good. */
  private void retain(ObjectLockRetention.Builder retention) {
    try {
      cloud.s3.putObjectRetention(
          r -> r.bucket(B).key(key).bypassGovernanceRetention(true).retention(retention.build()));
    } catch (S3Exception refused) {
      assertThat(refused.statusCode()).isIn(400, 403);
    }
  }

  private boolean deletes(String version) {
    try {
      cloud.s3.deleteObject(
          r -> r.bucket(B).key(key).versionId(version).bypassGovernanceRetention(true));
      return true;
    } catch (S3Exception refused) {
      return false;
    }
  }

  private Instant shown() {
    return cloud.s3.getObjectRetention(r -> r.bucket(B).key(key)).retention().retainUntilDate();
  }
}
