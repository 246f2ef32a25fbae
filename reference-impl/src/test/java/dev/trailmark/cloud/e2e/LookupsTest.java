package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.LabCloud.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;

/** The event history, asked through the SDK; time is moved. */
class LookupsTest {
  private Instant now = Instant.parse("2025-10-27T13:41:21Z");
  @AutoClose private final LabCloud lab = new LabCloud(Cloud.builder().clock(() -> now));
  private final LabSteps steps = new LabSteps(lab);
  private final CloudTrailClient trails = steps.trails;
  private String key;

  @BeforeEach
  void doSomething() {
    key = steps.createKey();
    now = now.plusSeconds(60);
    steps.createBucket();
    now = now.plusSeconds(60);
    steps.kms.listAliases();
  }

  private List<Event> all() {
    return trails.lookupEventsPaginator(r -> {}).events().stream().toList();
  }

  private List<Event> by(String attribute, String value) {
    return trails
        .lookupEventsPaginator(
            r -> r.lookupAttributes(a -> a.attributeKey(attribute).attributeValue(value)))
        .events()
        .stream()
        .filter(event -> !event.eventName().equals("LookupEvents"))
        .toList();
  }

  /** Each attribute finds what a look at every event finds; and that is not nothing. */
  @TestFactory
  Stream<DynamicTest> everyAttributeFindsTheEventsThatHaveIt() {
    Event creation = by("EventName", "CreateKey").get(0);
    return Stream.of(
            new Attribute("EventId", creation.eventId(), e -> List.of(e.eventId())),
            new Attribute("EventName", "CreateKey", e -> List.of(e.eventName())),
            new Attribute("ReadOnly", "false", e -> List.of(e.readOnly())),
            new Attribute("Username", "lab-session", e -> names(e.username())),
            new Attribute("AccessKeyId", creation.accessKeyId(), e -> names(e.accessKeyId())),
            new Attribute("EventSource", "kms.amazonaws.com", e -> List.of(e.eventSource())),
            new Attribute("ResourceType", "AWS::S3::Bucket", e -> resources(e, true)),
            new Attribute("ResourceName", key, e -> resources(e, false)))
        .map(
            attribute ->
                DynamicTest.dynamicTest(
                    attribute.name(),
                    () ->
                        assertThat(ids(by(attribute.name(), attribute.value())))
                            .isNotEmpty()
                            .isEqualTo(
                                ids(
                                    all().stream()
                                        .filter(e -> !e.eventName().equals("LookupEvents"))
                                        .filter(attribute::matches)
                                        .toList()))));
  }

  private record Attribute(String name, String value, Function<Event, List<String>> of) {

    boolean matches(Event event) {
      return of.apply(event).contains(value);
    }
  }

  private static List<String> names(String name) {
    return name == null ? List.of() : List.of(name);
  }

  private static List<String> resources(Event event, boolean types) {
    return event.resources().stream()
        .map(resource -> types ? resource.resourceType() : resource.resourceName())
        .toList();
  }

  private static List<String> ids(List<Event> events) {
    return events.stream().map(Event::eventId).toList();
  }

  @Test
  void theNewestComeFirstPageByPageWithNothingTwice() {
    List<Event> paged = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      var page = trails.lookupEvents(r -> r.maxResults(2).nextToken(next));
      paged.addAll(page.events());
      token = page.nextToken();
    } while (token != null && paged.size() < 100);

