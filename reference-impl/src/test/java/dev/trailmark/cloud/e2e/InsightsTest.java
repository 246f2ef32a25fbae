package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.InsightLab.MINUTE;
import static dev.trailmark.cloud.e2e.LabCloud.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.ListInsightsMetricDataResponse;

/** Insights of a trail, asked through the SDK; time is moved. */
class InsightsTest {
  @AutoClose private final InsightLab on = new InsightLab();

  @Test
  void aBurstOfCallsHasAStartAndAnEndWithItsFigures() {
    on.startTrail(null);
    on.now = Instant.parse("2025-10-22T20:30:12Z");
    on.tag(50);
    on.now = on.now.plus(MINUTE);
    on.tag(30);
    on.pass(MINUTE);
    assertThat(on.insights()).hasSize(1);
    on.pass(MINUTE);

    List<Event> found = on.insights();

    assertThat(found).hasSize(2);
    assertThat(found).allMatch(event -> event.eventName().equals("TagResource"));
    assertThat(found).allMatch(event -> event.eventSource().equals("kms.amazonaws.com"));
    JsonNode end = on.read(found.get(0).cloudTrailEvent());
    JsonNode first = on.read(found.get(1).cloudTrailEvent());
    String role = on.steps.role().replace(":iam:", ":sts:").replace(":role/", ":assumed-role/");
    assertThat(first.at("/insightDetails/insightContext/attributions/0/insight/0").toString())
        .isEqualTo("{\"value\":\"%s\",\"average\":50.0}", role);
    String agent =
        first.at("/insightDetails/insightContext/attributions/1/insight/0/value").asText();
    assertThat(agent).startsWith("aws-sdk-java/2");
    // Since the key was made, 60 hours and 30 minutes before: eight calls in 3630 minutes.
    assertThat(first)
        .isEqualTo(
            on.read(
                """
                {"eventVersion":"1.08","eventTime":"2025-10-22T20:30:00Z","awsRegion":"us-east-1",
                 "eventID":"%s","eventType":"AwsCloudTrailInsight","recipientAccountId":"%s",
                 "sharedEventID":"%s",
                 "insightDetails":{"state":"Start","eventSource":"kms.amazonaws.com",
                  "eventName":"TagResource","insightType":"ApiCallRateInsight",
                  "insightContext":{
                   "statistics":{"baseline":{"average":0.0022038567},"insight":{"average":50.0},
                    "insightDuration":1,"baselineDuration":3630},
                   "attributions":[
                    {"attribute":"userIdentityArn",
                     "insight":[{"value":"%4$s","average":50.0}],
                     "baseline":[{"value":"%4$s","average":0.0022038567}]},
                    {"attribute":"userAgent",
                     "insight":[{"value":"%5$s","average":50.0}],
                     "baseline":[{"value":"%5$s","average":0.0022038567}]},
                    {"attribute":"errorCode",
                     "insight":[{"value":"null","average":50.0}],
                     "baseline":[{"value":"null","average":0.0022038567}]}]}},
                 "eventCategory":"Insight"}
                """
                    .formatted(
                        found.get(1).eventId(),
                        on.steps.account(),
                        first.get("sharedEventID").asText(),
                        role,
                        agent)));
    assertThat(end.get("eventTime").asText()).isEqualTo("2025-10-22T20:32:00Z");
    assertThat(end.get("sharedEventID")).isEqualTo(first.get("sharedEventID"));
    assertThat(end.at("/insightDetails/state").asText()).isEqualTo("End");
    assertThat(end.at("/insightDetails/insightContext/statistics").toString())
        .isEqualTo(
            "{\"baseline\":{\"average\":0.0022038567},\"insight\":{\"average\":40.0},"
                + "\"insightDuration\":2,\"baselineDuration\":3630}");
  }

  @Test
  void errorsOfCallsThatOnlyReadHaveARateOfTheirOwn() {
    on.startTrail(null);
    on.describeNothing(on.steps.kms, 1);
    on.pass(Duration.ofHours(6));
    on.describeNothing(on.steps.kms, 18);
    for (int i = 0; i < 18; i++) {
      on.steps.kms.describeKey(r -> r.keyId(on.key)); // many, but they only read
    }
    on.pass(MINUTE.multipliedBy(2));

    List<Event> found = on.insights();

    assertThat(found).hasSize(2).allMatch(event -> event.eventName().equals("DescribeKey"));
    JsonNode details = on.read(found.get(1).cloudTrailEvent()).get("insightDetails");
    assertThat(details.get("insightType").asText()).isEqualTo("ApiErrorRateInsight");
    assertThat(details.get("errorCode").asText()).isEqualTo("NotFoundException");
    assertThat(details.at("/insightContext/statistics/insight/average").asDouble()).isEqualTo(18);
    assertThat(details.at("/insightContext/attributions").findValuesAsText("attribute"))
        .containsExactly("userIdentityArn", "userAgent");
  }

  @Test
  void nothingIsFoundWhereNoTrailWantsItOrLogs() {
    on.startTrail(null);
    on.steps.trails.putInsightSelectors(r -> r.trailName("myTrail").insightSelectors(List.of()));
    on.tag(20);
    on.pass(MINUTE.multipliedBy(2));
    assertThat(on.insights()).isEmpty();

    on.steps.trails.putInsightSelectors(
        r -> r.trailName("myTrail").insightSelectors(LabSteps.insights()));
    on.steps.trails.stopLogging(r -> r.name("myTrail"));
    on.pass(Duration.ofHours(1));
    on.tag(20);
    on.pass(MINUTE.multipliedBy(2));
    assertThat(on.insights()).isEmpty();

    on.steps.trails.startLogging(r -> r.name("myTrail"));
    on.pass(Duration.ofHours(1));
    assertThat(on.insights()).as("what was unusual while nobody wanted to know").isEmpty();
    assertThat(on.files()).isEmpty();
  }

