package dev.trailmark.cloud.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailResponse;

/** A trail on its own bucket logs CloudTrail's deliveries, unless it is told not to. */
class RecursiveLoggingTest {
  private static final String BUCKET = LabSteps.BUCKET;
  private static final Pattern DELIVERY =
      Pattern.compile(
          "\"invokedBy\":\"cloudtrail.amazonaws.com\"}[^{}]*\"eventName\":\"PutObject\"");

  private Instant now = Instant.parse("2026-10-27T13:41:21Z");
  @AutoClose private final LabCloud lab = new LabCloud(Cloud.builder().clock(() -> now));
  private final LabSteps steps = new LabSteps(lab);
  private final CloudTrailClient trails = steps.trails;

  @BeforeEach
  void createBucket() {
    steps.createBucketForAnyTrail();
  }

  @Test
  void deliveriesAreLoggedUnlessTheTrailIsToldNotTo() {
    CreateTrailResponse made = trails.createTrail(r -> r.name("myTrail").s3BucketName(BUCKET));

    assertThat(made.recursiveLogging()).as("nobody said").isNull();
    assertThat(trails.getTrail(r -> r.name("myTrail")).trail().recursiveLogging()).isTrue();
    assertThat(deliveriesAmong(logged())).isNotEmpty();
    assertThat(
            trails.updateTrail(r -> r.name("myTrail").recursiveLogging(false)).recursiveLogging())
        .isFalse();
    assertThat(trails.describeTrails().trailList().get(0).recursiveLogging()).isFalse();
    trails.updateTrail(r -> r.name("myTrail").includeGlobalServiceEvents(true));
    assertThat(trails.getTrail(r -> r.name("myTrail")).trail().recursiveLogging())
        .as("kept by updates that say nothing of it")
        .isFalse();
  }

  @Test
  void aTrailThatIsToldNotToLogsAllButTheDeliveries() {
    trails.createTrail(r -> r.name("myTrail").s3BucketName(BUCKET).recursiveLogging(false));

    List<String> files = logged();

    assertThat(deliveriesAmong(files)).isEmpty();
    assertThat(files).anyMatch(file -> file.contains("\"key\":\"mine\""));
    assertThat(files).as("its other calls").anyMatch(file -> file.contains("GetBucketAcl"));
  }

  /** What is logged of two uploads, the second of which goes with the first delivery's events. */
  private List<String> logged() {
    trails.putEventSelectors(
        r ->
            r.trailName("myTrail")
                .eventSelectors(
                    s ->
                        s.includeManagementEvents(true)
                            .dataResources(
                                d -> d.type("AWS::S3::Object").values("arn:aws:s3:::"))));
    trails.startLogging(r -> r.name("myTrail"));
    for (int i = 0; i < 2; i++) {
      steps.s3.putObject(r -> r.bucket(BUCKET).key("mine"), RequestBody.fromString("x"));
      now = now.plus(Duration.ofMinutes(6));
      lab.cloud.deliverLogs();
    }
    return new DigestChain(steps.s3, trails).records(BUCKET);
  }

  private static List<String> deliveriesAmong(List<String> files) {
    return files.stream()
        .flatMap(file -> DELIVERY.matcher(file).results())
        .map(MatchResult::group)
        .toList();
  }
}
