package dev.trailmark.cloud.s3.replication;

import static dev.trailmark.cloud.s3.replication.ReplicationCloud.ACCOUNT;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.DOCUMENTED;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.OTHER;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What buckets do not take replicas, and which locks and ACLs their owners keep away. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DestinationLimitsTest {
  private static final String LOCKS =
      DOCUMENTED.replace(
          "\"s3:GetObjectVersionAcl\"",
          "\"s3:GetObjectVersionAcl\",\"s3:GetObjectRetention\",\"s3:GetObjectLegalHold\"");

  @AutoClose private final ReplicationCloud cloud = new ReplicationCloud(Stores.inMemory());
  private final S3Client east = cloud.east;
  private final S3Client west = cloud.west;
  private String source;

  @BeforeEach
  void aSource() {
    source = cloud.bucket(east);
  }

  private String replicated(String key) {
    cloud.put(source, key, "1");
    cloud.settle();
    return cloud.status(east, source, key);
  }

  private static void policy(S3Client owner, String bucket, String statement) {
    owner.putBucketPolicy(
        r ->
            r.bucket(bucket)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{"
                        + "\"Principal\":\"*\",\"Resource\":\"arn:aws:s3:::"
                        + bucket
                        + "/*\","
                        + statement
                        + "}]}"));
  }

  @Test
  void anotherAccountsBucketWhoseVisitorsPayTakesNoReplicasAndOnesOwnDoes() {
    String theirs = cloud.bucket(cloud.others);
    String mine = cloud.bucket(west);
    cloud.others.putBucketPolicy(
        r ->
            r.bucket(theirs)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                     "Principal":{"AWS":"arn:aws:iam::%s:root"},
                     "Action":"s3:ReplicateObject","Resource":"arn:aws:s3:::%s/*"}]}
                    """
                        .formatted(ACCOUNT, theirs)));
    cloud.replicate(source, theirs);
    assertThat(replicated("free")).isEqualTo("COMPLETED");

    cloud.others.putBucketRequestPayment(
        r -> r.bucket(theirs).requestPaymentConfiguration(c -> c.payer("Requester")));
    assertThat(replicated("paid")).isEqualTo("FAILED");

    west.putBucketRequestPayment(
        r -> r.bucket(mine).requestPaymentConfiguration(c -> c.payer("Requester")));
    cloud.replicate(source, mine);
    assertThat(replicated("own")).isEqualTo("COMPLETED");
  }

  @Test
  void aSourceThatCameToHaveObjectLockReplicatesOnlyIntoBucketsWithIt() {
    String target = cloud.bucket(west);
    cloud.replicate(source, target);
    assertThat(replicated("before")).isEqualTo("COMPLETED");

    lockable(east, source);
    assertThat(replicated("after")).isEqualTo("FAILED");

    lockable(west, target);
    assertThat(replicated("then")).isEqualTo("COMPLETED");
  }

  private static void lockable(S3Client owner, String bucket) {
    owner.putObjectLockConfiguration(
        r -> r.bucket(bucket).objectLockConfiguration(c -> c.objectLockEnabled("Enabled")));
  }

  @Test
  void theDestinationsPolicyMayLimitAndDenyRetentionsAndHolds() {
    String target = cloud.bucket(west);
    lockable(west, target);
    lockable(east, source);
    cloud.replicate(source, cloud.role(LOCKS), List.of(to(target)));
    policy(
        west,
        target,
        """
        "Effect":"Deny","Action":"s3:ReplicateObject",
        "Condition":{"NumericGreaterThan":{"s3:object-lock-remaining-retention-days":"10"}}
        """);
    assertThat(retained("short", 9)).isEqualTo("COMPLETED");
    assertThat(retained("long", 12)).isEqualTo("FAILED");

    policy(west, target, "\"Effect\":\"Deny\",\"Action\":\"s3:PutObjectRetention\"");
    assertThat(retained("none", 9)).isEqualTo("FAILED");
    assertThat(held("held")).isEqualTo("COMPLETED");

    policy(west, target, "\"Effect\":\"Deny\",\"Action\":\"s3:PutObjectLegalHold\"");
    assertThat(held("unheld")).isEqualTo("FAILED");
    assertThat(retained("one", 9)).isEqualTo("COMPLETED");
    assertThat(replicated("free")).isEqualTo("COMPLETED");
  }

  private String retained(String key, int days) {
    Instant until = cloud.now().plus(Duration.ofDays(days));
    east.putObject(
        r ->
            r.bucket(source).key(key).objectLockMode("GOVERNANCE").objectLockRetainUntilDate(until),
        RequestBody.fromString("1"));
    cloud.settle();
    return cloud.status(east, source, key);
  }

  private String held(String key) {
    east.putObject(
        r -> r.bucket(source).key(key).objectLockLegalHoldStatus("ON"),
        RequestBody.fromString("1"));
    cloud.settle();
    return cloud.status(east, source, key);
  }

  @Test
  void aclsGoOnFollowingToReplicasThatWereMadeBeforeTheirOwnersWereChanged() {
    String theirs = cloud.bucket(cloud.others);
    for (S3Client owner : List.of(east, cloud.others)) {
      String bucket = owner == east ? source : theirs;
      owner.putBucketOwnershipControls(
          r ->
              r.bucket(bucket)
                  .ownershipControls(c -> c.rules(o -> o.objectOwnership("ObjectWriter"))));
      owner.deletePublicAccessBlock(r -> r.bucket(bucket));
    }
    policy(
        cloud.others,
        theirs,
        "\"Effect\":\"Allow\","
            + "\"Action\":[\"s3:ReplicateObject\",\"s3:ObjectOwnerOverrideToBucketOwner\"]");
    String role =
        cloud.role(
            DOCUMENTED.replace(
                "\"s3:ReplicateTags\"",
                "\"s3:ReplicateTags\",\"s3:ObjectOwnerOverrideToBucketOwner\""));
    cloud.replicate(source, role, List.of(to(theirs)));
    assertThat(replicated("before")).isEqualTo("COMPLETED");
    cloud.replicate(
        source,
        role,
        List.of(
            rule ->
                rule.destination(
                    d ->
                        d.bucket("arn:aws:s3:::" + theirs)
                            .account(OTHER)
                            .accessControlTranslation(t -> t.owner("Destination")))));
    assertThat(replicated("after")).isEqualTo("COMPLETED");

    for (String key : List.of("before", "after")) {
      east.putObjectAcl(r -> r.bucket(source).key(key).acl("authenticated-read"));
    }
    cloud.settle();

    assertThat(west.getObjectAcl(r -> r.bucket(theirs).key("before")).grants()).hasSize(2);
    assertThat(cloud.others.getObjectAcl(r -> r.bucket(theirs).key("after")).grants()).hasSize(1);
    assertThat(cloud.status(east, source, "after")).isEqualTo("COMPLETED");
  }
}
