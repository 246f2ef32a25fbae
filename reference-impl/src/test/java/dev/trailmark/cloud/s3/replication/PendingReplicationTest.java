package dev.trailmark.cloud.s3.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What is not replicated yet, over restarts and beside lifecycles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PendingReplicationTest {
  @AutoClose private final ReplicationCloud cloud = new ReplicationCloud(Stores.inMemory());

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
  void lifecyclesLeaveAloneWhatIsPendingOrHasFailedAndPutMarkersOfTheirOwn() {
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

    assertThat(keys(source)).containsExactly("failing");
    assertThat(cloud.west.listObjectVersions(r -> r.bucket(target)).deleteMarkers()).isEmpty();
  }

  private List<String> keys(String bucket) {
    return cloud.east.listObjectsV2(r -> r.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  @Test
  void aSourceKeepsItsVersionsAndADestinationThatIsGoneFails() {
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

  @Test
  void whatIsWrittenTaggedAndDeletedDuringReplicationEndsAlikeInBothBuckets() throws Exception {
    String source = cloud.bucket(cloud.east);
    String target = cloud.bucket(cloud.west);
    cloud.replicate(
        source,
        cloud.role(ReplicationCloud.DOCUMENTED),
        List.of(
            rule ->
                ReplicationCloud.to(target)
                    .accept(rule.deleteMarkerReplication(d -> d.status("Enabled")))));
    ExecutorService writers = Executors.newFixedThreadPool(3);
    List<Future<?>> writing = new ArrayList<>();
    for (int writer = 0; writer < 3; writer++) {
      Random random = new Random(writer);
      writing.add(
          writers.submit(
              () -> {
                for (int i = 0; i < 12; i++) {
                  write(source, "k" + random.nextInt(2), random);
                }
              }));
    }
    while (!writing.stream().allMatch(Future::isDone)) {
      cloud.settle();
    }
    for (Future<?> each : writing) {
      each.get();
    }
    writers.shutdown();
    cloud.settle();
    cloud.settle();

    assertThat(shown(cloud.west, target)).isEqualTo(shown(cloud.east, source));
    for (ObjectVersion version : versions(cloud.east, source).versions()) {
      assertThat(
              cloud
                  .east
                  .headObject(
                      r -> r.bucket(source).key(version.key()).versionId(version.versionId()))
                  .replicationStatusAsString())
          .isEqualTo("COMPLETED");
    }
  }

  private void write(String bucket, String key, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> cloud.east.deleteObject(r -> r.bucket(bucket).key(key));
      case 1 -> {
        String version = cloud.put(bucket, key, "tagged");
        cloud.east.putObjectTagging(
            r ->
                r.bucket(bucket)
                    .key(key)
                    .versionId(version)
                    .tagging(t -> t.tagSet(tag -> tag.key("k").value("v"))));
      }
      default -> cloud.put(bucket, key, "body " + random.nextInt());
    }
  }

  private static ListObjectVersionsResponse versions(S3Client client, String bucket) {
    return client.listObjectVersions(r -> r.bucket(bucket));
  }

  /** All versions in their order, with their tags, and which markers there are. */
  private static List<String> shown(S3Client client, String bucket) {
    List<String> shown = new ArrayList<>();
    for (ObjectVersion version : versions(client, bucket).versions()) {
      shown.add(
          version.key()
              + version.versionId()
              + version.eTag()
              + version.isLatest()
              + client
                  .getObjectTagging(
                      r -> r.bucket(bucket).key(version.key()).versionId(version.versionId()))
                  .tagSet());
    }
    versions(client, bucket)
        .deleteMarkers()
        .forEach(marker -> shown.add(marker.versionId() + marker.isLatest()));
    return shown;
  }

  @Test
  void aSourceThatIsGoneIsForgotten() {
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
