package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabCloud.code;
import static dev.trailmark.cloud.e2e.LabCloud.message;
import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.InsightSelector;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.SourceEventCategory;

/** CloudTrail's own operations, through the SDK's client. */
class TrailsTest {
  @AutoClose private final LabCloud lab = new LabCloud();
  private final LabSteps steps = new LabSteps(lab);
  private final CloudTrailClient trails = steps.trails;

  @BeforeEach
  void createTrail() {
    steps.createBucket();
    steps.createTrail();
  }

  @Test
  void aTrailIsFoundByNameAndArnAndAnUnknownOneIsNamed() {
    assertThat(trails.getTrail(r -> r.name(steps.trailArn())).trail().name()).isEqualTo("myTrail");
    assertThat(trails.listTrails(r -> {}).trails()).hasSize(1);
    assertThat(trails.describeTrails(r -> r.trailNameList("nobodys")).trailList()).isEmpty();
    assertThat(message(() -> trails.getTrail(r -> r.name("nobodys"))))
        .isEqualTo("Unknown trail: nobodys for the user: " + steps.account());
    assertThat(code(() -> trails.getTrail(r -> r.name("arn:aws:s3:::x"))))
        .isEqualTo("CloudTrailARNInvalidException");
  }

  @Test
  void aNameIsTakenOnceAndMustFollowTheRules() {
    assertThat(message(() -> trails.createTrail(r -> r.name("myTrail").s3BucketName(BUCKET))))
        .isEqualTo("Trail myTrail already exists for customer: " + steps.account());
    assertThat(message(() -> trails.createTrail(r -> r.name("my").s3BucketName(BUCKET))))
        .isEqualTo(
            "Trail name too short. Minimum allowed length: 3 characters. Specified name length: 2"
                + " characters.");
    assertThat(
            message(
                () -> trails.updateTrail(r -> r.name("myTrail").includeGlobalServiceEvents(false))))
        .isEqualTo("Multi-Region trail must include global service events.");
  }

  @Test
  void loggingStopsAndStartsAndADeletedTrailIsGone() {
    trails.stopLogging(r -> r.name("myTrail"));
    GetTrailStatusResponse stopped = trails.getTrailStatus(r -> r.name("myTrail"));
    assertThat(stopped.isLogging()).isFalse();
    assertThat(stopped.stopLoggingTime()).isNotNull();

    trails.startLogging(r -> r.name("myTrail"));
    assertThat(trails.getTrailStatus(r -> r.name("myTrail")).isLogging()).isTrue();

    trails.deleteTrail(r -> r.name("myTrail"));
    assertThat(code(() -> trails.getTrailStatus(r -> r.name("myTrail"))))
        .isEqualTo("TrailNotFoundException");
  }

  @Test
  void selectorsComeBackAsTheyWerePutAndBadOnesAreRefused() {
    assertThat(trails.getEventSelectors(r -> r.trailName("myTrail")).eventSelectors())
        .containsExactly(LabSteps.selector());

    assertThat(code(() -> put(dataOf("arn:aws:ec2:::x"))))
        .isEqualTo("InvalidEventSelectorsException");
    assertThat(code(() -> put(dataOf()))).isEqualTo("InvalidEventSelectorsException");
    assertThat(code(() -> put(EventSelector.builder().readWriteType("Some").build())))
        .isEqualTo("InvalidEventSelectorsException");
  }

  private void put(EventSelector selector) {
    trails.putEventSelectors(r -> r.trailName("myTrail").eventSelectors(selector));
  }

  private static EventSelector dataOf(String... values) {
    return EventSelector.builder()
        .dataResources(DataResource.builder().type("AWS::S3::Object").values(values).build())
        .build();
  }

  @Test
  void insightsAreSwitchedOffByAnEmptyListAndNeedAType() {
    assertThat(trails.getInsightSelectors(r -> r.trailName("myTrail")).insightSelectors())
        .as("of management events, since no others were named")
        .isEqualTo(
            LabSteps.insights().stream()
                .map(
                    insight -> insight.copy(i -> i.eventCategories(SourceEventCategory.MANAGEMENT)))
                .toList());
    assertThat(
            code(
                () ->
                    trails.putInsightSelectors(
                        r ->
                            r.trailName("myTrail")
                                .insightSelectors(InsightSelector.builder().build()))))
        .isEqualTo("InvalidInsightSelectorsException");

    trails.putInsightSelectors(r -> r.trailName("myTrail").insightSelectors(List.of()));
    assertThat(code(() -> trails.getInsightSelectors(r -> r.trailName("myTrail"))))
        .isEqualTo("InsightNotEnabledException");
  }

  @Test
  void eventsAreLookedUpByNamePageByPageNewestFirst() {
    LookupEventsResponse first = trails.lookupEvents(r -> r.maxResults(2));
    LookupEventsResponse second =
        trails.lookupEvents(r -> r.maxResults(2).nextToken(first.nextToken()));
    assertThat(first.events()).hasSize(2).doesNotContainAnyElementsOf(second.events());

    List<Event> found =
        trails
            .lookupEvents(
                r ->
                    r.lookupAttributes(
                        LookupAttribute.builder()
                            .attributeKey("EventName")
                            .attributeValue("CreateTrail")
                            .build()))
            .events();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).username()).isEqualTo("lab-session");
    assertThat(found.get(0).readOnly()).isEqualTo("false");
  }

  @Test
  void badLookupsAreRefused() {
    assertThat(code(() -> trails.lookupEvents(r -> r.maxResults(51))))
        .isEqualTo("InvalidMaxResultsException");
    assertThat(code(() -> trails.lookupEvents(r -> r.nextToken("nonsense"))))
        .isEqualTo("InvalidNextTokenException");
    assertThat(
            code(
                () ->
                    trails.lookupEvents(
                        r ->
                            r.startTime(Instant.ofEpochSecond(2_000))
                                .endTime(Instant.ofEpochSecond(1_000)))))
        .isEqualTo("InvalidTimeRangeException");
  }
}
