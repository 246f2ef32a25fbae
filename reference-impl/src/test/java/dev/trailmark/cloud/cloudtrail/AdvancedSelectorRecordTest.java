package dev.trailmark.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.cloudtrail.AdvancedSelectorRecord.Condition;
import dev.trailmark.cloud.store.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each field and operator selects; then random selectors against a naive matcher. */
class AdvancedSelectorRecordTest {
  private static final List<String> OPERATORS =
      List.of("Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith");
  private static final Map<String, BiPredicate<String, String>> COMPARISONS =
      Map.of(
          "Equals", String::equals,
          "StartsWith", String::startsWith,
          "EndsWith", String::endsWith);

  /** An upload by Ada, as the table below sees it. */
  private static final Sample UPLOAD =
      new Sample(
          false,
          false,
          "PutObject",
          "s3.amazonaws.com",
          "arn:aws:iam::111122223333:user/ada",
          "true",
          List.of(
              new Event.Resource("AWS::S3::Object", "bucket/photos/cat.png"),
              new Event.Resource("AWS::S3::Bucket", "bucket")));

  private record Sample(
      boolean management,
      boolean readOnly,
      String name,
      String source,
      String arn,
      String console,
      List<Event.Resource> resources) {

    Event event() {
      String json =
          "{\"userIdentity\":{\"arn\":\""
              + arn
              + "\"},\"eventType\":\"AwsApiCall\""
              + (console.isEmpty() ? "" : ",\"sessionCredentialFromConsole\":\"" + console + "\"")
              + "}";
      return new Event(
          "111122223333",
          "us-east-1",
          Instant.EPOCH,
          "id",
          name,
          source,
          "ada",
          "AKIA",
          readOnly,
          management,
          resources,
          json.getBytes(StandardCharsets.UTF_8));
    }

    String value(String field) {
      return switch (field) {
        case "eventCategory" -> management ? "Management" : "Data";
        case "readOnly" -> readOnly ? "true" : "false";
        case "eventName" -> name;
        case "eventSource" -> source;
        case "eventType" -> "AwsApiCall";
        case "userIdentity.arn" -> arn;
        default -> console;
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    "eventName, Equals, PutObject, true",
    "eventName, Equals, GetObject, false",
    "eventName, Equals, GetObject|PutObject, true",
    "eventName, Equals, putobject, false",
    "eventName, StartsWith, Put, true",
    "eventName, StartsWith, Get|Delete, false",
    "eventName, EndsWith, Object, true",
    "eventName, EndsWith, Acl, false",
    "eventName, NotEquals, PutObject, false",
    "eventName, NotEquals, GetObject|HeadObject, true",
    "eventName, NotStartsWith, Get|Put, false",
    "eventName, NotStartsWith, Get, true",
    "eventName, NotEndsWith, Object, false",
    "eventName, NotEndsWith, Acl, true",
    "readOnly, Equals, true, false",
    "readOnly, Equals, false, true",
    "eventSource, Equals, s3.amazonaws.com, true",
    "eventSource, NotEquals, s3.amazonaws.com, false",
    "eventType, Equals, AwsApiCall, true",
    "eventType, Equals, AwsServiceEvent, false",
    "userIdentity.arn, EndsWith, user/ada, true",
    "userIdentity.arn, EndsWith, user/bob, false",
    "sessionCredentialFromConsole, Equals, true, true",
    "sessionCredentialFromConsole, NotEquals, true, false",
    "resources.ARN, Equals, arn:aws:s3:::bucket/photos/cat.png, true",
    "resources.ARN, StartsWith, arn:aws:s3:::bucket/, true",
    "resources.ARN, StartsWith, arn:aws:s3:::other/, false",
    "resources.ARN, NotStartsWith, arn:aws:s3:::bucket/photos/, false",
    "resources.ARN, NotStartsWith, arn:aws:s3:::bucket/videos/, true",
    "resources.ARN, NotEndsWith, .png, false"
  })
  void eachOperatorOfEachField(String field, String operator, String values, boolean selected) {
    AdvancedSelectorRecord selector =
        selector(
            condition("eventCategory", Map.of("Equals", List.of("Data"))),
            condition("resources.type", Map.of("Equals", List.of("AWS::S3::Object"))),
            condition(field, Map.of(operator, List.of(values.split("\\|")))));

    assertThat(selector.selects(UPLOAD.event())).isEqualTo(selected);
  }

  @Test
  void aListingIsACallOnEverythingInTheBucket() {
    AdvancedSelectorRecord whole =
        selector(
            condition("eventCategory", Map.of("Equals", List.of("Data"))),
            condition("resources.type", Map.of("Equals", List.of("AWS::S3::Object"))),
            condition("resources.ARN", Map.of("StartsWith", List.of("arn:aws:s3:::bucket/"))));
    Event listing =
        new Sample(
                false,
                true,
                "ListObjects",
                "s3.amazonaws.com",
                "a",
                "",
                List.of(new Event.Resource("AWS::S3::Bucket", "bucket")))
            .event();

    assertThat(whole.selects(listing)).isTrue();
  }

  @Test
  void randomSelectorsSelectWhatANaiveMatcherDoes() {
    Random random = new Random(2013_11_01);
    int selected = 0;
    for (int i = 0; i < 20_000; i++) {
      Sample sample = sample(random);
      Map<String, Map<String, List<String>>> fields = fields(random);
      AdvancedSelectorRecord selector =
          selector(
              fields.entrySet().stream()
                  .map(field -> condition(field.getKey(), field.getValue()))
                  .toArray(Condition[]::new));

      boolean expected = naive(fields, sample);

      assertThat(selector.selects(sample.event()))
          .as("%s on %s", fields, sample)
          .isEqualTo(expected);
      selected += expected ? 1 : 0;
    }
    assertThat(selected).as("both outcomes are common").isBetween(1_000, 19_000);
  }

  private static Sample sample(Random random) {
    String key = pick(random, "photos/cat.png", "photos/dog.jpg", "videos/cat.mp4");
    String bucket = pick(random, "bucket", "other");
    boolean management = random.nextBoolean();
    return new Sample(
        management,
        random.nextBoolean(),
        pick(random, "PutObject", "GetObject", "GetObjectAcl", "CreateKey"),
        pick(random, "s3.amazonaws.com", "kms.amazonaws.com"),
        "arn:aws:iam::111122223333:user/" + pick(random, "ada", "bob"),
        pick(random, "", "true"),
        management
            ? List.of()
            : List.of(
                new Event.Resource("AWS::S3::Object", bucket + "/" + key),
                new Event.Resource("AWS::S3::Bucket", bucket)));
  }

  private static Map<String, Map<String, List<String>>> fields(Random random) {
    Map<String, Map<String, List<String>>> fields = new LinkedHashMap<>();
    boolean data = random.nextBoolean();
    fields.put("eventCategory", Map.of("Equals", List.of(data ? "Data" : "Management")));
    if (data) {
      String type = random.nextInt(8) == 0 ? "AWS::Lambda::Function" : "AWS::S3::Object";
      fields.put("resources.type", Map.of("Equals", List.of(type)));
    }
    if (random.nextBoolean()) {
      fields.put("readOnly", Map.of("Equals", List.of(pick(random, "true", "false"))));
    }
    List<String> others =
        data
            ? List.of("resources.ARN", "eventName", "eventSource", "userIdentity.arn")
            : List.of("eventSource");
    for (String field : others) {
      if (random.nextInt(3) == 0) {
        fields.put(field, operators(random, field));
      }
    }
    return fields;
  }

  private static Map<String, List<String>> operators(Random random, String field) {
    Map<String, List<String>> operators = new LinkedHashMap<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      List<String> values = new ArrayList<>();
      for (int j = 0; j <= random.nextInt(3); j++) {
        values.add(operand(random, field));
      }
      operators.put(OPERATORS.get(random.nextInt(OPERATORS.size())), values);
    }
    return operators;
  }

