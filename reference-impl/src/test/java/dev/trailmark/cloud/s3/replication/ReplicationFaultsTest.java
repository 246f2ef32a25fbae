package dev.trailmark.cloud.s3.replication;

import static dev.trailmark.cloud.s3.replication.ReplicationCloud.DOCUMENTED;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.ExpectedLog;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.store.Stores;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Replication where something breaks, is changed, or ends in the middle of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicationFaultsTest {
  private static final String LARGE = "x".repeat(200_000);

  @RegisterExtension final ExpectedLog log = ExpectedLog.of(ReplicationUpkeep.class);
  private final FaultyStore store = new FaultyStore(Stores.inMemory());
  @AutoClose private final ReplicationCloud cloud = new ReplicationCloud(store);
  private String source;
  private String target;

  @BeforeEach
  void aReplication() {
    source = cloud.bucket(cloud.east);
    target = cloud.bucket(cloud.west);
    cloud.replicate(source, target);
  }

  private String status(String key) {
    return cloud.status(cloud.east, source, key);
  }

  private List<String> replicas() {
    return cloud.west.listObjectVersions(r -> r.bucket(target)).versions().stream()
        .map(ObjectVersion::key)
        .toList();
  }

  @Test
  void whatAServiceCannotAnswerNowStaysPendingAndIsTriedAgainLater() {
    cloud.put(source, "a", "1");
    store.failingCommits.set(1); // AssumeRole answers 503
    cloud.settle();
    assertThat(status("a")).isEqualTo("PENDING");
    assertThat(replicas()).isEmpty();

    cloud.settle();
    assertThat(status("a")).as("it waits a second").isEqualTo("PENDING");
    cloud.pass(Duration.ofSeconds(1));
    cloud.settle();
    assertThat(status("a")).isEqualTo("COMPLETED");
  }

  @Test
  void aBodyThatCannotBeReadHoldsUpTheLaterVersionsOfItsKeyAndNothingElse() {
    cloud.put(source, "a", "1");
    store.unreadableBody = ObjectRecord.current(store.state(), source, "a").blobId();
    cloud.put(source, "a", "2");
    cloud.put(source, "b", "1");
    store.unreadable.set(1);
    cloud.settle();
    store.unreadableBody = null;
    assertThat(status("a")).isEqualTo("PENDING");
    assertThat(status("b")).isEqualTo("COMPLETED");
    assertThat(replicas()).containsExactly("b");
    assertThat(log.messages()).contains("a version in the bucket " + source + " stays pending");

    cloud.pass(Duration.ofSeconds(1));
    cloud.settle();
    assertThat(replicas()).containsExactly("a", "a", "b");
    assertThat(cloud.west.getObjectAsBytes(r -> r.bucket(target).key("a")).asUtf8String())
        .isEqualTo("2");
  }

  @Test
  void whatCannotBeDoneIsTriedLessAndLessOften() {
    cloud.put(source, "a", "1");
    store.unreadable.set(3);
    for (int wait : new int[] {0, 1, 2}) {
      cloud.pass(Duration.ofSeconds(wait));
      cloud.settle();
    }
    assertThat(store.unreadable).hasValue(0);

    cloud.pass(Duration.ofSeconds(3));
    cloud.settle();
    assertThat(status("a")).isEqualTo("PENDING");
    cloud.pass(Duration.ofSeconds(1));
    cloud.settle();
    assertThat(status("a")).isEqualTo("COMPLETED");
  }

  @Test
  void aCopyThatIsBrokenOffLeavesNothingAndIsMadeAnotherTime() {
    cloud.put(source, "a", LARGE);
    store.reading = cloud::end;
    cloud.settle();
    store.reading = () -> {};
    assertThat(status("a")).isEqualTo("PENDING");
    assertThat(replicas()).isEmpty();

    cloud.restart();
    cloud.pass(Duration.ofSeconds(1));
    cloud.settle();
    assertThat(status("a")).isEqualTo("COMPLETED");
    assertThat(cloud.west.getObjectAsBytes(r -> r.bucket(target).key("a")).asUtf8String())
        .isEqualTo(LARGE);
  }

  @Test
  void aReplicaThatIsMadeButNotMarkedIsNotMadeAgain() {
    cloud.put(source, "a", LARGE);
    store.spared.set(2); // the session and the replica, but not what ends it
    store.failingCommits.set(1);
    cloud.settle();
    assertThat(status("a")).isEqualTo("PENDING");
    assertThat(replicas()).containsExactly("a");

    cloud.settle();
    assertThat(status("a")).isEqualTo("COMPLETED");
    assertThat(replicas()).containsExactly("a");
  }

  @Test
  void aRoleThatIsDeletedDuringTheCopyReplicatesNothingMore() {
    String role = cloud.role(DOCUMENTED);
    String name = role.substring(role.indexOf('/') + 1);
    cloud.replicate(source, role, List.of(to(target)));
    cloud.put(source, "a", LARGE);
    String later = cloud.put(source, "a", "1");
    during(
        () -> {
          cloud.iam.deleteRolePolicy(r -> r.roleName(name).policyName("all"));
          cloud.iam.deleteRole(r -> r.roleName(name));
        });
    cloud.settle();

    assertThat(status("a")).isEqualTo("FAILED");
    assertThat(cloud.west.listObjectVersions(r -> r.bucket(target)).versions())
        .extracting(ObjectVersion::versionId)
        .doesNotContain(later);
  }

  @Test
  void aDestinationThatIsMadeAnewDuringTheCopyGetsNothing() {
    cloud.put(source, "a", LARGE);
    during(
        () -> {
          cloud.west.deleteBucket(r -> r.bucket(target));
          cloud.pass(Duration.ofSeconds(1));
          cloud.west.createBucket(
              r ->
                  r.bucket(target)
                      .createBucketConfiguration(c -> c.locationConstraint("us-west-2")));
          cloud.west.putBucketVersioning(
              r -> r.bucket(target).versioningConfiguration(v -> v.status("Enabled")));
        });
    cloud.settle();

    assertThat(status("a")).isEqualTo("FAILED");
    assertThat(replicas()).isEmpty();
  }

  @Test
  void whatIsTaggedAndDeletedDuringTheCopyIsSeen() {
    cloud.put(source, "a", LARGE);
    during(
        () ->
            cloud.east.putObjectTagging(
                r -> r.bucket(source).key("a").tagging(t -> t.tagSet(g -> g.key("k").value("v")))));
    cloud.settle();
    assertThat(status("a")).isEqualTo("PENDING");
    cloud.settle();
    assertThat(status("a")).isEqualTo("COMPLETED");
    assertThat(cloud.west.getObjectTagging(r -> r.bucket(target).key("a")).tagSet()).hasSize(1);

    String version = cloud.put(source, "b", LARGE);
    during(() -> cloud.east.deleteObject(r -> r.bucket(source).key("b").versionId(version)));
    cloud.settle();
    cloud.settle();
    assertThat(cloud.east.listObjectVersions(r -> r.bucket(source)).versions()).hasSize(1);
  }

  @Test
  void nothingElseWaitsForACopy() throws Exception {
    cloud.put(source, "a", LARGE);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(1);
    during(
        () -> {
          begun.countDown();
          others.await();
        });
    Thread copying = new Thread(cloud::settle);
    copying.start();
    begun.await();
    cloud.dueNow();
    others.countDown();
    copying.join();

    assertThat(status("a")).isEqualTo("COMPLETED");
  }

  /** What a test does in the middle of a copy. */
  private interface Deed {
    void run() throws Exception;
  }

  /** Does that once, when the next body is being read. */
  private void during(Deed deed) {
    store.reading =
        () -> {
          store.reading = () -> {};
          try {
            deed.run();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
  }

  @Test
  void twoBucketsThatReplicateIntoEachOtherComeToRest() {
    cloud.replicate(
        cloud.west,
        target,
        cloud.role(DOCUMENTED),
        List.of(rule -> to(source).accept(rule.deleteMarkerReplication(d -> d.status("Enabled")))));
    cloud.replicate(
        source,
        cloud.role(DOCUMENTED),
        List.of(rule -> to(target).accept(rule.deleteMarkerReplication(d -> d.status("Enabled")))));
    cloud.put(source, "a", "1");
    cloud.west.putObject(r -> r.bucket(target).key("b"), RequestBody.fromString("1"));
    cloud.east.deleteObject(r -> r.bucket(source).key("a"));
    for (int round = 0; round < 3; round++) {
      cloud.settle();
    }

    assertThat(replicas()).containsExactly("a", "b");
    assertThat(cloud.east.listObjectVersions(r -> r.bucket(source)).versions()).hasSize(2);
    assertThat(cloud.east.listObjectVersions(r -> r.bucket(source)).deleteMarkers()).hasSize(1);
    assertThat(cloud.west.listObjectVersions(r -> r.bucket(target)).deleteMarkers()).hasSize(1);
    int calls = cloud.records("us-east-1", "AssumeRole").size();
    cloud.settle();
    assertThat(cloud.records("us-east-1", "AssumeRole")).hasSize(calls);
  }
}
