package dev.trailmark.cloud.s3.replication;

import static dev.trailmark.cloud.s3.replication.ReplicationCloud.DOCUMENTED;
import static dev.trailmark.cloud.s3.replication.ReplicationCloud.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.store.Stores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** What is replicated, where to, and what replicas are like. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicationTest {
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

  @Test
  void aReplicaHasBodyVersionTagTimeMetadataAndTagsOfItsSource() {
    cloud.replicate(source, target);
    east.putObject(
        r ->
            r.bucket(source)
                .key("dir/a")
                .contentType("text/plain")
                .cacheControl("no-cache")
                .metadata(Map.of("who", "ada"))
                .tagging("colour=blue")
                .checksumAlgorithm("SHA256")
                .storageClass("STANDARD_IA"),
        RequestBody.fromString("body"));
    assertThat(cloud.status(east, source, "dir/a")).isEqualTo("PENDING");
    assertThatThrownBy(() -> cloud.head(west, target, "dir/a"))
        .isInstanceOf(NoSuchKeyException.class);

    cloud.pass(java.time.Duration.ofMinutes(5));
    cloud.settle();

    HeadObjectResponse original = head(east, source, "dir/a");
    HeadObjectResponse replica = head(west, target, "dir/a");
    assertThat(original.replicationStatusAsString()).isEqualTo("COMPLETED");
    assertThat(replica.replicationStatusAsString()).isEqualTo("REPLICA");
    assertThat(replica.toBuilder().replicationStatus("COMPLETED").build())
        .hasToString(original.toString());
    assertThat(west.getObjectAsBytes(r -> r.bucket(target).key("dir/a")).asUtf8String())
        .isEqualTo("body");
    assertThat(west.getObjectTagging(r -> r.bucket(target).key("dir/a")).tagSet())
        .containsExactly(Tag.builder().key("colour").value("blue").build());
    GetObjectResponse read = west.getObjectAsBytes(r -> r.bucket(target).key("dir/a")).response();
    assertThat(read.replicationStatusAsString()).isEqualTo("REPLICA");
  }

  private static HeadObjectResponse head(S3Client client, String bucket, String key) {
    return client.headObject(r -> r.bucket(bucket).key(key).checksumMode("ENABLED"));
  }

  @Test
  void onlyWhatIsWrittenAfterTheConfigurationIsReplicated() {
    cloud.put(source, "before", "1");
    cloud.replicate(source, target);
    cloud.put(source, "after", "2");
    cloud.settle();

    assertThat(cloud.status(east, source, "before")).isNull();
    assertThat(keys(west, target)).containsExactly("after");

    east.deleteBucketReplication(r -> r.bucket(source));
    cloud.put(source, "later", "3");
    cloud.settle();

    assertThat(cloud.status(east, source, "later")).isNull();
    assertThat(cloud.status(east, source, "after")).isEqualTo("COMPLETED");
    assertThat(keys(west, target)).containsExactly("after");
  }

  @Test
  void rulesChooseByPrefixAndTagsAndOnlyWhileEnabled() {
    String tagged = cloud.bucket(west);
    String off = cloud.bucket(west);
    cloud.replicate(
        source,
        cloud.role(DOCUMENTED),
        List.of(
            rule -> to(target).accept(rule.filter(f -> f.prefix("logs/"))),
            rule ->
                to(tagged)
                    .accept(
                        rule.filter(
                            f ->
                                f.and(
                                    a ->
                                        a.prefix("logs/")
                                            .tags(
                                                Tag.builder().key("k").value("v").build(),
                                                Tag.builder().key("l").value("w").build())))),
            rule -> to(off).accept(rule.status("Disabled"))));
    cloud.put(source, "logs/plain", "1");
    cloud.put(source, "other", "1");
    east.putObject(
        r -> r.bucket(source).key("logs/tagged").tagging("k=v&l=w&more=x"),
        RequestBody.fromString("1"));
    east.putObject(
        r -> r.bucket(source).key("logs/half").tagging("k=v"), RequestBody.fromString("1"));
    cloud.settle();

    assertThat(keys(west, target)).containsExactly("logs/half", "logs/plain", "logs/tagged");
    assertThat(keys(west, tagged)).containsExactly("logs/tagged");
    assertThat(keys(west, off)).isEmpty();
    assertThat(cloud.status(east, source, "other")).isNull();
  }

  @Test
  void ofRulesWithOneDestinationTheGreaterPriorityDecides() {
    cloud.replicate(
        source,
        cloud.role(DOCUMENTED),
        List.of(
            rule ->
                rule.priority(1)
                    .destination(
                        d -> d.bucket("arn:aws:s3:::" + target).storageClass("ONEZONE_IA")),
            rule ->
                rule.priority(7)
                    .filter(f -> f.prefix("cold/"))
                    .destination(d -> d.bucket("arn:aws:s3:::" + target).storageClass("GLACIER"))));
    cloud.put(source, "cold/a", "1");
    cloud.put(source, "a", "1");
    cloud.settle();

    assertThat(cloud.head(west, target, "cold/a").storageClassAsString()).isEqualTo("GLACIER");
    assertThat(cloud.head(west, target, "a").storageClassAsString()).isEqualTo("ONEZONE_IA");
    assertThat(cloud.head(east, source, "cold/a").storageClassAsString()).isNull();
  }

  @Test
  void aVersionIsCompletedOnceAllDestinationsHaveIt() {
    String near = cloud.bucket(east);
    cloud.replicate(source, cloud.role(DOCUMENTED), List.of(to(target), to(near)));
    cloud.put(source, "a", "1");
    cloud.settle();

    assertThat(cloud.status(east, source, "a")).isEqualTo("COMPLETED");
    assertThat(cloud.status(west, target, "a")).isEqualTo("REPLICA");
    assertThat(cloud.status(east, near, "a")).isEqualTo("REPLICA");

    west.putBucketVersioning(
        r -> r.bucket(target).versioningConfiguration(v -> v.status("Suspended")));
    cloud.put(source, "b", "1");
    cloud.settle();

    assertThat(cloud.status(east, source, "b")).isEqualTo("FAILED");
    assertThat(cloud.status(east, near, "b")).isEqualTo("REPLICA");
  }

  @Test
  void replicasAreNotReplicatedOn() {
    String third = cloud.bucket(east);
    cloud.replicate(source, target);
    cloud.replicate(west, target, cloud.role(DOCUMENTED), List.of(to(third)));
    cloud.put(source, "a", "1");
    cloud.settle();
    cloud.settle();

    assertThat(cloud.status(west, target, "a")).isEqualTo("REPLICA");
    assertThat(keys(east, third)).isEmpty();
  }

  @Test
  void allVersionsOfAKeyAreReplicatedInTheirOrder() {
    cloud.replicate(source, target);
    List<String> written =
        List.of(cloud.put(source, "a", "1"), cloud.put(source, "a", "2"), copied("a"));
    cloud.settle();

    assertThat(
            west.listObjectVersions(r -> r.bucket(target)).versions().stream()
                .map(ObjectVersion::versionId))
        .containsExactly(written.get(2), written.get(1), written.get(0));
    assertThat(
            west.getObjectAsBytes(r -> r.bucket(target).key("a").versionId(written.get(1)))
                .asUtf8String())
        .isEqualTo("2");
  }

  private String copied(String key) {
    return east.copyObject(
            r ->
                r.sourceBucket(source)
                    .sourceKey(key)
                    .destinationBucket(source)
                    .destinationKey(key)
                    .metadataDirective("REPLACE"))
        .versionId();
  }

  @Test
  void anUploadInPartsIsReplicatedWithItsParts() {
    cloud.replicate(source, target);
    byte[] five = new byte[5 << 20];
    String id = east.createMultipartUpload(r -> r.bucket(source).key("parts")).uploadId();
    String one =
        east.uploadPart(
                r -> r.bucket(source).key("parts").uploadId(id).partNumber(1),
                RequestBody.fromBytes(five))
            .eTag();
    String two =
        east.uploadPart(
                r -> r.bucket(source).key("parts").uploadId(id).partNumber(2),
                RequestBody.fromString("end"))
            .eTag();
    east.completeMultipartUpload(
        r ->
            r.bucket(source)
                .key("parts")
                .uploadId(id)
                .multipartUpload(
                    m -> m.parts(p -> p.partNumber(1).eTag(one), p -> p.partNumber(2).eTag(two))));
    cloud.settle();

    assertThat(cloud.status(east, source, "parts")).isEqualTo("COMPLETED");
    assertThat(
            west.getObjectAsBytes(r -> r.bucket(target).key("parts").partNumber(2)).asUtf8String())
        .isEqualTo("end");
    assertThat(cloud.head(west, target, "parts").eTag())
        .isEqualTo(cloud.head(east, source, "parts").eTag())
        .endsWith("-2\"");
  }

  @Test
  void whatWasRemovedBeforeItWasReplicatedIsNotReplicated() {
    cloud.replicate(source, target);
    String first = cloud.put(source, "a", "1");
    cloud.put(source, "a", "2");
    east.deleteObject(r -> r.bucket(source).key("a").versionId(first));
    cloud.settle();

    assertThat(west.listObjectVersions(r -> r.bucket(target)).versions()).hasSize(1);
    assertThat(cloud.status(east, source, "a")).isEqualTo("COMPLETED");
  }

  @Test
  void archivedObjectsAreNotReplicated() {
    cloud.replicate(source, target);
    east.putObject(
        r -> r.bucket(source).key("a").storageClass("DEEP_ARCHIVE"), RequestBody.fromString("1"));
    cloud.settle();

    assertThat(cloud.status(east, source, "a")).isNull();
    assertThat(keys(west, target)).isEmpty();
  }

  @Test
  void aPendingVersionOfAReplicationThatIsGoneHasFailed() {
    cloud.replicate(source, target);
    cloud.put(source, "a", "1");
    east.deleteBucketReplication(r -> r.bucket(source));
    cloud.settle();

    assertThat(cloud.status(east, source, "a")).isEqualTo("FAILED");
    assertThat(keys(west, target)).isEmpty();
  }

  @Test
  void aBucketCannotReplicateIntoItself() {
    String role = cloud.role(DOCUMENTED);
    assertThatThrownBy(() -> cloud.replicate(source, role, List.of(to(source))))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("Destination bucket cannot be the same as the source bucket.");
  }

  private static List<String> keys(S3Client client, String bucket) {
    return client.listObjectsV2(r -> r.bucket(bucket)).contents().stream()
        .map(o -> o.key())
        .toList();
  }
}
