package dev.trailmark.cloud.s3.config;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Event notifications, which are checked and kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotificationsTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:q";
  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private final S3Client s3 = cloud.s3;
  private String b;

  @BeforeEach
  void aBucket() {
    b = "notified-" + made++;
    s3.createBucket(r -> r.bucket(b));
  }

  private static void assertRefused(S3Exception refusal, String code, String message) {
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  private void notify(Consumer<NotificationConfiguration.Builder> document) {
    s3.putBucketNotificationConfiguration(r -> r.bucket(b).notificationConfiguration(document));
  }

  @Test
  void notificationsAreKeptAndGivenIds() {
    assertThat(s3.getBucketNotificationConfiguration(r -> r.bucket(b)).queueConfigurations())
        .isEmpty();

    notify(
        n ->
            n.eventBridgeConfiguration(e -> {})
                .queueConfigurations(
                    q -> q.queueArn(QUEUE).eventsWithStrings("s3:ObjectCreated:*")));

    var kept = s3.getBucketNotificationConfiguration(r -> r.bucket(b));
    assertThat(kept.eventBridgeConfiguration()).isNotNull();
    assertThat(kept.queueConfigurations().get(0).id()).isNotBlank();
    assertThat(kept.queueConfigurations().get(0).queueArn()).isEqualTo(QUEUE);
    assertThat(cloud.records("PutBucketNotification")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "not-an-arn, s3:ObjectCreated:*, prefix, The ARN could not be parsed",
    "arn:aws:sns:us-east-1:111122223333:q, s3:ObjectCreated:*, prefix, The ARN could not be parsed",
    "arn:aws:sqs:us-east-1:111122223333:q, s3:Nothing, prefix, The event is not supported for"
        + " notifications",
    "arn:aws:sqs:us-east-1:111122223333:q, s3:ObjectCreated:*, middle, filter rule name must be"
        + " either prefix or suffix",
    "arn:aws:sqs:eu-west-1:111122223333:q, s3:ObjectCreated:*, prefix, The notification destination"
        + " service region is not valid for the bucket location constraint",
    "arn:aws:sqs:us-east-1:111122223333:q.fifo, s3:ObjectCreated:*, prefix, FIFO SQS queues are not"
        + " supported.",
    "arn:aws:sqs:us-east-1:111122223333:q, s3:TestEvent, prefix, The event is not supported for"
        + " notifications",
  })
  void aNotificationThatIsNotValidIsRefused(
      String arn, String event, String filter, String message) {
    assertRefused(
        refusal(
            () ->
                notify(
                    n ->
                        n.queueConfigurations(
                            q ->
                                q.queueArn(arn)
                                    .eventsWithStrings(event)
                                    .filter(
                                        f ->
                                            f.key(
                                                k ->
                                                    k.filterRules(
                                                        x -> x.name(filter).value("v"))))))),
        "InvalidArgument",
        message);
  }

  /** Every event that AWS documents, each for a key of its own, to a destination of each kind. */
  @Test
  void everyDocumentedEventCanBeNotifiedOfAndFiltersAreSpeltAsS3SpellsThem() {
    List<String> events =
        List.of(
            "s3:ReducedRedundancyLostObject",
            "s3:ObjectCreated:Put",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:CompleteMultipartUpload",
            "s3:ObjectRemoved:Delete",
            "s3:ObjectRemoved:DeleteMarkerCreated",
            "s3:ObjectRestore:Post",
            "s3:ObjectRestore:Completed",
            "s3:ObjectRestore:Delete",
            "s3:Replication:OperationFailedReplication",
            "s3:Replication:OperationMissedThreshold",
            "s3:Replication:OperationReplicatedAfterThreshold",
            "s3:Replication:OperationNotTracked",
            "s3:LifecycleExpiration:Delete",
            "s3:LifecycleExpiration:DeleteMarkerCreated",
            "s3:LifecycleTransition",
            "s3:IntelligentTiering",
            "s3:ObjectTagging:Put",
            "s3:ObjectTagging:Delete",
            "s3:ObjectAcl:Put",
            "s3:ObjectAnnotation:Put",
            "s3:ObjectAnnotation:Delete");
    String lambda = "arn:aws:lambda:us-east-1:111122223333:function:f:live";
    s3.putBucketNotificationConfiguration(
        r ->
            r.bucket(b)
                .skipDestinationValidation(true)
                .notificationConfiguration(
                    n ->
                        n.queueConfigurations(
                                q ->
                                    q.queueArn(QUEUE)
                                        .eventsWithStrings(events)
                                        .filter(
                                            f ->
                                                f.key(
                                                    k ->
                                                        k.filterRules(
                                                            x -> x.name("PREFIX").value("a/"),
                                                            x -> x.name("suffix").value(".b")))))
                            .topicConfigurations(
                                t ->
                                    t.topicArn("arn:aws:sns:us-east-1:111122223333:t")
                                        .eventsWithStrings(
                                            "s3:ObjectCreated:*",
                                            "s3:ObjectRemoved:*",
                                            "s3:Replication:*")
                                        .filter(
                                            f ->
                                                f.key(
                                                    k ->
                                                        k.filterRules(
                                                            x -> x.name("prefix").value("c/")))))
                            .lambdaFunctionConfigurations(
                                l ->
                                    l.lambdaFunctionArn(lambda)
                                        .eventsWithStrings(
                                            "s3:ObjectRestore:*",
                                            "s3:LifecycleExpiration:*",
                                            "s3:ObjectTagging:*",
                                            "s3:ObjectAnnotation:*")
                                        .filter(
                                            f ->
                                                f.key(
                                                    k ->
                                                        k.filterRules(
                                                            x -> x.name("suffix").value(".d")))))));

    var kept = s3.getBucketNotificationConfiguration(r -> r.bucket(b));
    assertThat(kept.queueConfigurations().get(0).eventsAsStrings()).isEqualTo(events);
    assertThat(kept.queueConfigurations().get(0).filter().key().filterRules())
        .extracting(rule -> rule.nameAsString() + "=" + rule.value())
        .containsExactly("Prefix=a/", "Suffix=.b");
  }

  @Test
  void aBucketHasAHundredNotificationsAtMost() {
    Consumer<Integer> put =
        count ->
            notify(
                n ->
                    n.queueConfigurations(
                        IntStream.range(0, count)
                            .mapToObj(
                                i ->
                                    QueueConfiguration.builder()
                                        .queueArn(QUEUE)
                                        .eventsWithStrings("s3:ObjectCreated:*")
                                        .filter(
                                            f ->
                                                f.key(
                                                    k ->
                                                        k.filterRules(
                                                            x -> x.name("prefix").value(i + "/"))))
                                        .build())
                            .toList()));
    put.accept(100);
    assertThat(refusal(() -> put.accept(101)).awsErrorDetails().errorCode())
        .isEqualTo("InvalidArgument");
  }

  /** Two filters on the same event: prefix and suffix of each, and whether both are taken. */
  @ParameterizedTest
  @CsvSource({
    "'', '', '', '', false",
    "a, '', ab, '', false",
    "a, '', b, '', true",
    "a, .jpg, a, .png, true",
    "a, .jpg, '', '', false",
  })
  void twoNotificationsMayNotBothGetAKeysEvent(
      String prefix, String suffix, String otherPrefix, String otherSuffix, boolean taken) {
    Runnable put =
        () ->
            notify(
                n ->
                    n.queueConfigurations(
                        q ->
                            q.queueArn(QUEUE)
                                .eventsWithStrings("s3:ObjectCreated:*")
                                .filter(f -> f.key(k -> filter(k, prefix, suffix))),
                        q ->
                            q.queueArn(QUEUE)
                                .eventsWithStrings("s3:ObjectCreated:Put")
                                .filter(f -> f.key(k -> filter(k, otherPrefix, otherSuffix)))));
    if (taken) {
      put.run();
    } else {
      assertThat(refusal(put::run).awsErrorDetails().errorMessage())
          .containsAnyOf("Configurations overlap.", "Configuration is ambiguously defined.");
    }
  }

  private static void filter(
      software.amazon.awssdk.services.s3.model.S3KeyFilter.Builder key,
      String prefix,
      String suffix) {
    List<software.amazon.awssdk.services.s3.model.FilterRule> rules = new ArrayList<>();
    Stream.of(List.of("prefix", prefix), List.of("suffix", suffix))
        .filter(rule -> !rule.get(1).isEmpty())
        .forEach(
            rule ->
                rules.add(
                    software.amazon.awssdk.services.s3.model.FilterRule.builder()
                        .name(rule.get(0))
                        .value(rule.get(1))
                        .build()));
    key.filterRules(rules);
  }
}
