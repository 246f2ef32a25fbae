package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.Cloud;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A trail that wants Insights, with time that is moved, and what becomes of them. */
final class InsightLab implements AutoCloseable {
  static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String NOWHERE = "11111111-2222-3333-4444-555555555555";

  private final ObjectMapper json = new ObjectMapper();
  Instant now = Instant.parse("2025-10-20T08:00:12Z");
  LabCloud lab;
  LabSteps steps;
  String key;

  /**
   * Starts the simulator, again too.
   *
   * @param data where it keeps what it knows; {@code null} for nowhere
   */
  void start(Path data) {
    lab =
        new LabCloud(
            Cloud.builder()
                .dataDirectory(data)
                .digestInterval(Duration.ofDays(1))
                .clock(() -> now));
    steps = new LabSteps(lab);
  }

  /** A trail that wants both types, and two days in which something was done every six hours. */
  void startTrail(Path data) {
    start(data);
    key = steps.createKey();
    steps.createBucket();
    createTrail();
    pass(MINUTE);
    for (int i = 0; i < 8; i++) {
      tag(1);
      pass(Duration.ofHours(6));
    }
  }

  /** Without digests, for whose signatures a key takes a while to be made. */
  void createTrail() {
    steps.trails.createTrail(r -> r.name("myTrail").s3BucketName(BUCKET).isMultiRegionTrail(true));
    steps.trails.putInsightSelectors(
        r -> r.trailName("myTrail").insightSelectors(LabSteps.insights()));
    steps.trails.startLogging(r -> r.name("myTrail"));
  }

  void pass(Duration time) {
    now = now.plus(time);
    lab.cloud.settle();
  }

  /** Calls that change something. */
  void tag(int times) {
    for (int i = 0; i < times; i++) {
      steps.kms.tagResource(r -> r.keyId(key).tags(t -> t.tagKey("k").tagValue("v")));
    }
  }

  /** Calls that only look, at what is not there. */
  static void describeNothing(KmsClient kms, int times) {
    for (int i = 0; i < times; i++) {
      try {
        kms.describeKey(r -> r.keyId(NOWHERE));
      } catch (KmsException e) {
        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotFoundException");
      }
    }
  }

  List<Event> insights() {
    return insights(steps.trails);
  }

  static List<Event> insights(CloudTrailClient trails) {
    return trails.lookupEvents(r -> r.eventCategory("insight")).events();
  }

  JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<S3Object> files() {
    return steps.s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("AWSLogs/")).contents().stream()
        .filter(object -> object.key().contains("/CloudTrail-Insight/") && object.size() > 0)
        .toList();
  }

  JsonNode content(String file) {
    try (GZIPInputStream in =
        new GZIPInputStream(steps.s3.getObject(r -> r.bucket(BUCKET).key(file)))) {
      return json.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bucket takes deliveries again. */
  void letCloudTrailIn() {
    steps.s3.putBucketPolicy(
        r ->
            r.bucket(BUCKET)
                .policy(LabPolicies.trailBucket(BUCKET, steps.trailArn(), steps.account())));
  }

  @Override
  public void close() {
    lab.close();
  }
}
