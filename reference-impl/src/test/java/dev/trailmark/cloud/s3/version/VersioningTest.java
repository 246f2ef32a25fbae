package dev.trailmark.cloud.s3.version;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets that keep what is overwritten and deleted. */
class VersioningTest {
  private static final String B = "version-bucket";
  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeEach
  void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  @Test
  void versioningIsNeverSetThenEnabledThenSuspended() {
    assertThat(cloud.s3.getBucketVersioning(r -> r.bucket(B)).status()).isNull();
    assertThat(put("k", "plain").versionId()).isNull();
    set(BucketVersioningStatus.ENABLED);
    assertThat(cloud.s3.getBucketVersioning(r -> r.bucket(B)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    set(BucketVersioningStatus.SUSPENDED);
    assertThat(cloud.s3.getBucketVersioning(r -> r.bucket(B)).status())
        .isEqualTo(BucketVersioningStatus.SUSPENDED);
  }

  @Test
  void anOverwrittenObjectIsStillReadByItsId() {
    put("k", "before");
    set(BucketVersioningStatus.ENABLED);
    String first = put("k", "one").versionId();
    String second = put("k", "two").versionId();

    assertThat(first).hasSize(32).isNotEqualTo(second);
    assertThat(read("k", null)).isEqualTo("two");
    assertThat(read("k", first)).isEqualTo("one");
    assertThat(read("k", "null")).isEqualTo("before");
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("k")).versionId()).isEqualTo(second);
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("k").versionId("null")).versionId())
        .isEqualTo("null");
  }

  @Test
  void deletingPutsAMarkerThatCanBeTakenAway() {
    set(BucketVersioningStatus.ENABLED);
    String version = put("k", "one").versionId();

    DeleteObjectResponse deleted = cloud.s3.deleteObject(r -> r.bucket(B).key("k"));

    assertThat(deleted.deleteMarker()).isTrue();
    S3Exception gone = refusal(() -> read("k", null));
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
    assertThat(header(gone, "x-amz-delete-marker")).isEqualTo("true");
    assertThat(header(gone, "x-amz-version-id")).isEqualTo(deleted.versionId());
    S3Exception marker = refusal(() -> read("k", deleted.versionId()));
    assertThat(marker.statusCode()).isEqualTo(405);
    assertThat(marker.awsErrorDetails().errorCode()).isEqualTo("MethodNotAllowed");
    assertThat(header(marker, "Allow")).isEqualTo("DELETE");
    assertThat(read("k", version)).isEqualTo("one");

    DeleteObjectResponse undone =
        cloud.s3.deleteObject(r -> r.bucket(B).key("k").versionId(deleted.versionId()));
    assertThat(undone.deleteMarker()).isTrue();
    assertThat(undone.versionId()).isEqualTo(deleted.versionId());
    assertThat(read("k", null)).isEqualTo("one");
  }

  @Test
  void whoMayNotListIsNotToldOfAMarker() {
    set(BucketVersioningStatus.ENABLED);
    put("k", "one");
    cloud.s3.deleteObject(r -> r.bucket(B).key("k"));
    S3Client reader =
        cloud.clientOf("marker-reader", S3Fixture.ALL.replace("\"*\",\"R", "\"s3:GetObject\",\"R"));

    S3Exception refused = refusal(() -> reader.getObject(r -> r.bucket(B).key("k")));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(header(refused, "x-amz-delete-marker")).isNull();
    assertThat(header(refused, "x-amz-version-id")).isNull();
  }

  @Test
  void deletingTheNewestVersionUncoversTheOneBefore() {
    set(BucketVersioningStatus.ENABLED);
    String first = put("k", "one").versionId();
    String second = put("k", "two").versionId();

    DeleteObjectResponse deleted =
        cloud.s3.deleteObject(r -> r.bucket(B).key("k").versionId(second));

    assertThat(deleted.versionId()).isEqualTo(second);
    assertThat(deleted.deleteMarker()).isNull();
    assertThat(read("k", null)).isEqualTo("one");
    assertThat(refusal(() -> read("k", second)).awsErrorDetails().errorCode())
        .isEqualTo("NoSuchVersion");
    cloud.s3.deleteObject(r -> r.bucket(B).key("k").versionId(first));
    assertThat(versions().versions()).isEmpty();
    cloud.s3.deleteBucket(r -> r.bucket(B));
  }

  @Test
  void suspendedVersioningReplacesWhatHasNoIdAndKeepsTheRest() {
    set(BucketVersioningStatus.ENABLED);
    String kept = put("k", "kept").versionId();
    set(BucketVersioningStatus.SUSPENDED);
    assertThat(put("k", "first").versionId()).isNull();
    put("k", "second");

    assertThat(ids(versions())).containsExactly("null", kept);
    assertThat(read("k", null)).isEqualTo("second");
    DeleteObjectResponse deleted = cloud.s3.deleteObject(r -> r.bucket(B).key("k"));
    assertThat(deleted.versionId()).isEqualTo("null");
    assertThat(deleted.deleteMarker()).isTrue();
    assertThat(ids(versions())).containsExactly(kept);
    assertThat(versions().deleteMarkers())
        .extracting(DeleteMarkerEntry::versionId)
        .containsExactly("null");
  }

  @Test
  void versionsAreListedByKeyAndTheNewestFirst() {
    set(BucketVersioningStatus.ENABLED);
    String a1 = put("a", "1").versionId();
    String a2 = put("a", "2").versionId();
    String b1 = put("b", "1").versionId();
    String marker = cloud.s3.deleteObject(r -> r.bucket(B).key("b")).versionId();
    put("dir/one", "1");
    put("dir/two", "2");

    ListObjectVersionsResponse all = versions();
    assertThat(all.versions())
        .extracting(ObjectVersion::key, ObjectVersion::versionId, ObjectVersion::isLatest)
        .startsWith(tuple("a", a2, true), tuple("a", a1, false), tuple("b", b1, false));
    assertThat(all.deleteMarkers().get(0).versionId()).isEqualTo(marker);
    assertThat(all.deleteMarkers().get(0).isLatest()).isTrue();
    ListObjectVersionsResponse rolled =
        cloud.s3.listObjectVersions(r -> r.bucket(B).delimiter("/"));
    assertThat(rolled.commonPrefixes()).extracting("prefix").containsExactly("dir/");
    assertThat(rolled.versions()).hasSize(3);
  }

  @Test
  void aListingGoesOnWhereItStopped() {
    set(BucketVersioningStatus.ENABLED);
    for (String key : List.of("a", "b", "dir/x", "e")) {
      for (int i = 0; i < 3; i++) {
        put(key, "v" + i);
      }
    }
    for (int size = 1; size <= 12; size++) {
      assertThat(pages(size, null)).as("pages of " + size).isEqualTo(pages(1000, null));
      assertThat(pages(size, "/")).as("rolled up, of " + size).isEqualTo(pages(1000, "/"));
    }
  }

  @Test
  void aBatchDeletesVersionsAndPutsMarkers() {
    set(BucketVersioningStatus.ENABLED);
    String one = put("a", "1").versionId();
    put("b", "1");

    var deleted =
        cloud.s3.deleteObjects(
            r ->
                r.bucket(B)
                    .delete(
                        d ->
                            d.objects(
                                ObjectIdentifier.builder().key("a").versionId(one).build(),
                                ObjectIdentifier.builder().key("b").build())));

    assertThat(deleted.errors()).isEmpty();
    assertThat(deleted.deleted().get(0).versionId()).isEqualTo(one);
    assertThat(deleted.deleted().get(1).deleteMarker()).isTrue();
    assertThat(versions().deleteMarkers().get(0).versionId())
        .isEqualTo(deleted.deleted().get(1).deleteMarkerVersionId());
  }

  @Test
  void anEarlierVersionIsCopiedBack() {
    set(BucketVersioningStatus.ENABLED);
    String first = put("k", "one").versionId();
    put("k", "two");

    var copied =
        cloud.s3.copyObject(
            r ->
                r.sourceBucket(B)
                    .sourceKey("k")
                    .sourceVersionId(first)
                    .destinationBucket(B)
                    .destinationKey("k"));

    assertThat(copied.copySourceVersionId()).isEqualTo(first);
    assertThat(copied.versionId()).isNotNull().isNotEqualTo(first);
    assertThat(read("k", null)).isEqualTo("one");
  }

  @Test
  void versionsHaveRightsOfTheirOwn() {
    set(BucketVersioningStatus.ENABLED);
    String version = put("k", "one").versionId();
    S3Client reader = cloud.clientOf("reader", allowing("s3:GetObject"));
    S3Client historian = cloud.clientOf("historian", allowing("s3:GetObjectVersion"));

    assertThat(
            refusal(() -> reader.getObjectAsBytes(r -> r.bucket(B).key("k").versionId(version)))
                .awsErrorDetails()
                .errorMessage())
        .contains("s3:GetObjectVersion");
    assertThat(
            historian.getObjectAsBytes(r -> r.bucket(B).key("k").versionId(version)).asUtf8String())
        .isEqualTo("one");
    assertThat(
            refusal(() -> historian.listObjectVersions(r -> r.bucket(B)))
                .awsErrorDetails()
                .errorMessage())
        .contains("s3:ListBucketVersions");
    assertThat(
            refusal(() -> historian.deleteObject(r -> r.bucket(B).key("k").versionId(version)))
                .awsErrorDetails()
                .errorMessage())
        .contains("s3:DeleteObjectVersion");
  }

  @Test
  void whatIsNoVersionIdIsRefused() {
    S3Exception refused = refusal(() -> read("k", "abc"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("Invalid version id specified");
    S3Exception empty =
        refusal(
            () -> cloud.s3.putBucketVersioning(r -> r.bucket(B).versioningConfiguration(v -> {})));
    assertThat(empty.awsErrorDetails().errorCode())
        .isEqualTo("IllegalVersioningConfigurationException");
    assertThat(
            refusal(
                    () ->
                        cloud.s3.putBucketVersioning(
                            r -> r.bucket(B).versioningConfiguration(v -> v.status("enabled"))))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("MalformedXML");
  }

  @Test
  void aBucketWithVersionsIsNotEmpty() {
    set(BucketVersioningStatus.ENABLED);
    put("k", "one");
    cloud.s3.deleteObject(r -> r.bucket(B).key("k"));

    assertThat(
            refusal(() -> cloud.s3.deleteBucket(r -> r.bucket(B))).awsErrorDetails().errorMessage())
        .isEqualTo(
            "The bucket you tried to delete is not empty. You must delete all versions in the"
                + " bucket.");
  }

  private List<String> pages(int size, String delimiter) {
    List<String> entries = new ArrayList<>();
    ListObjectVersionsRequest request =
        ListObjectVersionsRequest.builder().bucket(B).delimiter(delimiter).maxKeys(size).build();
    while (request != null) {
      ListObjectVersionsResponse page = cloud.s3.listObjectVersions(request);
      assertThat(page.versions().size() + page.commonPrefixes().size()).isLessThanOrEqualTo(size);
      page.versions().forEach(v -> entries.add(v.key() + " " + v.versionId()));
      page.commonPrefixes().forEach(p -> entries.add(p.prefix()));
      request =
          page.isTruncated()
              ? request.toBuilder()
                  .keyMarker(page.nextKeyMarker())
                  .versionIdMarker(page.nextVersionIdMarker())
                  .build()
              : null;
    }
    return entries.stream().sorted().toList();
  }

  private static String allowing(String action) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
        + action
        + "\",\"Resource\":\"*\"}]}";
  }

  private static String header(S3Exception refused, String name) {
    return refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader(name).orElse(null);
  }

  @Test
  void versionsOfAnEarlierReleaseThatListedNoPlacesAreFoundByTheirIds() {
    put("k", "plain");
    set(BucketVersioningStatus.ENABLED);
    String first = put("k", "one").versionId();
    put("k", "two");
    VersionRecord kept = VersionShelf.find(cloud.store.state(), B, "k", first);
    ObjectRecord elsewhere = kept.object().as(first, 1_000);
    change(
        tx -> {
          List.copyOf(tx.range(S3Kinds.VERSION_PLACE, "").keySet())
              .forEach(place -> tx.remove(S3Kinds.VERSION_PLACE, place));
          tx.remove(S3Kinds.VERSION, kept.place());
          VersionRecord replica = VersionRecord.of(elsewhere);
          tx.put(S3Kinds.VERSION, replica.place(), replica);
        });
    assertThat(refusal(() -> read("k", "null")).statusCode()).isEqualTo(404);

    VersionShelf.prepare(cloud.store);

    assertThat(read("k", "null")).isEqualTo("plain");
    assertThat(read("k", first)).isEqualTo("one");
    cloud.s3.deleteObject(r -> r.bucket(B).key("k").versionId("null"));
    cloud.s3.deleteObject(r -> r.bucket(B).key("k").versionId(first));
    assertThat(refusal(() -> read("k", first)).statusCode()).isEqualTo(404);
    assertThat(cloud.store.state().range(S3Kinds.VERSION_PLACE, B)).isEmpty();
  }

  private void change(Consumer<Transaction> change) {
    cloud
        .store
        .stage(
            S3Kinds.scope(B),
            tx -> {
              change.accept(tx);
              return null;
            })
        .commit(List.of())
        .join();
  }

  private void set(BucketVersioningStatus status) {
    cloud.s3.putBucketVersioning(r -> r.bucket(B).versioningConfiguration(v -> v.status(status)));
  }

  private PutObjectResponse put(String key, String body) {
    return cloud.s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString(body));
  }

  private String read(String key, String versionId) {
    return cloud
        .s3
        .getObjectAsBytes(
            GetObjectRequest.builder().bucket(B).key(key).versionId(versionId).build())
        .asUtf8String();
  }

  private ListObjectVersionsResponse versions() {
    return cloud.s3.listObjectVersions(r -> r.bucket(B));
  }

  private static List<String> ids(ListObjectVersionsResponse listed) {
    return listed.versions().stream().map(ObjectVersion::versionId).toList();
  }
}
