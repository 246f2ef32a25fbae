package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.InsightLab.MINUTE;
import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The files of Insights: where they lie, and that each is delivered once. */
class InsightFilesTest {
  @TempDir Path data;
  @AutoClose private final InsightLab on = new InsightLab();

  @Test
  void bothAreDeliveredBesideTheLogsAndNamedByTheNextDigest() {
    on.startTrail(null);
    on.steps.trails.updateTrail(
        r -> r.name("myTrail").enableLogFileValidation(true).isMultiRegionTrail(false));
    on.now = Instant.parse("2025-10-22T20:30:12Z");
    on.tag(20);
    on.pass(MINUTE);
    on.pass(MINUTE);

    List<S3Object> files = on.files();

    assertThat(files).hasSize(2);
    assertThat(files.get(0).key())
        .matches(
            "AWSLogs/%1$s/CloudTrail-Insight/us-east-1/2025/10/22/%1$s_CloudTrail-Insight_us-east-1_20251022T2031Z_[A-Za-z0-9]{16}\\.json\\.gz"
                .formatted(on.steps.account()));
    assertThat(on.content(files.get(0).key()).at("/Records/0/insightDetails/state").asText())
        .isEqualTo("Start");
    assertThat(on.content(files.get(1).key()).at("/Records/0/insightDetails/state").asText())
        .isEqualTo("End");
    assertThat(on.steps.trails.getTrailStatus(r -> r.name("myTrail")).latestDeliveryTime())
        .isEqualTo(on.now);
    on.pass(Duration.ofDays(1));
    DigestChain chain = new DigestChain(on.steps.s3, on.steps.trails);
    List<DigestChain.Digest> digests =
        chain.digests(BUCKET).stream()
            .filter(digest -> digest.key().contains("/CloudTrail-Digest/us-east-1/"))
            .toList();
    DigestChain.Digest last = digests.get(digests.size() - 1);
    assertThat(chain.isValid(last)).isTrue();
    assertThat(last.logs()).containsAll(files.stream().map(S3Object::key).toList());
  }

  @Test
  void aRefusedFileIsDeliveredOnceTheBucketLetsItIn() {
    on.startTrail(null);
    on.steps.s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    on.tag(20);
    on.pass(MINUTE);
    assertThat(on.files()).isEmpty();
    assertThat(on.steps.trails.getTrailStatus(r -> r.name("myTrail")).latestDeliveryError())
        .isEqualTo("AccessDenied");

    on.letCloudTrailIn();
    on.pass(MINUTE.multipliedBy(6));

    assertThat(on.files()).hasSize(2);
    on.pass(MINUTE.multipliedBy(6));
    assertThat(on.files()).hasSize(2);
  }

  @Test
  void aDeletedTrailIsStillDeliveredWhatWasFoundBefore() {
    on.startTrail(null);
    on.steps.s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    on.tag(20);
    on.pass(MINUTE);
    on.steps.trails.deleteTrail(r -> r.name("myTrail"));
    on.lab.cloud.deliverLogs();
    on.letCloudTrailIn();
    on.pass(MINUTE.multipliedBy(6));

    assertThat(on.files()).as("a start, and no end that nobody wants").hasSize(1);
    on.lab.cloud.deliverLogs();
    on.pass(MINUTE.multipliedBy(6));
    assertThat(on.files()).hasSize(1);
  }

  @Test
  void whatWasCountedAndWhatIsUnusualOutlivesARestart() {
    on.startTrail(data);
    on.tag(20);
    on.pass(MINUTE);
    String shared = on.read(on.insights().get(0).cloudTrailEvent()).get("sharedEventID").asText();
    on.lab.close();

    on.start(data);
    on.pass(MINUTE);

    List<Event> found = on.insights();
    assertThat(found).hasSize(2);
    JsonNode end = on.read(found.get(0).cloudTrailEvent());
    assertThat(end.get("sharedEventID").asText()).isEqualTo(shared);
    assertThat(end.at("/insightDetails/insightContext/statistics/insight/average").asDouble())
        .isEqualTo(20);
    assertThat(on.files()).hasSize(2);
  }
}
