package dev.trailmark.cloud.s3.replication;

import static dev.trailmark.cloud.s3.replication.ReplicationCloud.DOCUMENTED;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** What follows when tags, ACLs and locks change, and when objects are deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicatedChangesTest {
  private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");
  private static final String READING_LOCKS =
      DOCUMENTED.replace(
          "\"s3:GetObjectVersionAcl\"",
          "\"s3:GetObjectVersionAcl\",\"s3:GetObjectRetention\",\"s3:GetObjectLegalHold\"");

  @AutoClose private final ReplicationCloud cloud = new ReplicationCloud(Stores.inMemory());
  private final S3Client east = cloud.east;
  private final S3Client west = cloud.west;
  private String source;
  private String target;

  @BeforeEach
  void twoBuckets() {
    source = cloud.bucket(east);
    target = cloud.bucket(west);
  }

  private static void tag(S3Client client, String bucket, String value) {
    client.putObjectTagging(
        r ->
            r.bucket(bucket)
                .key("a")
                .tagging(t -> t.tagSet(Tag.builder().key("k").value(value).build())));
  }

  private static String tag(S3Client client, String bucket) {
    List<Tag> tags = client.getObjectTagging(r -> r.bucket(bucket).key("a")).tagSet();
    return tags.isEmpty() ? null : tags.get(0).value();
  }

  @Test
  void laterTagsFollowAndTheVersionIsPendingUntilThen() {
    cloud.replicate(source, target);
    cloud.put(source, "a", "1");
    cloud.settle();
    tag(east, source, "later");
    assertThat(cloud.status(east, source, "a")).isEqualTo("PENDING");
    cloud.settle();

    assertThat(cloud.status(east, source, "a")).isEqualTo("COMPLETED");
    assertThat(tag(west, target)).isEqualTo("later");
    assertThat(west.listObjectVersions(r -> r.bucket(target)).versions()).hasSize(1);

    east.deleteObjectTagging(r -> r.bucket(source).key("a"));
    cloud.settle();
    assertThat(tag(west, target)).isNull();
  }

  @Test
  void tagsOfWhatWasNeverReplicatedDoNotMakeItSo() {
    cloud.put(source, "a", "1");
    cloud.replicate(source, target);
    tag(east, source, "later");
    cloud.settle();

    assertThat(cloud.status(east, source, "a")).isNull();
    assertThat(west.listObjectVersions(r -> r.bucket(target)).versions()).isEmpty();
  }

  @Test
  void aChangeOfAVersionWhoseReplicaIsGoneFails() {
    cloud.replicate(source, target);
    String version = cloud.put(source, "a", "1");
    cloud.settle();
    west.deleteObject(r -> r.bucket(target).key("a").versionId(version));
    tag(east, source, "later");
    cloud.settle();

    assertThat(cloud.status(east, source, "a")).isEqualTo("FAILED");
    assertThat(west.listObjectVersions(r -> r.bucket(target)).versions()).isEmpty();
  }

  @Test
  void aChangeDuringReplicationIsNotLost() {
    cloud.replicate(source, target);
    cloud.put(source, "a", "1");
    tag(east, source, "first");
    tag(east, source, "second");
    cloud.settle();

    assertThat(cloud.status(east, source, "a")).isEqualTo("COMPLETED");
    assertThat(tag(west, target)).isEqualTo("second");
  }

  @Test
  void laterAclsFollowWhereBothBucketsHaveThem() {
    for (S3Client owner : List.of(east, west)) {
      String bucket = owner == east ? source : target;
      owner.putBucketOwnershipControls(
          r ->
              r.bucket(bucket)
                  .ownershipControls(c -> c.rules(o -> o.objectOwnership("ObjectWriter"))));
      owner.deletePublicAccessBlock(r -> r.bucket(bucket));
    }
    cloud.replicate(source, target);
    east.putObject(
        r -> r.bucket(source).key("a").acl("authenticated-read"), RequestBody.fromString("1"));
    cloud.settle();
    assertThat(west.getObjectAcl(r -> r.bucket(target).key("a")).grants()).hasSize(2);

    east.putObjectAcl(r -> r.bucket(source).key("a").acl("private"));
    cloud.settle();
    assertThat(west.getObjectAcl(r -> r.bucket(target).key("a")).grants()).hasSize(1);

    west.putPublicAccessBlock(
        r -> r.bucket(target).publicAccessBlockConfiguration(c -> c.blockPublicAcls(true)));
    east.putObjectAcl(r -> r.bucket(source).key("a").acl("public-read"));
    cloud.settle();
    assertThat(cloud.status(east, source, "a")).isEqualTo("FAILED");
  }

  private static Consumer<ReplicationRule.Builder> both(String bucket) {
    return rule ->
        to(bucket)
            .accept(
                rule.sourceSelectionCriteria(
                    s -> s.replicaModifications(m -> m.status("Enabled"))));
  }

  @Test
  void changesOfReplicasGoBackWhereTheRuleSaysSo() {
    String role = cloud.role(DOCUMENTED);
    cloud.replicate(source, role, List.of(both(target)));
    cloud.put(source, "a", "1");
    cloud.settle();
    tag(west, target, "unheard");
    cloud.settle();
    assertThat(tag(east, source)).isNull();

    cloud.replicate(west, target, role, List.of(both(source)));
    tag(west, target, "back");
    assertThat(cloud.status(west, target, "a")).isEqualTo("PENDING");
    cloud.settle();
    assertThat(cloud.status(west, target, "a")).isEqualTo("REPLICA");
    assertThat(tag(east, source)).isEqualTo("back");
    assertThat(cloud.status(east, source, "a")).isEqualTo("COMPLETED");

    west.deleteBucketReplication(r -> r.bucket(target));
    cloud.replicate(west, target, role, List.of(to(source)));
    tag(west, target, "here only");
    cloud.settle();
    assertThat(tag(east, source)).isEqualTo("back");
  }

  @Test
  void aChangeOfAReplicaThatCannotGoBackShowsOnTheReplica() {
    cloud.replicate(source, cloud.role(DOCUMENTED), List.of(both(target)));
    cloud.put(source, "a", "1");
    cloud.settle();
    String narrow = DOCUMENTED.replace("s3:ReplicateObject", "s3:GetBucketLocation");
    cloud.replicate(west, target, cloud.role(narrow), List.of(both(source)));
    tag(west, target, "back");
    cloud.settle();
    assertThat(cloud.status(west, target, "a")).isEqualTo("FAILED");

    cloud.replicate(west, target, cloud.role(DOCUMENTED), List.of(both(source)));
    tag(west, target, "again");
    cloud.settle();
    assertThat(cloud.status(west, target, "a")).isEqualTo("REPLICA");
    assertThat(tag(east, source)).isEqualTo("again");
  }

  private static String locked(S3Client owner, String name) {
    owner.createBucket(
        r -> {
          r.bucket(name).objectLockEnabledForBucket(true);
          if (!name.endsWith("-east")) {
            r.createBucketConfiguration(c -> c.locationConstraint("us-west-2"));
          }
        });
    return name;
  }

  @Test
  void retentionsAndLegalHoldsFollow() {
    String from = locked(east, source + "-east");
    String into = locked(west, source + "-west");
    String role = cloud.role(DOCUMENTED);
    assertThatThrownBy(() -> cloud.replicate(from, role, List.of(to(target))))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("Destination bucket must have Object Lock enabled.");
    cloud.replicate(from, role, List.of(to(into)));
    lock(from);
    cloud.settle();
    assertThat(cloud.status(east, from, "a")).as("may not read locks").isEqualTo("FAILED");

    cloud.replicate(from, cloud.role(READING_LOCKS), List.of(to(into)));
    lock(from);
    cloud.settle();
    assertThat(cloud.head(west, into, "a").objectLockModeAsString()).isEqualTo("GOVERNANCE");
    assertThat(cloud.head(west, into, "a").objectLockRetainUntilDate()).isEqualTo(UNTIL);

    east.putObjectLegalHold(
        r -> r.bucket(from).key("a").legalHold(h -> h.status("ON")).checksumAlgorithm("CRC32"));
    cloud.settle();
    assertThat(cloud.head(west, into, "a").objectLockLegalHoldStatusAsString()).isEqualTo("ON");
  }

  /** The destination counts the period from its own release, as documented. */
  @Test
  void eventHoldsFollowAndReplicasAreReleasedWhenTheReleaseIsReplicated() {
    String from = locked(east, source + "-east");
    String into = locked(west, source + "-west");
    cloud.replicate(from, cloud.role(READING_LOCKS), List.of(to(into)));
    east.putObject(
        r ->
            r.bucket(from)
                .key("a")
                .objectLockMode("COMPLIANCE")
                .objectLockEventHold("ON")
                .objectLockEventHoldDurationDays(30),
        RequestBody.fromString("1"));
    cloud.settle();
    HeadObjectResponse held = cloud.head(west, into, "a");
    assertThat(held.objectLockEventHoldAsString()).isEqualTo("ON");
    assertThat(held.objectLockEventHoldDurationDays()).isEqualTo(30);

    east.putObjectRetention(
        r -> r.bucket(from).key("a").retention(q -> q.mode("COMPLIANCE").eventHold("OFF")));
    cloud.pass(Duration.ofHours(1));
    cloud.settle();
    HeadObjectResponse released = cloud.head(west, into, "a");
    assertThat(released.objectLockEventHoldAsString()).isEqualTo("OFF");
    assertThat(released.objectLockRetainUntilDate())
        .isAfterOrEqualTo(
            cloud.head(east, from, "a").objectLockRetainUntilDate().plus(Duration.ofHours(1)));
  }

  private void lock(String bucket) {
    east.putObject(
        r ->
            r.bucket(bucket).key("a").objectLockMode("GOVERNANCE").objectLockRetainUntilDate(UNTIL),
        RequestBody.fromString("1"));
  }

  @Test
  void theDestinationsDefaultRetentionIsForReplicasWithoutOne() {
    String into = locked(west, source + "-west");
    west.putObjectLockConfiguration(
        r ->
            r.bucket(into)
                .objectLockConfiguration(
                    c ->
                        c.objectLockEnabled("Enabled")
                            .rule(
                                rule -> rule.defaultRetention(d -> d.mode("GOVERNANCE").days(3)))));
    cloud.replicate(source, into);
    cloud.put(source, "a", "1");
    cloud.settle();

    assertThat(cloud.head(west, into, "a").objectLockModeAsString()).isEqualTo("GOVERNANCE");
  }

  private void replicate(Consumer<ReplicationRule.Builder> rule) {
    cloud.replicate(source, cloud.role(DOCUMENTED), List.of(r -> to(target).accept(with(r, rule))));
  }

  private static ReplicationRule.Builder with(
      ReplicationRule.Builder builder, Consumer<ReplicationRule.Builder> rule) {
    rule.accept(builder);
    return builder;
  }

  private List<DeleteMarkerEntry> markers() {
    return west.listObjectVersions(r -> r.bucket(target)).deleteMarkers();
  }

  @Test
  void deleteMarkersAreReplicatedWhereTheRuleSaysSo() {
    replicate(rule -> rule.deleteMarkerReplication(d -> d.status("Enabled")));
    cloud.put(source, "a", "1");
    String marker = east.deleteObject(r -> r.bucket(source).key("a")).versionId();
    cloud.settle();

    assertThat(markers())
        .singleElement()
        .satisfies(m -> assertThat(m.versionId()).isEqualTo(marker))
        .satisfies(m -> assertThat(m.isLatest()).isTrue());
    assertThat(west.listObjectVersions(r -> r.bucket(target)).versions()).hasSize(1);
  }

  @Test
  void ordinarilyDeleteMarkersStayWhereTheyAre() {
    cloud.replicate(source, target);
    cloud.put(source, "a", "1");
    east.deleteObject(r -> r.bucket(source).key("a"));
    cloud.settle();

    assertThat(markers()).isEmpty();
    assertThat(cloud.status(west, target, "a")).isEqualTo("REPLICA");
  }

  @Test
  void rulesOfTheFirstFormReplicateDeleteMarkersWithinAnAccount() {
    replicate(
        rule ->
            rule.filter((software.amazon.awssdk.services.s3.model.ReplicationRuleFilter) null)
                .priority(null)
                .deleteMarkerReplication(
                    (software.amazon.awssdk.services.s3.model.DeleteMarkerReplication) null)
                .prefix(""));
    cloud.put(source, "a", "1");
    east.deleteObjects(r -> r.bucket(source).delete(d -> d.objects(o -> o.key("a"))));
    cloud.settle();
    assertThat(markers()).hasSize(1);
  }

  @Test
  void rulesOfTheFirstFormReplicateNoDeleteMarkersIntoAnotherAccount() {
    String theirs = cloud.bucket(cloud.others);
    cloud.others.putBucketPolicy(
        r ->
            r.bucket(theirs)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Principal":{"AWS":"arn:aws:iam::%s:root"},
                     "Action":["s3:ReplicateObject","s3:ReplicateDelete"],
                     "Resource":"arn:aws:s3:::%s/*"}]}
                    """
                        .formatted(ReplicationCloud.ACCOUNT, theirs)));
    String role = cloud.role(DOCUMENTED);
    east.putBucketReplication(
        r ->
            r.bucket(source)
                .replicationConfiguration(
                    c ->
                        c.role(role)
                            .rules(
                                rule ->
                                    rule.status("Enabled")
                                        .prefix("")
                                        .destination(d -> d.bucket("arn:aws:s3:::" + theirs)))));
    cloud.put(source, "a", "1");
    east.deleteObject(r -> r.bucket(source).key("a"));
    cloud.settle();

    assertThat(cloud.status(cloud.others, theirs, "a")).isEqualTo("REPLICA");

    cloud.replicate(
        source,
        role,
        List.of(rule -> to(theirs).accept(rule.deleteMarkerReplication(d -> d.status("Enabled")))));
    east.deleteObject(r -> r.bucket(source).key("a"));
    cloud.settle();
    assertThat(cloud.others.listObjectVersions(r -> r.bucket(theirs)).deleteMarkers()).hasSize(1);
  }

  @Test
  void aDeletedVersionStaysInTheDestination() {
    replicate(rule -> rule.deleteMarkerReplication(d -> d.status("Enabled")));
    String version = cloud.put(source, "a", "1");
    cloud.settle();
    east.deleteObject(r -> r.bucket(source).key("a").versionId(version));
    cloud.settle();

    assertThat(cloud.head(west, target, "a").versionId()).isEqualTo(version);
    assertThat(markers()).isEmpty();
  }

  @Test
  void aRoleThatMayNotReplicateDeletesLeavesTheMarkerWhereItIs() {
    cloud.replicate(
        source,
        cloud.role(DOCUMENTED.replace("s3:ReplicateDelete", "s3:GetBucketLocation")),
        List.of(rule -> to(target).accept(rule.deleteMarkerReplication(d -> d.status("Enabled")))));
    cloud.put(source, "a", "1");
    east.deleteObject(r -> r.bucket(source).key("a"));
    cloud.settle();

    assertThat(markers()).isEmpty();
    assertThat(cloud.status(west, target, "a")).isEqualTo("REPLICA");
  }
}