    assertThat(ids(paged)).doesNotHaveDuplicates();
    assertThat(paged).extracting(Event::eventTime).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(paged).extracting(Event::eventName).contains("CreateKey", "ListAliases");
  }

  @Test
  void aTokenGoesOnWithTheQuestionItWasGivenFor() {
    String token = trails.lookupEvents(r -> r.maxResults(1)).nextToken();

    assertThat(trails.lookupEvents(r -> r.maxResults(2).nextToken(token)).events()).hasSize(2);
    assertThat(code(() -> trails.lookupEvents(r -> r.endTime(now).nextToken(token))))
        .isEqualTo("InvalidNextTokenException");
    assertThat(code(() -> trails.lookupEvents(r -> r.eventCategory("insight").nextToken(token))))
        .isEqualTo("InvalidNextTokenException");
    assertThat(code(() -> lab.trails(Region.EU_WEST_1).lookupEvents(r -> r.nextToken(token))))
        .isEqualTo("InvalidNextTokenException");
    assertThat(
            code(
                () ->
                    trails.lookupEvents(
                        r ->
                            r.nextToken(token)
                                .lookupAttributes(
                                    a -> a.attributeKey("ReadOnly").attributeValue("true")))))
        .isEqualTo("InvalidNextTokenException");
  }

  @Test
  void attributesHaveOneValueOfAtMostTwoThousandCharacters() {
    assertThat(by("Username", "x".repeat(2000))).isEmpty();
    assertThat(code(() -> by("Username", "x".repeat(2001))))
        .isEqualTo("InvalidLookupAttributesException");
    assertThat(by("Username", "_".repeat(1000))).isEmpty();
    assertThat(code(() -> by("Username", "_".repeat(1001))))
        .isEqualTo("InvalidLookupAttributesException");
    assertThat(code(() -> by("Username", ""))).isEqualTo("InvalidLookupAttributesException");
  }

  @Test
  void whatIsOlderThanNinetyDaysIsNoErrorButNothing() {
    Instant ended = now.minus(Duration.ofDays(100));

    assertThat(trails.lookupEvents(r -> r.endTime(ended)).events()).isEmpty();
    assertThat(trails.lookupEvents(r -> r.startTime(ended.minusSeconds(1)).endTime(ended)).events())
        .isEmpty();
    assertThat(
            code(() -> trails.lookupEvents(r -> r.startTime(ended).endTime(ended.minusSeconds(1)))))
        .isEqualTo("InvalidTimeRangeException");
  }

  @Test
  void bothEndsOfATimeRangeCount() {
    Instant creation = by("EventName", "CreateKey").get(0).eventTime();
    var exact = trails.lookupEvents(r -> r.startTime(creation).endTime(creation));
    var later = trails.lookupEvents(r -> r.startTime(creation.plusSeconds(1)).endTime(now));

    assertThat(exact.events()).extracting(Event::eventName).contains("CreateKey");
    assertThat(later.events())
        .extracting(Event::eventName)
        .contains("ListAliases")
        .doesNotContain("CreateKey");
  }

  @Test
  void nothingOlderThanNinetyDaysIsFound() {
    now = now.plus(Duration.ofDays(89));
    assertThat(by("EventName", "CreateKey")).hasSize(1);

    now = now.plus(Duration.ofDays(2));
    assertThat(by("EventName", "CreateKey")).isEmpty();
    assertThat(trails.lookupEvents(r -> r.startTime(Instant.EPOCH)).events())
        .noneMatch(event -> event.eventName().equals("CreateKey"));
  }

  @Test
  void insightsAreACategoryOfTheirOwn() {
    assertThat(trails.lookupEvents(r -> r.eventCategory("insight")).events()).isEmpty();
    assertThat(code(() -> trails.lookupEvents(r -> r.eventCategory("data"))))
        .isEqualTo("InvalidEventCategoryException");
  }

  @Test
  void callsOnATrailAreFoundByItAsTheyNamedIt() {
    steps.createTrail();
    trails.getTrailStatus(r -> r.name(steps.trailArn()));

    List<Event> named = by("ResourceName", "myTrail");
    assertThat(named).extracting(Event::eventName).contains("CreateTrail");
    assertThat(named)
        .allMatch(event -> resources(event, true).equals(List.of("AWS::CloudTrail::Trail")))
        .noneMatch(event -> event.cloudTrailEvent().contains("\"resources\""));
    assertThat(by("ResourceName", steps.trailArn()))
        .extracting(Event::eventName)
        .contains("GetTrailStatus");
  }
}
