package dev.trailmark.cloud.s3.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What is not replicated yet, over restarts and beside lifecycles. */
class PendingReplicationTest {

  @Test
  void whatIsPendingIsReplicatedAfterARestart(@TempDir Path directory) throws Exception {
    String source;
    String target;
    try (ReplicationCloud first = new ReplicationCloud(Stores.onDisk(directory))) {
      source = first.bucket(first.east);
      target = first.bucket(first.west);
      first.replicate(source, target);
      first.put(source, "done", "1");
      first.settle();
      first.put(source, "a", "1");
      first.put(source, "a", "2");
    }

    try (ReplicationCloud second = new ReplicationCloud(Stores.onDisk(directory))) {
      assertThat(second.status(second.east, source, "done")).isEqualTo("COMPLETED");
      assertThat(second.status(second.west, target, "done")).isEqualTo("REPLICA");
      assertThat(second.status(second.east, source, "a")).isEqualTo("PENDING");
      second.settle();
      assertThat(second.status(second.east, source, "a")).isEqualTo("COMPLETED");
      assertThat(second.west.listObjectVersions(r -> r.bucket(target).prefix("a")).versions())
          .hasSize(2);
      assertThat(second.west.getObjectAsBytes(r -> r.bucket(target).key("a")).asUtf8String())
          .isEqualTo("2");
    }
  }

  @Test
  void lifecyclesLeaveAloneWhatIsPendingOrHasFailedAndPutMarkersOfTheirOwn() throws Exception {
    try (ReplicationCloud cloud = new ReplicationCloud(Stores.inMemory())) {
      String source = cloud.bucket(cloud.east);
      String target = cloud.bucket(cloud.west);
      String failing = cloud.bucket(cloud.west);
      cloud.replicate(
          source,
          cloud.role(ReplicationCloud.DOCUMENTED),
          List.of(
              rule ->
                  ReplicationCloud.to(failing)
                      .accept(
                          rule.filter(f -> f.prefix("failing"))
                              .deleteMarkerReplication(d -> d.status("Enabled"))),
              rule ->
                  ReplicationCloud.to(target)
                      .accept(rule.deleteMarkerReplication(d -> d.status("Enabled")))));
      cloud.west.putBucketVersioning(
          r -> r.bucket(failing).versioningConfiguration(v -> v.status("Suspended")));
      cloud.put(source, "failing", "1");
      cloud.put(source, "good", "1");
      cloud.settle();
      assertThat(cloud.status(cloud.east, source, "failing")).isEqualTo("FAILED");

      cloud.east.putBucketLifecycleConfiguration(
          r ->
              r.bucket(source)
                  .lifecycleConfiguration(
                      c ->
                          c.rules(
                              rule ->
                                  rule.status("Enabled")
                                      .filter(f -> f.prefix(""))
                                      .expiration(e -> e.days(1)))));
      cloud.pass(Duration.ofDays(3));
      cloud.settle();
      cloud.settle();

      assertThat(keys(cloud, source)).containsExactly("failing");
      assertThat(cloud.west.listObjectVersions(r -> r.bucket(target)).deleteMarkers()).isEmpty();
    }
  }

  private static List<String> keys(ReplicationCloud cloud, String bucket) {
    return cloud.east.listObjectsV2(r -> r.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  @Test
  void aSourceKeepsItsVersionsAndADestinationThatIsGoneFails() throws Exception {
    try (ReplicationCloud cloud = new ReplicationCloud(Stores.inMemory())) {
      String source = cloud.bucket(cloud.east);
      String target = cloud.bucket(cloud.west);
      cloud.replicate(source, target);
      assertThatThrownBy(
              () ->
                  cloud.east.putBucketVersioning(
                      r -> r.bucket(source).versioningConfiguration(v -> v.status("Suspended"))))
          .isInstanceOf(S3Exception.class)
          .hasMessageContaining("A replication configuration is present on this bucket");
      cloud.put(source, "a", "1");
      cloud.west.deleteBucket(r -> r.bucket(target));
      cloud.settle();

      assertThat(cloud.status(cloud.east, source, "a")).isEqualTo("FAILED");
    }
  }

  @Test
  void aSourceThatIsGoneIsForgotten() throws Exception {
    try (ReplicationCloud cloud = new ReplicationCloud(Stores.inMemory())) {
      String source = cloud.bucket(cloud.east);
      String target = cloud.bucket(cloud.west);
      cloud.replicate(source, target);
      String version = cloud.put(source, "a", "1");
      cloud.east.deleteObject(r -> r.bucket(source).key("a").versionId(version));
      cloud.east.deleteBucket(r -> r.bucket(source));
      cloud.settle();

      assertThat(cloud.west.listObjectVersions(r -> r.bucket(target)).versions()).isEmpty();
    }
  }
}
