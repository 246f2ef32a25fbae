package dev.trailmark.cloud.s3.replication;

import static dev.trailmark.cloud.s3.replication.ReplicationCloud.DOCUMENTED;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.store.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AnnotationEntry;

/** Annotations follow their objects, each by itself, and never go from replicas. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicatedAnnotationsTest {
  private static final String WITH_ANNOTATIONS =
      DOCUMENTED.replace(
          "\"s3:GetObjectVersionTagging\"",
          "\"s3:GetObjectVersionTagging\",\"s3:GetObjectVersionAnnotationForReplication\"");

  @AutoClose private final ReplicationCloud cloud = new ReplicationCloud(Stores.inMemory());
  private String role;
  private String source;
  private String target;

  @BeforeAll
  void start() {
    role = cloud.role(WITH_ANNOTATIONS);
  }

  @BeforeEach
  void ownBuckets() {
    source = cloud.bucket(cloud.east);
    target = cloud.bucket(cloud.west);
  }

  @Test
  void whatIsAddedToAReplicatedObjectFollowsIt() {
    cloud.replicate(source, role, List.of(to(target)));
    cloud.put(source, "k", "text");
    annotate("k", "early", "one");
    assertThat(statuses(cloud.east, source, "k")).isEqualTo(Map.of("early", "PENDING"));
    cloud.settle();
    annotate("k", "late", "two");
    cloud.settle();

    assertThat(statuses(cloud.east, source, "k"))
        .isEqualTo(Map.of("early", "COMPLETED", "late", "COMPLETED"));
    assertThat(statuses(cloud.west, target, "k"))
        .isEqualTo(Map.of("early", "REPLICA", "late", "REPLICA"));
    var replica =
        cloud.west.getObjectAnnotationAsBytes(
            r -> r.bucket(target).key("k").annotationName("late"));
    assertThat(replica.asUtf8String()).isEqualTo("two");
    assertThat(replica.response().replicationStatusAsString()).isEqualTo("REPLICA");
    assertThat(replica.response().eTag())
        .isEqualTo(
            cloud
                .east
                .getObjectAnnotationAsBytes(r -> r.bucket(source).key("k").annotationName("late"))
                .response()
                .eTag());
  }

  @Test
  void updatesFollowAndDeletionsDoNot() {
    cloud.replicate(source, role, List.of(to(target)));
    cloud.put(source, "k", "text");
    annotate("k", "a", "old");
    annotate("k", "b", "kept");
    cloud.settle();
    annotate("k", "a", "new");
    cloud.east.deleteObjectAnnotation(r -> r.bucket(source).key("k").annotationName("b"));
    cloud.settle();

    assertThat(text(cloud.west, target, "k", "a")).isEqualTo("new");
    assertThat(text(cloud.west, target, "k", "b")).isEqualTo("kept");
  }

  @Test
  void withoutThePermissionToReadThemTheObjectGoesAlone() {
    cloud.replicate(source, target);
    cloud.put(source, "k", "text");
    annotate("k", "a", "x");
    cloud.settle();

    assertThat(cloud.status(cloud.east, source, "k")).isEqualTo("COMPLETED");
    assertThat(statuses(cloud.east, source, "k")).isEqualTo(Map.of("a", "FAILED"));
    assertThat(statuses(cloud.west, target, "k")).isEmpty();
  }

  @Test
  void theDestinationsOwnerCanDenyThem() {
    cloud.replicate(source, role, List.of(to(target)));
    cloud.west.putBucketPolicy(
        r ->
            r.bucket(target)
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
                     "Action":"s3:ReplicateObjectAnnotation","Resource":"arn:aws:s3:::%s/*"}]}
                    """
                        .formatted(target)));
    cloud.put(source, "k", "text");
    annotate("k", "a", "x");
    cloud.settle();

    assertThat(cloud.status(cloud.east, source, "k")).isEqualTo("COMPLETED");
    assertThat(statuses(cloud.east, source, "k")).isEqualTo(Map.of("a", "FAILED"));
    assertThat(statuses(cloud.west, target, "k")).isEmpty();
  }

  @Test
  void objectsThatNoRuleReplicatedAndReplicasKeepTheirsToThemselves() {
    cloud.put(source, "before", "text");
    cloud.replicate(source, role, List.of(to(target)));
    annotate("before", "a", "x");
    cloud.put(source, "k", "text");
    cloud.settle();
    cloud.west.putObjectAnnotation(
        r -> r.bucket(target).key("k").annotationName("there"), RequestBody.fromString("x"));
    cloud.settle();

    assertThat(entries(cloud.east, source, "before").get(0).replicationStatus()).isNull();
    assertThat(entries(cloud.west, target, "k").get(0).replicationStatus()).isNull();
    assertThat(entries(cloud.east, source, "k")).isEmpty();
  }

  @Test
  void aCopysAnnotationsAreReplicatedWithIt() {
    cloud.put(source, "origin", "text");
    annotate("origin", "a", "x");
    cloud.replicate(source, role, List.of(to(target)));
    cloud.east.copyObject(
        r ->
            r.sourceBucket(source)
                .sourceKey("origin")
                .destinationBucket(source)
                .destinationKey("copy"));
    cloud.settle();

    assertThat(text(cloud.west, target, "copy", "a")).isEqualTo("x");
  }

  @Test
  void whatIsPendingSurvivesARestart(@TempDir Path directory) throws Exception {
    String from;
    String there;
    try (ReplicationCloud first = new ReplicationCloud(Stores.onDisk(directory))) {
      from = first.bucket(first.east);
      there = first.bucket(first.west);
      first.replicate(from, first.role(WITH_ANNOTATIONS), List.of(to(there)));
      first.put(from, "k", "text");
      first.settle();
      first.east.putObjectAnnotation(
          r -> r.bucket(from).key("k").annotationName("a"), RequestBody.fromString("x"));
    }
    try (ReplicationCloud second = new ReplicationCloud(Stores.onDisk(directory))) {
      second.settle();
      assertThat(text(second.west, there, "k", "a")).isEqualTo("x");
    }
  }

  private void annotate(String key, String name, String text) {
    cloud.east.putObjectAnnotation(
        r -> r.bucket(source).key(key).annotationName(name), RequestBody.fromString(text));
  }

  private static String text(S3Client client, String bucket, String key, String name) {
    return client
        .getObjectAnnotationAsBytes(r -> r.bucket(bucket).key(key).annotationName(name))
        .asUtf8String();
  }

  private static List<AnnotationEntry> entries(S3Client client, String bucket, String key) {
    return client.listObjectAnnotations(r -> r.bucket(bucket).key(key)).annotations();
  }

  private static Map<String, String> statuses(S3Client client, String bucket, String key) {
    return entries(client, bucket, key).stream()
        .collect(
            Collectors.toMap(
                AnnotationEntry::annotationName, AnnotationEntry::replicationStatusAsString));
  }
}
