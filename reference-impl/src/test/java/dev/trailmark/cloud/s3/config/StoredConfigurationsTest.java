package dev.trailmark.cloud.s3.config;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.InventoryConfiguration;
import software.amazon.awssdk.services.s3.model.ListBucketInventoryConfigurationsResponse;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Configurations that are checked and kept: by id, replication. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredConfigurationsTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/r";
  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private final S3Client s3 = cloud.s3;
  private String b;

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

  private static final String ELSEWHERE = "arn:aws:s3:::elsewhere";

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
        refusal(
            () -> replicate(rule.andThen(r -> r.destination(d -> d.bucket("arn:aws:s3:::no-1"))))),
        "InvalidRequest",
        "Destination bucket must have versioning enabled.");
    assertRefused(
        refusal(() -> replicate(rule.andThen(r -> r.destination(d -> d.bucket(b))))),
        "InvalidArgument",
        "Invalid bucket ARN");
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

  static Stream<Arguments> malformedReplications() {
    return Stream.of(
        wrong(
            "MalformedXML",
            "The XML you",
            r -> r.existingObjectReplication(e -> e.status("Enabled"))),
        wrong("MalformedXML", "The XML you", r -> r.prefix("")),
        wrong(
            "InvalidRequest",
            "SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.",
            r ->
                r.destination(
                    d -> d.bucket(ELSEWHERE).encryptionConfiguration(e -> e.replicaKmsKeyID("k")))),
        wrong(
            "InvalidRequest",
            "ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.",
            r ->
                r.sourceSelectionCriteria(s -> s.sseKmsEncryptedObjects(k -> k.status("Enabled")))),
        wrong(
            "InvalidRequest",
            "Account must be specified if the Owner in AccessControlTranslation has a value",
            r ->
                r.destination(
                    d ->
                        d.bucket(ELSEWHERE).accessControlTranslation(t -> t.owner("Destination")))),
        wrong(
            "InvalidRequest",
            "Replication destination must contain both ReplicationTime and Metrics or neither.",
            r ->
                r.destination(
                    d ->
                        d.bucket(ELSEWHERE)
                            .replicationTime(t -> t.status("Enabled").time(m -> m.minutes(15))))),
        wrong(
            "InvalidArgument",
            "Invalid time minute value",
            r ->
                r.destination(
                    d ->
                        d.bucket(ELSEWHERE)
                            .metrics(m -> m.status("Enabled"))
                            .replicationTime(t -> t.status("Enabled").time(m -> m.minutes(16))))),
        wrong(
            "InvalidArgument",
            "Invalid event threshold minute value",
            r ->
                r.destination(
                    d ->
                        d.bucket(ELSEWHERE)
                            .metrics(m -> m.status("Enabled").eventThreshold(e -> e.minutes(1)))
                            .replicationTime(t -> t.status("Enabled").time(m -> m.minutes(15))))));
  }

  private static Arguments wrong(
      String code, String message, Consumer<ReplicationRule.Builder> more) {
    return Arguments.of(code, message, more);
  }

  @ParameterizedTest
  @MethodSource("malformedReplications")
  void aRuleIsOfOneForm(String code, String message, Consumer<ReplicationRule.Builder> more) {
    enableVersioning(b);
    Consumer<ReplicationRule.Builder> rule =
        r ->
            r.status("Enabled")
                .priority(1)
                .deleteMarkerReplication(d -> d.status("Disabled"))
                .filter(f -> f.prefix(""))
                .destination(d -> d.bucket(ELSEWHERE));

    S3Exception refused = refusal(() -> replicate(rule.andThen(more)));
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refused.awsErrorDetails().errorMessage()).startsWith(message);
  }

  @Test
  void rulesOfTheFirstFormHaveOneDestinationAndNoPriorities() {
    enableVersioning(b);
    Consumer<ReplicationRule.Builder> first =
        r -> r.status("Enabled").prefix("a").destination(d -> d.bucket(ELSEWHERE));
    Consumer<ReplicationRule.Builder> second =
        r -> r.status("Enabled").prefix("b").destination(d -> d.bucket(ELSEWHERE + "-2"));

    assertRefused(
        refusal(
            () ->
                s3.putBucketReplication(
                    r ->
                        r.bucket(b)
                            .replicationConfiguration(c -> c.role(ROLE).rules(first, second)))),
        "InvalidRequest",
        "Number of distinct destination bucket ARNs cannot exceed 1");
    assertThat(
            refusal(() -> replicate(first.andThen(r -> r.priority(1))))
                .awsErrorDetails()
                .errorMessage())
        .startsWith("Priority cannot be used for this version");
  }
}
