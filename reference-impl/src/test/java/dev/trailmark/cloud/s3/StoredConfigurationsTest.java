package dev.trailmark.cloud.s3;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.InventoryConfiguration;
import software.amazon.awssdk.services.s3.model.ListBucketInventoryConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Configurations that are checked and kept: by id, notifications, replication. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredConfigurationsTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:q";
  private static final String ROLE = "arn:aws:iam::111122223333:role/r";
  private static int made;

  private S3Fixture cloud;
  private S3Client s3;
  private String b;

  @BeforeAll
  void start() throws Exception {
    cloud = new S3Fixture();
    s3 = cloud.s3;
  }

  @AfterAll
  void stop() throws Exception {
    cloud.close();
  }

  @BeforeEach
  void aBucket() {
    b = "stored-" + made++;
    s3.createBucket(r -> r.bucket(b));
  }

  private static void assertRefused(S3Exception refusal, String code, String message) {
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  private static InventoryConfiguration inventory(String id, String bucketArn) {
    return InventoryConfiguration.builder()
        .id(id)
        .isEnabled(true)
        .includedObjectVersions("All")
        .schedule(s -> s.frequency("Daily"))
        .destination(d -> d.s3BucketDestination(x -> x.bucket(bucketArn).format("CSV")))
        .build();
  }

  private void putInventory(String id, InventoryConfiguration document) {
    s3.putBucketInventoryConfiguration(r -> r.bucket(b).id(id).inventoryConfiguration(document));
  }

  @Test
  void anInventoryIsReadAsItWasPutAndDeletedOnce() {
    InventoryConfiguration document = inventory("weekly", "arn:aws:s3:::reports");
    putInventory("weekly", document);

    assertThat(
            s3.getBucketInventoryConfiguration(r -> r.bucket(b).id("weekly"))
                .inventoryConfiguration())
        .isEqualTo(document);

    s3.deleteBucketInventoryConfiguration(r -> r.bucket(b).id("weekly"));
    assertRefused(
        refusal(() -> s3.deleteBucketInventoryConfiguration(r -> r.bucket(b).id("weekly"))),
        "NoSuchConfiguration",
        "The specified configuration does not exist.");
    assertRefused(
        refusal(() -> s3.getBucketInventoryConfiguration(r -> r.bucket(b).id("weekly"))),
        "NoSuchConfiguration",
        "The specified configuration does not exist.");
  }

  @Test
  void inventoriesAreCheckedAsRecorded() {
    assertRefused(
        refusal(() -> putInventory("one", inventory("two", "arn:aws:s3:::reports"))),
        "IdMismatch",
        "Document ID does not match the specified configuration ID.");
    assertRefused(
        refusal(() -> putInventory("one", inventory("one", "reports"))),
        "InvalidS3DestinationBucket",
        "Invalid bucket ARN.");
    assertThat(
            refusal(
                    () ->
                        putInventory(
                            "one",
                            inventory("one", "arn:aws:s3:::reports").toBuilder()
                                .schedule(s -> s.frequency("Hourly"))
                                .build()))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("MalformedXML");
  }

  @Test
  void configurationsAreListedByAHundred() {
    for (int i = 0; i < 101; i++) {
      String id = String.format("id-%03d", i);
      putInventory(id, inventory(id, "arn:aws:s3:::reports"));
    }

    ListBucketInventoryConfigurationsResponse first =
        s3.listBucketInventoryConfigurations(r -> r.bucket(b));
    ListBucketInventoryConfigurationsResponse second =
        s3.listBucketInventoryConfigurations(
            r -> r.bucket(b).continuationToken(first.nextContinuationToken()));

    assertThat(first.isTruncated()).isTrue();
    assertThat(first.inventoryConfigurationList()).hasSize(100);
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.inventoryConfigurationList())
        .extracting(InventoryConfiguration::id)
        .containsExactly("id-100");
  }

  @Test
  void analysesMetricsAndArchivesAreKeptById() {
    s3.putBucketAnalyticsConfiguration(
        r ->
            r.bucket(b)
                .id("a")
                .analyticsConfiguration(c -> c.id("a").storageClassAnalysis(x -> {})));
    s3.putBucketMetricsConfiguration(
        r -> r.bucket(b).id("m").metricsConfiguration(c -> c.id("m").filter(f -> f.prefix("p"))));
    s3.putBucketIntelligentTieringConfiguration(
        r ->
            r.bucket(b)
                .id("t")
                .intelligentTieringConfiguration(
                    c ->
                        c.id("t")
                            .status("Enabled")
                            .tierings(x -> x.accessTier("ARCHIVE_ACCESS").days(90))));

    assertThat(s3.listBucketAnalyticsConfigurations(r -> r.bucket(b)).analyticsConfigurationList())
        .hasSize(1);
    assertThat(
            s3.getBucketMetricsConfiguration(r -> r.bucket(b).id("m"))
                .metricsConfiguration()
                .filter()
                .prefix())
        .isEqualTo("p");
    assertThat(
            s3.listBucketIntelligentTieringConfigurations(r -> r.bucket(b))
                .intelligentTieringConfigurationList()
                .get(0)
                .tierings()
                .get(0)
                .days())
        .isEqualTo(90);
    assertThat(
            refusal(
                    () ->
                        s3.putBucketMetricsConfiguration(
                            r ->
                                r.bucket(b)
                                    .id("m")
                                    .metricsConfiguration(
                                        c ->
                                            c.id("m")
                                                .filter(
                                                    f ->
                                                        f.prefix("p")
                                                            .tag(t -> t.key("k").value("v"))))))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("MalformedXML");
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

  private void enableVersioning(String bucket) {
    s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
  }

  private void replicate(Consumer<ReplicationRule.Builder> rule) {
    s3.putBucketReplication(
        r -> r.bucket(b).replicationConfiguration(c -> c.role(ROLE).rules(rule)));
  }

  @Test
  void replicationIsKeptBetweenVersionedBuckets() {
    String target = b + "-target";
    s3.createBucket(r -> r.bucket(target));
    Consumer<ReplicationRule.Builder> rule =
        r ->
            r.id("all")
                .status("Enabled")
                .prefix("")
                .destination(d -> d.bucket("arn:aws:s3:::" + target));

    assertRefused(
        refusal(() -> replicate(rule)),
        "InvalidRequest",
        "Versioning must be 'Enabled' on the bucket to apply a replication configuration");
    enableVersioning(b);
    assertRefused(
        refusal(() -> replicate(rule)),
        "InvalidRequest",
        "Destination bucket must have versioning enabled.");
    assertRefused(
        refusal(() -> s3.getBucketReplication(r -> r.bucket(b))),
        "ReplicationConfigurationNotFoundError",
        "The replication configuration was not found");
    enableVersioning(target);
    replicate(rule);

    assertThat(s3.getBucketReplication(r -> r.bucket(b)).replicationConfiguration().role())
        .isEqualTo(ROLE);
    assertThat(
            refusal(
                    () ->
                        s3.putBucketVersioning(
                            r -> r.bucket(b).versioningConfiguration(v -> v.status("Suspended"))))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("InvalidBucketState");
    s3.deleteBucketReplication(r -> r.bucket(b));
    assertThat(refusal(() -> s3.getBucketReplication(r -> r.bucket(b))).statusCode())
        .isEqualTo(404);
  }

  static Stream<Arguments> wrongReplications() {
    Consumer<ReplicationRule.Builder> withoutPriority =
        r -> r.deleteMarkerReplication(d -> d.status("Disabled"));
    Consumer<ReplicationRule.Builder> withoutMarkers = r -> r.priority(1);
    return Stream.of(
        Arguments.of("Priority must be specified", withoutPriority),
        Arguments.of("DeleteMarkerReplication must be specified", withoutMarkers));
  }

  @ParameterizedTest
  @MethodSource("wrongReplications")
  void aRuleWithAFilterSaysMore(String message, Consumer<ReplicationRule.Builder> more) {
    enableVersioning(b);
    Consumer<ReplicationRule.Builder> rule =
        r ->
            r.status("Enabled")
                .filter(f -> f.prefix(""))
                .destination(d -> d.bucket("arn:aws:s3:::" + b));

    assertThat(refusal(() -> replicate(rule.andThen(more))).awsErrorDetails().errorMessage())
        .startsWith(message);
  }
}
