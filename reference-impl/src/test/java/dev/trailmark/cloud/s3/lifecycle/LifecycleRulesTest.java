package dev.trailmark.cloud.s3.lifecycle;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** What lifecycle rules must be, and how they are refused when they are not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleRulesTest {
  private static final String B = "lifecycle-rules";
  private static final String SCHEMA =
      "The XML you provided was not well-formed or did not validate against our published schema";

  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  private static LifecycleRule rule(Consumer<LifecycleRule.Builder> more) {
    LifecycleRule.Builder rule =
        LifecycleRule.builder().status("Enabled").filter(f -> f.prefix("p"));
    more.accept(rule);
    return rule.build();
  }

  private S3Exception refused(LifecycleRule... rules) {
    return refusal(
        () ->
            cloud.s3.putBucketLifecycleConfiguration(
                r -> r.bucket(B).lifecycleConfiguration(c -> c.rules(rules))));
  }

  private static Arguments wrong(
      String what, String code, String message, Consumer<LifecycleRule.Builder> rule) {
    return Arguments.of(what, code, message, rule(rule));
  }

  static Stream<Arguments> wrongRules() {
    Instant midnight = Instant.parse("2030-01-01T00:00:00Z");
    Tag tag = Tag.builder().key("k").value("v").build();
    String argument = "InvalidArgument";
    String request = "InvalidRequest";
    return Stream.of(
        wrong("no filter", "MalformedXML", SCHEMA, r -> r.filter((f) -> {}).status("enabled")),
        wrong(
            "filter and prefix",
            "MalformedXML",
            SCHEMA,
            r -> r.prefix("p").expiration(e -> e.days(1))),
        wrong(
            "two filters",
            "MalformedXML",
            SCHEMA,
            r -> r.filter(f -> f.prefix("p").tag(tag)).expiration(e -> e.days(1))),
        wrong(
            "days and date",
            "MalformedXML",
            SCHEMA,
            r -> r.expiration(e -> e.days(1).date(midnight))),
        wrong(
            "an unknown class",
            "MalformedXML",
            SCHEMA,
            r -> r.transitions(t -> t.days(1).storageClass("REDUCED_REDUNDANCY"))),
        wrong(
            "a move to where objects come from",
            argument,
            "Invalid target Storage class for Transition action",
            r -> r.transitions(t -> t.days(1).storageClass("STANDARD"))),
        wrong(
            "a move before the beginning",
            argument,
            "'Days' in Transition action must be nonnegative",
            r -> r.transitions(t -> t.days(-1).storageClass("GLACIER"))),
        wrong(
            "moves by days and by date",
            request,
            "Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule for filter"
                + " '(prefix=p)'",
            r ->
                r.transitions(
                    t -> t.days(1).storageClass("GLACIER"),
                    t -> t.date(midnight).storageClass("DEEP_ARCHIVE"))),
        wrong(
            "moves out of order",
            argument,
            "'Days' in the Transition action for StorageClass 'DEEP_ARCHIVE' for filter"
                + " '(tag={key=k, value=v} and objectsizelessthan=9)' must be greater than 'Days'"
                + " in the Transition action for StorageClass 'GLACIER' for filter"
                + " '(tag={key=k, value=v} and objectsizelessthan=9)'",
            r ->
                r.filter(f -> f.and(a -> a.tags(tag).objectSizeLessThan(9L)))
                    .transitions(
                        t -> t.days(90).storageClass("DEEP_ARCHIVE"),
                        t -> t.days(90).storageClass("GLACIER"))),
        wrong(
            "too short a stay in a class",
            argument,
            "'Days' in the 'Transition' action for StorageClass 'DEEP_ARCHIVE' for filter '()' must"
                + " be 90 days more than 'filter '()'' in the 'Transition' action for StorageClass"
                + " 'GLACIER'",
            r ->
                r.filter(f -> {})
                    .transitions(
                        t -> t.days(30).storageClass("GLACIER"),
                        t -> t.days(119).storageClass("DEEP_ARCHIVE"))),
        wrong(
            "too short a stay of noncurrent versions",
            argument,
            "'NoncurrentDays' in the 'NoncurrentVersionTransition' action for StorageClass"
                + " 'GLACIER' for filter '(objectsizegreaterthan=9)' must be 30 days more than"
                + " 'filter '(objectsizegreaterthan=9)'' in the 'NoncurrentVersionTransition'"
                + " action for StorageClass 'STANDARD_IA'",
            r ->
                r.filter(f -> f.objectSizeGreaterThan(9L))
                    .noncurrentVersionTransitions(
                        t -> t.noncurrentDays(59).storageClass("GLACIER"),
                        t -> t.noncurrentDays(30).storageClass("STANDARD_IA"))),
        wrong(
            "a long prefix",
            request,
            "The maximum size of a prefix is 1024",
            r -> r.filter(f -> f.prefix("p".repeat(1_025))).expiration(e -> e.days(1))),
        wrong(
            "a tag without a key",
            request,
            "A Tag's Key must be a length between 1 and 128.",
            r -> r.filter(f -> f.tag(t -> t.key("").value("v"))).expiration(e -> e.days(1))),
        wrong(
            "a long tag",
            request,
            "A Tag's Value must be a length between 0 and 256.",
            r ->
                r.filter(f -> f.tag(t -> t.key("k").value("v".repeat(257))))
                    .expiration(e -> e.days(1))),
        wrong(
            "less than nothing",
            request,
            "'ObjectSizeGreaterThan' should be between 0 and 1099511627776000.",
            r -> r.filter(f -> f.objectSizeGreaterThan(-1L)).expiration(e -> e.days(1))),
        wrong("no action", request, "At least one action needs to be specified in a rule", r -> {}),
        wrong(
            "no day",
            argument,
            "'Days' for Expiration action must be a positive integer",
            r -> r.expiration(e -> e.days(0))),
        wrong(
            "not midnight",
            argument,
            "'Date' must be at midnight GMT",
            r -> r.expiration(e -> e.date(midnight.plusSeconds(1)))),
        wrong(
            "tags twice",
            request,
            "Duplicate Tag Keys are not allowed.",
            r -> r.filter(f -> f.and(a -> a.tags(tag, tag))).expiration(e -> e.days(1))),
        wrong(
            "tags of uploads",
            request,
            "AbortIncompleteMultipartUpload cannot be specified with Tags.",
            r ->
                r.filter(f -> f.tag(tag))
                    .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1))),
        wrong(
            "an early move",
            argument,
            "'Days' in Transition action must be greater than or equal to 30 for storageClass"
                + " 'STANDARD_IA'",
            r -> r.transitions(t -> t.days(29).storageClass("STANDARD_IA"))),
        wrong(
            "a move after the end",
            argument,
            "'Days' in the Expiration action for filter '(prefix=p)' must be greater than 'Days'"
                + " in the Transition action",
            r ->
                r.expiration(e -> e.days(30))
                    .transitions(t -> t.days(30).storageClass("STANDARD_IA"))),
        wrong(
            "a long id",
            argument,
            "ID length should not exceed allowed limit of 255",
            r -> r.id("i".repeat(256)).expiration(e -> e.days(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongRules")
  void aRuleThatIsNotValidIsRefused(String what, String code, String message, LifecycleRule rule) {
    S3Exception refusal = refused(rule);

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
    assertThat(
            refusal(() -> cloud.s3.getBucketLifecycleConfiguration(r -> r.bucket(B))).statusCode())
        .isEqualTo(404);
  }

  @Test
  void movesThatLeaveObjectsLongEnoughAreTaken() {
    String bucket = "lifecycle-moves";
    cloud.s3.createBucket(r -> r.bucket(bucket));
    LifecycleRule moving =
        rule(
            r ->
                r.transitions(
                        t -> t.days(180).storageClass("DEEP_ARCHIVE"),
                        t -> t.days(30).storageClass("STANDARD_IA"),
                        t -> t.days(60).storageClass("GLACIER_IR"))
                    .noncurrentVersionTransitions(
                        t -> t.noncurrentDays(0).storageClass("GLACIER"),
                        t -> t.noncurrentDays(90).storageClass("DEEP_ARCHIVE")));

    cloud.s3.putBucketLifecycleConfiguration(
        r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(moving)));

    assertThat(
            cloud
                .s3
                .getBucketLifecycleConfiguration(r -> r.bucket(bucket))
                .rules()
                .get(0)
                .transitions())
        .hasSize(3);
  }

  @Test
  void idsAreUniqueAndRulesAThousandAtMost() {
    LifecycleRule one = rule(r -> r.id("same").expiration(e -> e.days(1)));

    assertThat(refused(one, one).awsErrorDetails().errorMessage())
        .isEqualTo("Rule ID must be unique. Found same ID for more than one rule");
    List<LifecycleRule> many =
        IntStream.range(0, 1_001).mapToObj(i -> rule(r -> r.expiration(e -> e.days(1)))).toList();
    assertThat(refused(many.toArray(LifecycleRule[]::new)).awsErrorDetails().errorCode())
        .isEqualTo("InvalidRequest");
  }

  private void assertSays(String message, LifecycleRule... rules) {
    S3Exception refused = refused(rules);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  @Test
  void filtersByOneThingAreNotMadeOfSeveralAndSizesAreInRange() {
    assertThat(
            refused(rule(r -> r.filter(f -> f.and(a -> a.prefix("p"))).expiration(e -> e.days(1))))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("MalformedXML");
    for (long size : new long[] {0, 1_099_511_627_776_001L}) {
      assertSays(
          "'ObjectSizeLessThan' should be between 1 and 1099511627776000.",
          rule(r -> r.filter(f -> f.objectSizeLessThan(size)).expiration(e -> e.days(1))));
    }
    assertSays(
        "ExpiredObjectDeleteMarker cannot be specified with Object Size.",
        rule(
            r ->
                r.filter(f -> f.objectSizeGreaterThan(5L))
                    .expiration(e -> e.expiredObjectDeleteMarker(false))));
  }

  @Test
  void theOlderFormWithAPrefixIsTakenButNotBesideTheNewer() {
    LifecycleRule old =
        LifecycleRule.builder().status("Enabled").prefix("p").expiration(e -> e.days(1)).build();
    LifecycleRule counting =
        old.toBuilder()
            .noncurrentVersionExpiration(e -> e.noncurrentDays(1).newerNoncurrentVersions(2))
            .build();
    LifecycleRule current = rule(r -> r.expiration(e -> e.days(1)));

    assertSays(
        "Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the"
            + " Filter.",
        current,
        old);
    assertSays("Filter element can only be used in Lifecycle V2.", old, current);
    assertSays("NewerNoncurrentVersions element can only be used in Lifecycle V2.", counting);
    assertSays(
        "Found overlapping prefixes 'p' and 'pq' for same action type 'Expiration'",
        old.toBuilder().prefix("pq").build(),
        old);

    String bucket = "lifecycle-old";
    cloud.s3.createBucket(r -> r.bucket(bucket));
    cloud.s3.putBucketLifecycleConfiguration(
        r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(old)));
    assertThat(
            cloud.s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules().get(0).prefix())
        .isEqualTo("p");
  }

  @Test
  void theDefaultMinimumSizeIsOneOfTwo() {
    S3Exception refusal =
        refusal(
            () ->
                cloud.s3.putBucketLifecycleConfiguration(
                    r ->
                        r.bucket(B)
                            .transitionDefaultMinimumObjectSize("value")
                            .lifecycleConfiguration(
                                c -> c.rules(rule(x -> x.expiration(e -> e.days(1)))))));

    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo("Invalid TransitionDefaultMinimumObjectSize found: value");
  }
}
