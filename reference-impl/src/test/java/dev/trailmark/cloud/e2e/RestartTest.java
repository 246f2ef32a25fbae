package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static dev.trailmark.cloud.e2e.LabSteps.CONTENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import dev.trailmark.cloud.store.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

  /** A record that another program wrote in an object's place. */
  record Foreign(List<String> size) {}

  @ParameterizedTest
  @ValueSource(strings = {"s3.object", "s3.version", "s3.upload", "s3.part", "kms.key"})
  void recordsThatCannotBeReadAreToldAtTheStartAndNotByTheFirstRequest(String kind)
      throws IOException {
    try (Store store = Stores.builder().onDisk(data)) {
      Kind<Foreign> foreign = new Kind<>(kind, Foreign.class);
      store.stage("test", tx -> put(tx, foreign)).commit(List.of()).join();
    }

    assertThatThrownBy(() -> Cloud.builder().dataDirectory(data).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("The journal's record " + kind + " a/b");
  }

  private static Void put(Transaction tx, Kind<Foreign> kind) {
    tx.put(kind, "a/b", new Foreign(List.of("large")));
    return null;
  }

  @Test
  void accessLogsThatWaitWhenItStopsAreDeliveredFirst() {
    String logs = "access-logs-of-a-stopped-one";
    try (LabCloud lab = new LabCloud(data)) {
      LabSteps steps = new LabSteps(lab);
      steps.createBucket();
      steps.s3.createBucket(r -> r.bucket(logs));
      steps.s3.putBucketPolicy(r -> r.bucket(logs).policy(lettingLogsIn(logs)));
      steps.s3.putBucketLogging(
          r ->
              r.bucket(BUCKET)
                  .bucketLoggingStatus(
                      s -> s.loggingEnabled(l -> l.targetBucket(logs).targetPrefix("log/"))));
      steps.s3.headBucket(r -> r.bucket(BUCKET));
      assertThat(steps.s3.listObjectsV2(r -> r.bucket(logs)).contents()).isEmpty();
    }

    try (LabCloud lab = new LabCloud(data)) {
      LabSteps steps = new LabSteps(lab);
      List<S3Object> delivered = steps.s3.listObjectsV2(r -> r.bucket(logs)).contents();
      assertThat(delivered).hasSize(1);
      assertThat(
              steps
                  .s3
                  .getObjectAsBytes(r -> r.bucket(logs).key(delivered.get(0).key()))
                  .asUtf8String())
          .contains(" REST.HEAD.BUCKET ");
    }
  }

  private static String lettingLogsIn(String bucket) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
     "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject",
     "Resource": "arn:aws:s3:::%s/*"}]}
    """
        .formatted(bucket);
  }

  private static List<S3Object> logs(LabSteps steps) {
    return steps.s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("AWSLogs/")).contents().stream()
        .filter(object -> object.key().endsWith(".json.gz"))
        .toList();
  }
}
