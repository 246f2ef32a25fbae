package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabCloud.code;
import static dev.trailmark.cloud.e2e.LabSteps.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.InsightSelector;

/** Event selectors, put through the SDK and seen in what is delivered. */
class SelectorsTest {
  @AutoClose private final LabCloud lab = new LabCloud();
  private final LabSteps steps = new LabSteps(lab);

  @BeforeEach
  void createTrail() {
    steps.createBucket();
    steps.createTrail();
  }

  private void put(AdvancedEventSelector... selectors) {
    steps.trails.putEventSelectors(r -> r.trailName("myTrail").advancedEventSelectors(selectors));
  }

  private static AdvancedEventSelector selector(AdvancedFieldSelector... fields) {
    return AdvancedEventSelector.builder().name("some").fieldSelectors(fields).build();
  }

  private static AdvancedFieldSelector field(String name, String... values) {
    return AdvancedFieldSelector.builder().field(name).equalsValue(values).build();
  }

  private static AdvancedFieldSelector begins(String name, String... values) {
    return AdvancedFieldSelector.builder().field(name).startsWith(values).build();
  }

  @Test
  void advancedSelectorsComeBackAsTheyWerePutAndReplaceBasicOnes() {
    AdvancedEventSelector uploads =
        selector(
            field("eventCategory", "Data"),
            field("resources.type", "AWS::S3::Object"),
            begins("resources.ARN", "arn:aws:s3:::" + BUCKET + "/photos/"));

    put(uploads);

    GetEventSelectorsResponse got = steps.trails.getEventSelectors(r -> r.trailName("myTrail"));
    assertThat(got.advancedEventSelectors()).containsExactly(uploads);
    assertThat(got.hasEventSelectors()).isFalse();
    steps.trails.putEventSelectors(r -> r.trailName("myTrail").eventSelectors(LabSteps.selector()));
    assertThat(
            steps.trails.getEventSelectors(r -> r.trailName("myTrail")).hasAdvancedEventSelectors())
        .isFalse();
  }

  @Test
  void onlyWhatIsSelectedIsDelivered() {
    put(
        selector(
            field("eventCategory", "Data"),
            field("resources.type", "AWS::S3::Object"),
            field("readOnly", "false"),
            begins("resources.ARN", "arn:aws:s3:::" + BUCKET + "/photos/")));
    upload("photos/cat.png");
    upload("videos/cat.mp4");
    steps.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("photos/cat.png"));
    steps.kms.listAliases();
    lab.cloud.deliverLogs();

    String records = String.join("", new DigestChain(steps.s3, steps.trails).records(BUCKET));
    assertThat(records)
        .contains("photos/cat.png")
        .doesNotContain("videos/cat.mp4")
        .doesNotContain("\"GetObject\"")
        .doesNotContain("ListAliases");
  }

  private void upload(String key) {
    steps.s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("x"));
  }

  @Test
  void managementEventsOfAServiceAreLeftOutAndInsightsNeedWrites() {
    put(
        selector(
            field("eventCategory", "Management"),
            field("readOnly", "true"),
            AdvancedFieldSelector.builder()
                .field("eventSource")
                .notEquals("kms.amazonaws.com")
                .build()));
    steps.kms.listAliases();
    steps.trails.listTrails(r -> {});
    lab.cloud.deliverLogs();

    String records = String.join("", new DigestChain(steps.s3, steps.trails).records(BUCKET));
    assertThat(records).contains("ListTrails").doesNotContain("ListAliases");
    assertThat(
            code(
                () ->
                    steps.trails.putInsightSelectors(
                        r ->
                            r.trailName("myTrail")
                                .insightSelectors(
                                    InsightSelector.builder()
                                        .insightType("ApiCallRateInsight")
                                        .build()))))
        .isEqualTo("InvalidInsightSelectorsException");
  }

  /** Fields with their values for Equals; {@code ^} marks StartsWith. */
  @ParameterizedTest
  @CsvSource({
    "readOnly=true",
    "eventCategory=Insight",
    "^eventCategory=Data",
    "eventCategory=Data|Management",
    "eventCategory=Data",
    "eventCategory=Management eventCategory=Management",
    "eventCategory=Management readOnly=maybe",
    "eventCategory=Management ^readOnly=true",
    "eventCategory=Management eventName=CreateKey",
    "eventCategory=Management resources.type=AWS::S3::Object",
    "eventCategory=Data resources.type=AWS::S3::Object|AWS::Lambda::Function",
    "eventCategory=Data resources.type=AWS::S3::Object colour=red",
    "eventCategory=Data resources.type=AWS::S3::Object eventName="
  })
  void selectorsThatCannotBeAreRefused(String fields) {
    AdvancedFieldSelector[] given =
        Arrays.stream(fields.split(" "))
            .map(
                text -> {
                  String[] parts = text.replace("^", "").split("=", 2);
                  String[] values = parts[1].isEmpty() ? new String[0] : parts[1].split("\\|");
                  return text.startsWith("^") ? begins(parts[0], values) : field(parts[0], values);
                })
            .toArray(AdvancedFieldSelector[]::new);

    assertThat(code(() -> put(selector(given)))).isEqualTo("InvalidEventSelectorsException");
  }

  @Test
  void bothKindsAtOnceTooManyValuesAndNetworkActivityAreRefused() {
    AdvancedEventSelector management = selector(field("eventCategory", "Management"));

    assertThat(
            code(
                () ->
                    steps.trails.putEventSelectors(
                        r ->
                            r.trailName("myTrail")
                                .eventSelectors(LabSteps.selector())
                                .advancedEventSelectors(management))))
        .isEqualTo("InvalidEventSelectorsException");
    assertThat(code(() -> steps.trails.putEventSelectors(r -> r.trailName("myTrail"))))
        .isEqualTo("InvalidEventSelectorsException");
    String[] many = Collections.nCopies(499, "x").toArray(String[]::new);
    assertThat(
            code(
                () ->
                    put(
                        selector(
                            field("eventCategory", "Data"),
                            field("resources.type", "AWS::S3::Object"),
                            field("eventName", many)))))
        .isEqualTo("InvalidEventSelectorsException");
    assertThat(
            code(
                () ->
                    put(
                        selector(
                            field("eventCategory", "NetworkActivity"),
                            field("eventSource", "kms.amazonaws.com")))))
        .isEqualTo("NotImplemented");
  }

  @Test
  void basicSelectorsTakeLambdaAndDynamoDbToo() {
    EventSelector selector =
        EventSelector.builder()
            .readWriteType("WriteOnly")
            .includeManagementEvents(false)
            .dataResources(
                DataResource.builder()
                    .type("AWS::Lambda::Function")
                    .values("arn:aws:lambda")
                    .build(),
                DataResource.builder()
                    .type("AWS::DynamoDB::Table")
                    .values("arn:aws:dynamodb:us-east-1:111122223333:table/t")
                    .build())
            .excludeManagementEventSources(List.of())
            .build();

    steps.trails.putEventSelectors(r -> r.trailName("myTrail").eventSelectors(selector));

    assertThat(steps.trails.getEventSelectors(r -> r.trailName("myTrail")).eventSelectors())
        .containsExactly(selector);
  }
}
