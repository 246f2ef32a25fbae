package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static dev.trailmark.cloud.e2e.LabSteps.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a simulator with a data directory was told is there when it is started again. */
class RestartTest {
  @TempDir Path data;

  @Test
  void keysObjectsAndTrailsAreThereAgainAndDeliveryContinues() {
    String key;
    int delivered;
    try (LabCloud lab = new LabCloud(data)) {
      LabSteps steps = new LabSteps(lab);
      key = steps.createKey();
      steps.createBucket();
      steps.createTrail();
      steps.upload(key);
      lab.cloud.deliverLogs();
      delivered = logs(steps).size();
      assertThat(delivered).isPositive();
    }

    try (LabCloud lab = new LabCloud(data)) {
      LabSteps steps = new LabSteps(lab);
      assertThat(steps.read()).isEqualTo(CONTENT);
      assertThat(steps.kms.describeKey(r -> r.keyId("alias/myFirstKey")).keyMetadata().arn())
          .isEqualTo(key);
      assertThat(steps.trails.getTrailStatus(r -> r.name("myTrail")).isLogging()).isTrue();
      lab.cloud.deliverLogs();
      assertThat(logs(steps)).hasSizeGreaterThan(delivered);
    }
  }

  private static List<S3Object> logs(LabSteps steps) {
    return steps.s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("AWSLogs/")).contents().stream()
        .filter(object -> object.key().endsWith(".json.gz"))
        .toList();
  }
}
