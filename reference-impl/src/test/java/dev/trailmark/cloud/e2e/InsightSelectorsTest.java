package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabCloud.code;
import static dev.trailmark.cloud.e2e.LabCloud.message;
import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.InsightSelector;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Asking a trail for Insights, through the SDK. */
class InsightSelectorsTest {
  private static final String FOLDER = "/CloudTrail-Insight/";

  @AutoClose private final LabCloud lab = new LabCloud();
  private final LabSteps steps = new LabSteps(lab);

  @BeforeEach
  void createTrail() {
    steps.createBucket();
    steps.trails.createTrail(r -> r.name("myTrail").s3BucketName(BUCKET));
  }

  @Test
  void selectorsSayOfWhichEventsInsightsAre() {
    steps.trails.putInsightSelectors(
        r -> r.trailName("myTrail").insightSelectors(LabSteps.insights()));

    assertThat(steps.trails.getInsightSelectors(r -> r.trailName("myTrail")).insightSelectors())
        .hasSize(2)
        .allMatch(s -> s.eventCategoriesAsStrings().equals(List.of("Management")));
    assertThat(code(() -> put("Data"))).isEqualTo("NotImplemented");
    assertThat(code(() -> put("Other"))).isEqualTo("InvalidInsightSelectorsException");
    put("Management");
    steps.trails.putInsightSelectors(r -> r.trailName("myTrail").insightSelectors(List.of()));
    assertThat(message(() -> steps.trails.getInsightSelectors(r -> r.trailName("myTrail"))))
        .isEqualTo(
            "Trail %s does not have Insights enabled. Edit the trail settings to enable Insights,"
                + " and then try the operation again.",
            steps.trailArn());
  }

  @Test
  void theBucketGetsAFolderForThem() {
    assertThat(folders()).isEmpty();
    put("Management");
    assertThat(folders()).containsExactly("AWSLogs/" + lab.account.id() + FOLDER);
  }

  @Test
  void aBucketThatDoesNotLetCloudTrailIsRefusedAndOneIsNeededToTurnThemOnOnly() {
    steps.s3.deleteBucketPolicy(r -> r.bucket(BUCKET));

    assertThat(code(() -> put("Management"))).isEqualTo("InsufficientS3BucketPolicyException");
    assertThat(code(() -> steps.trails.getInsightSelectors(r -> r.trailName("myTrail"))))
        .isEqualTo("InsightNotEnabledException");
    assertThat(
            steps
                .trails
                .putInsightSelectors(r -> r.trailName("myTrail").insightSelectors(List.of()))
                .insightSelectors())
        .isEmpty();
  }

  private List<String> folders() {
    return steps
        .s3
        .listObjectsV2(r -> r.bucket(BUCKET).prefix("AWSLogs/" + lab.account.id() + FOLDER))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private void put(String category) {
    InsightSelector selector =
        InsightSelector.builder()
            .insightType("ApiCallRateInsight")
            .eventCategoriesWithStrings(category)
            .build();
    assertThat(
            steps
                .trails
                .putInsightSelectors(r -> r.trailName("myTrail").insightSelectors(selector))
                .insightSelectors())
        .containsExactly(selector);
  }
}
