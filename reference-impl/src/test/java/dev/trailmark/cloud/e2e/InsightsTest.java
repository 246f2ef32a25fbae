package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabCloud.code;
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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.ListInsightsMetricDataResponse;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Insights of a trail, asked through the SDK; time is moved. */
class InsightsTest {
  private static final String NOWHERE = "11111111-2222-3333-4444-555555555555";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path data;
  private final ObjectMapper json = new ObjectMapper();
  private Instant now = Instant.parse("2025-10-20T08:00:12Z");
  @AutoClose private LabCloud lab;
  private LabSteps steps;
  private String key;

  private void start(boolean kept) {
    lab =
        new LabCloud(
            Cloud.builder()
                .dataDirectory(kept ? data : null)
                .digestInterval(Duration.ofDays(1))
                .clock(() -> now));
    steps = new LabSteps(lab);
  }

  /** A trail that wants both types, and two days in which something was done every six hours. */
  private void startTrail(boolean kept) {
    start(kept);
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
  private void createTrail() {
    steps.trails.createTrail(r -> r.name("myTrail").s3BucketName(BUCKET).isMultiRegionTrail(true));
    steps.trails.putInsightSelectors(
        r -> r.trailName("myTrail").insightSelectors(LabSteps.insights()));
    steps.trails.startLogging(r -> r.name("myTrail"));
  }

  private void pass(Duration time) {
    now = now.plus(time);
    lab.cloud.settle();
  }

  /** Calls that change something. */
  private void tag(int times) {
    for (int i = 0; i < times; i++) {
      steps.kms.tagResource(r -> r.keyId(key).tags(t -> t.tagKey("k").tagValue("v")));
    }
  }

  /** Calls that only look, at what is not there. */
  private static void describeNothing(KmsClient kms, int times) {
    for (int i = 0; i < times; i++) {
      try {
        kms.describeKey(r -> r.keyId(NOWHERE));
      } catch (KmsException e) {
        assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotFoundException");
      }
    }
  }

  private List<Event> insights() {
    return insights(steps.trails);
  }

  private static List<Event> insights(CloudTrailClient trails) {
    return trails.lookupEvents(r -> r.eventCategory("insight")).events();
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<S3Object> files() {
    return steps.s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("AWSLogs/")).contents().stream()
        .filter(object -> object.key().contains("/CloudTrail-Insight/") && object.size() > 0)
        .toList();
  }

  private JsonNode content(String file) {
    try (GZIPInputStream in =
        new GZIPInputStream(steps.s3.getObject(r -> r.bucket(BUCKET).key(file)))) {
      return json.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aBurstOfCallsHasAStartAndAnEndWithItsFigures() {
    startTrail(false);
    now = Instant.parse("2025-10-22T20:30:12Z");
    tag(50);
    now = now.plus(MINUTE);
    tag(30);
    pass(MINUTE);
    assertThat(insights()).hasSize(1);
    pass(MINUTE);

    List<Event> found = insights();

    assertThat(found).hasSize(2);
    assertThat(found).allMatch(event -> event.eventName().equals("TagResource"));
    assertThat(found).allMatch(event -> event.eventSource().equals("kms.amazonaws.com"));
    JsonNode end = read(found.get(0).cloudTrailEvent());
    JsonNode first = read(found.get(1).cloudTrailEvent());
    String role = steps.role().replace(":iam:", ":sts:").replace(":role/", ":assumed-role/");
    assertThat(first.at("/insightDetails/insightContext/attributions/0/insight/0").toString())
        .isEqualTo("{\"value\":\"%s\",\"average\":50.0}", role);
    String agent =
        first.at("/insightDetails/insightContext/attributions/1/insight/0/value").asText();
    assertThat(agent).startsWith("aws-sdk-java/2");
    // Since the key was made, 60 hours and 30 minutes before: eight calls in 3630 minutes.
    assertThat(first)
        .isEqualTo(
            read(
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
                        steps.account(),
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
  void bothAreDeliveredBesideTheLogsAndNamedByTheNextDigest() {
    startTrail(false);
    steps.trails.updateTrail(
        r -> r.name("myTrail").enableLogFileValidation(true).isMultiRegionTrail(false));
    now = Instant.parse("2025-10-22T20:30:12Z");
    tag(20);
    pass(MINUTE);
    pass(MINUTE);

    List<S3Object> files = files();

    assertThat(files).hasSize(2);
    assertThat(files.get(0).key())
        .matches(
            "AWSLogs/%1$s/CloudTrail-Insight/us-east-1/2025/10/22/%1$s_CloudTrail-Insight_us-east-1_20251022T2031Z_[A-Za-z0-9]{16}\\.json\\.gz"
                .formatted(steps.account()));
    assertThat(content(files.get(0).key()).at("/Records/0/insightDetails/state").asText())
        .isEqualTo("Start");
    assertThat(content(files.get(1).key()).at("/Records/0/insightDetails/state").asText())
        .isEqualTo("End");
    assertThat(steps.trails.getTrailStatus(r -> r.name("myTrail")).latestDeliveryTime())
        .isEqualTo(now);
    pass(Duration.ofDays(1));
    DigestChain chain = new DigestChain(steps.s3, steps.trails);
    List<DigestChain.Digest> digests =
        chain.digests(BUCKET).stream()
            .filter(digest -> digest.key().contains("/CloudTrail-Digest/us-east-1/"))
            .toList();
    DigestChain.Digest last = digests.get(digests.size() - 1);
    assertThat(chain.isValid(last)).isTrue();
    assertThat(last.logs()).containsAll(files.stream().map(S3Object::key).toList());
  }

  @Test
  void errorsOfCallsThatOnlyReadHaveARateOfTheirOwn() {
    startTrail(false);
    describeNothing(steps.kms, 1);
    pass(Duration.ofHours(6));
    describeNothing(steps.kms, 18);
    for (int i = 0; i < 18; i++) {
      steps.kms.describeKey(r -> r.keyId(key)); // many, but they only read
    }
    pass(MINUTE.multipliedBy(2));

    List<Event> found = insights();

    assertThat(found).hasSize(2).allMatch(event -> event.eventName().equals("DescribeKey"));
    JsonNode details = read(found.get(1).cloudTrailEvent()).get("insightDetails");
    assertThat(details.get("insightType").asText()).isEqualTo("ApiErrorRateInsight");
    assertThat(details.get("errorCode").asText()).isEqualTo("NotFoundException");
    assertThat(details.at("/insightContext/statistics/insight/average").asDouble()).isEqualTo(18);
    assertThat(details.at("/insightContext/attributions").findValuesAsText("attribute"))
        .containsExactly("userIdentityArn", "userAgent");
  }

  @Test
  void nothingIsFoundWhereNoTrailWantsItOrLogs() {
    startTrail(false);
    steps.trails.putInsightSelectors(r -> r.trailName("myTrail").insightSelectors(List.of()));
    tag(20);
    pass(MINUTE.multipliedBy(2));
    assertThat(insights()).isEmpty();

    steps.trails.putInsightSelectors(
        r -> r.trailName("myTrail").insightSelectors(LabSteps.insights()));
    steps.trails.stopLogging(r -> r.name("myTrail"));
    pass(Duration.ofHours(1));
    tag(20);
    pass(MINUTE.multipliedBy(2));
    assertThat(insights()).isEmpty();

    steps.trails.startLogging(r -> r.name("myTrail"));
    pass(Duration.ofHours(1));
    assertThat(insights()).as("what was unusual while nobody wanted to know").isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void aTrailThatLeavesOutKmsIsNotToldOfIt() {
    startTrail(false);
    steps.trails.putEventSelectors(
        r ->
            r.trailName("myTrail")
                .eventSelectors(
                    s ->
                        s.readWriteType("All")
                            .includeManagementEvents(true)
                            .excludeManagementEventSources("kms.amazonaws.com")));
    tag(20);
    pass(MINUTE.multipliedBy(2));

    assertThat(files()).isEmpty();
  }

  @Test
  void aNewAccountHasNoneBeforeThirtySixHours() {
    start(false);
    key = steps.createKey();
    steps.createBucket();
    createTrail();
    pass(MINUTE);
    tag(40);
    pass(MINUTE.multipliedBy(5));

    assertThat(insights()).isEmpty();
  }

  @Test
  void eachRegionIsLookedAtByItself() {
    startTrail(false);
    CloudTrailClient ireland = lab.trails(Region.EU_WEST_1);
    ireland.describeTrails();
    pass(Duration.ofHours(40));
    for (int i = 0; i < 10; i++) {
      code(() -> ireland.deleteTrail(r -> r.name("nothing")));
    }
    pass(MINUTE.multipliedBy(2));

    assertThat(insights()).isEmpty();
    assertThat(insights(ireland)).hasSize(4).allMatch(e -> e.eventName().equals("DeleteTrail"));
    assertThat(files()).allMatch(file -> file.key().contains("/CloudTrail-Insight/eu-west-1/"));
  }

  @Test
  void aRefusedFileIsDeliveredOnceTheBucketLetsItIn() {
    startTrail(false);
    steps.s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    tag(20);
    pass(MINUTE);
    assertThat(files()).isEmpty();
    assertThat(steps.trails.getTrailStatus(r -> r.name("myTrail")).latestDeliveryError())
        .isEqualTo("AccessDenied");

    letCloudTrailIn();
    pass(MINUTE.multipliedBy(6));

    assertThat(files()).hasSize(2);
    pass(MINUTE.multipliedBy(6));
    assertThat(files()).hasSize(2);
  }

  private void letCloudTrailIn() {
    steps.s3.putBucketPolicy(
        r ->
            r.bucket(BUCKET)
                .policy(LabPolicies.trailBucket(BUCKET, steps.trailArn(), steps.account())));
  }

  @Test
  void aDeletedTrailIsStillDeliveredWhatWasFoundBefore() {
    startTrail(false);
    steps.s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    tag(20);
    pass(MINUTE);
    steps.trails.deleteTrail(r -> r.name("myTrail"));
    lab.cloud.deliverLogs();
    letCloudTrailIn();
    pass(MINUTE.multipliedBy(6));

    assertThat(files()).as("a start, and no end that nobody wants").hasSize(1);
    lab.cloud.deliverLogs();
    pass(MINUTE.multipliedBy(6));
    assertThat(files()).hasSize(1);
  }

  @Test
  void whatWasCountedAndWhatIsUnusualOutlivesARestart() {
    startTrail(true);
    tag(20);
    pass(MINUTE);
    String shared = read(insights().get(0).cloudTrailEvent()).get("sharedEventID").asText();
    lab.close();

    start(true);
    pass(MINUTE);

    List<Event> found = insights();
    assertThat(found).hasSize(2);
    JsonNode end = read(found.get(0).cloudTrailEvent());
    assertThat(end.get("sharedEventID").asText()).isEqualTo(shared);
    assertThat(end.at("/insightDetails/insightContext/statistics/insight/average").asDouble())
        .isEqualTo(20);
    assertThat(files()).hasSize(2);
  }

  @Test
  void insightsAreLookedUpByTheirOwnAttributesPageByPageForNinetyDays() {
    startTrail(false);
    tag(20);
    pass(MINUTE.multipliedBy(2));
    describeNothing(steps.kms, 20);
    pass(MINUTE.multipliedBy(2));
    assertThat(insights()).hasSize(4);

    var page = steps.trails.lookupEvents(r -> r.eventCategory("insight").maxResults(3));
    var rest =
        steps.trails.lookupEvents(
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
            code(() -> steps.trails.lookupEvents(r -> r.eventCategory("insight").nextToken("x"))))
        .isEqualTo("InvalidNextTokenException");
    assertThat(steps.trails.lookupEvents(r -> {}).events())
        .noneMatch(event -> event.cloudTrailEvent().contains("AwsCloudTrailInsight"));
    now = now.plus(Duration.ofDays(91));
    assertThat(insights()).isEmpty();
  }

  private List<Event> by(String attribute, String value) {
    return steps
        .trails
        .lookupEvents(
            r ->
                r.eventCategory("insight")
                    .lookupAttributes(a -> a.attributeKey(attribute).attributeValue(value)))
        .events();
  }

  @Test
  void theRatesAreListedAsDataPoints() {
    startTrail(false);
    now = Instant.parse("2025-10-22T20:30:12Z");
    tag(12);
    now = now.plus(MINUTE);
    tag(8);
    pass(MINUTE.multipliedBy(3));

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
                    steps.trails.listInsightsMetricData(
                        r ->
                            r.eventSource("kms.amazonaws.com")
                                .eventName("TagResource")
                                .insightType("ApiErrorRateInsight"))))
        .isEqualTo("InvalidParameterException");
  }

  private ListInsightsMetricDataResponse metrics(int period, String data) {
    return steps.trails.listInsightsMetricData(
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