  @Test
  void aTrailThatLeavesOutKmsIsNotToldOfIt() {
    on.startTrail(null);
    on.steps.trails.putEventSelectors(
        r ->
            r.trailName("myTrail")
                .eventSelectors(
                    s ->
                        s.readWriteType("All")
                            .includeManagementEvents(true)
                            .excludeManagementEventSources("kms.amazonaws.com")));
    on.tag(20);
    on.pass(MINUTE.multipliedBy(2));

    assertThat(on.files()).isEmpty();
  }

  @Test
  void aNewAccountHasNoneBeforeThirtySixHours() {
    on.start(null);
    on.key = on.steps.createKey();
    on.steps.createBucket();
    on.createTrail();
    on.pass(MINUTE);
    on.tag(40);
    on.pass(MINUTE.multipliedBy(5));

    assertThat(on.insights()).isEmpty();
  }

  @Test
  void eachRegionIsLookedAtByItself() {
    on.startTrail(null);
    CloudTrailClient ireland = on.lab.trails(Region.EU_WEST_1);
    ireland.describeTrails();
    on.pass(Duration.ofHours(40));
    for (int i = 0; i < 10; i++) {
      code(() -> ireland.deleteTrail(r -> r.name("nothing")));
    }
    on.pass(MINUTE.multipliedBy(2));

    assertThat(on.insights()).isEmpty();
    assertThat(on.insights(ireland)).hasSize(4).allMatch(e -> e.eventName().equals("DeleteTrail"));
    assertThat(on.files()).allMatch(file -> file.key().contains("/CloudTrail-Insight/eu-west-1/"));
  }

  @Test
  void insightsAreLookedUpByTheirOwnAttributesPageByPageForNinetyDays() {
    on.startTrail(null);
    on.tag(20);
    on.pass(MINUTE.multipliedBy(2));
    on.describeNothing(on.steps.kms, 20);
    on.pass(MINUTE.multipliedBy(2));
    assertThat(on.insights()).hasSize(4);

    var page = on.steps.trails.lookupEvents(r -> r.eventCategory("insight").maxResults(3));
    var rest =
        on.steps.trails.lookupEvents(
            r -> r.eventCategory("insight").maxResults(3).nextToken(page.nextToken()));
    assertThat(page.events()).hasSize(3);
    assertThat(rest.events()).hasSize(1);
    assertThat(rest.nextToken()).isNull();
    assertThat(by("EventName", "TagResource")).hasSize(2);
    assertThat(by("EventSource", "kms.amazonaws.com")).hasSize(4);
    assertThat(by("EventId", rest.events().get(0).eventId())).isEqualTo(rest.events());
    assertThat(code(() -> by("Username", "lab-session")))
        .isEqualTo("InvalidLookupAttributesException");
    assertThat(
            code(
                () -> on.steps.trails.lookupEvents(r -> r.eventCategory("insight").nextToken("x"))))
        .isEqualTo("InvalidNextTokenException");
    assertThat(on.steps.trails.lookupEvents(r -> {}).events())
        .noneMatch(event -> event.cloudTrailEvent().contains("AwsCloudTrailInsight"));
    on.now = on.now.plus(Duration.ofDays(91));
    assertThat(on.insights()).isEmpty();
  }

  private List<Event> by(String attribute, String value) {
    return on.steps
        .trails
        .lookupEvents(
            r ->
                r.eventCategory("insight")
                    .lookupAttributes(a -> a.attributeKey(attribute).attributeValue(value)))
        .events();
  }

  @Test
  void theRatesAreListedAsDataPoints() {
    on.startTrail(null);
    on.now = Instant.parse("2025-10-22T20:30:12Z");
    on.tag(12);
    on.now = on.now.plus(MINUTE);
    on.tag(8);
    on.pass(MINUTE.multipliedBy(3));

    ListInsightsMetricDataResponse minutes = metrics(60, "NonZeroData");
    assertThat(minutes.timestamps())
        .containsExactly(
            Instant.parse("2025-10-22T20:30:00Z"), Instant.parse("2025-10-22T20:31:00Z"));
    assertThat(minutes.values()).containsExactly(12.0, 8.0);
    assertThat(metrics(300, "NonZeroData").values()).containsExactly(4.0);
    assertThat(metrics(60, "FillWithZeros").values()).startsWith(0.0).hasSize(15).contains(12.0);
    assertThat(code(() -> metrics(61, "NonZeroData"))).isEqualTo("InvalidParameterException");
    assertThat(
            code(
                () ->
                    on.steps.trails.listInsightsMetricData(
                        r ->
                            r.eventSource("kms.amazonaws.com")
                                .eventName("TagResource")
                                .insightType("ApiErrorRateInsight"))))
        .isEqualTo("InvalidParameterException");
  }

  private ListInsightsMetricDataResponse metrics(int period, String data) {
    return on.steps.trails.listInsightsMetricData(
        r ->
            r.eventSource("kms.amazonaws.com")
                .eventName("TagResource")
                .insightType("ApiCallRateInsight")
                .startTime(Instant.parse("2025-10-22T20:20:00Z"))
                .endTime(Instant.parse("2025-10-22T20:35:00Z"))
                .period(period)
                .dataType(data));
  }
}