  private static String operand(Random random, String field) {
    return switch (field) {
      case "resources.ARN" ->
          pick(
              random,
              "arn:aws:s3:::bucket/",
              "arn:aws:s3:::bucket/photos/cat.png",
              "arn:aws:s3:::other/videos/",
              ".png",
              ".mp4");
      case "eventName" -> pick(random, "Get", "Put", "Object", "Acl", "PutObject", "GetObjectAcl");
      case "eventSource" -> pick(random, "s3.amazonaws.com", "kms", ".com");
      default -> pick(random, "arn:aws:iam", "ada", "/bob");
    };
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** Condition by condition, value by value. */
  private static boolean naive(Map<String, Map<String, List<String>>> fields, Sample sample) {
    for (Map.Entry<String, Map<String, List<String>>> field : fields.entrySet()) {
      String value =
          switch (field.getKey()) {
            case "resources.type" ->
                sample.resources().isEmpty() ? "none" : sample.resources().get(0).type();
            case "resources.ARN" ->
                sample.resources().isEmpty()
                    ? "none"
                    : "arn:aws:s3:::" + sample.resources().get(0).name();
            default -> sample.value(field.getKey());
          };
      boolean wanted = false;
      boolean asked = false;
      for (Map.Entry<String, List<String>> operator : field.getValue().entrySet()) {
        boolean not = operator.getKey().startsWith("Not");
        BiPredicate<String, String> comparison =
            COMPARISONS.get(operator.getKey().replace("Not", ""));
        boolean hit = operator.getValue().stream().anyMatch(each -> comparison.test(value, each));
        if (not && hit) {
          return false;
        }
        asked |= !not;
        wanted |= !not && hit;
      }
      if (asked && !wanted) {
        return false;
      }
    }
    return true;
  }

  private static AdvancedSelectorRecord selector(Condition... conditions) {
    return new AdvancedSelectorRecord("name", List.of(conditions));
  }

  private static Condition condition(String field, Map<String, List<String>> operators) {
    List<List<String>> values =
        OPERATORS.stream().map(each -> operators.getOrDefault(each, List.of())).toList();
    return new Condition(
        field,
        values.get(0),
        values.get(1),
        values.get(2),
        values.get(3),
        values.get(4),
        values.get(5));
  }
}
