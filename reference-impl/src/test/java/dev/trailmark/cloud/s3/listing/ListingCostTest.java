package dev.trailmark.cloud.s3.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.version.VersionShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * A page costs what is on it, however much is in the bucket, behind a prefix or before a marker.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingCostTest {
  private static final String B = "listed-at-cost";
  private static final int MANY = 36;

  /** Two more than the entries: one to see that more follows, one where a prefix was left. */
  private static final int PAGE = 3;

  private static final int AT_MOST = 2 * (PAGE + 1);

  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  void fill() throws Exception {
    cloud.s3.createBucket(r -> r.bucket(B));
    cloud.s3.putBucketVersioning(
        r -> r.bucket(B).versioningConfiguration(v -> v.status("Enabled")));
    for (int i = 0; i < MANY; i++) {
      String key = "k%03d".formatted(i);
      for (String folder : new String[] {"a/", "b/", ""}) {
        cloud.s3.putObject(r -> r.bucket(B).key(folder + key), RequestBody.empty());
        cloud.s3.createMultipartUpload(r -> r.bucket(B).key(folder + key));
      }
      cloud.s3.putObject(r -> r.bucket(B).key("c/same"), RequestBody.empty());
    }
    List<ObjectIdentifier> absent =
        IntStream.range(0, 10 * MANY)
            .mapToObj(i -> ObjectIdentifier.builder().key("d/%03d".formatted(i)).build())
            .toList();
    cloud.s3.deleteObjects(r -> r.bucket(B).delete(d -> d.objects(absent)));
  }

  private CountingState state() {
    return new CountingState(cloud.store.state());
  }

  @Test
  void aPageOfObjects() {
    for (String delimiter : new String[] {null, "/"}) {
      for (String after : new String[] {null, "a/k018", "b/", "k020"}) {
        CountingState state = state();
        Listing page = new Listing.Query(B, "", delimiter, after, PAGE).run(state);
        assertThat(page.count()).isEqualTo(PAGE);
        assertThat(state.read()).as(delimiter + " after " + after).isLessThanOrEqualTo(AT_MOST);
      }
    }
  }

  @Test
  void aPageOfObjectsBehindManyDeleteMarkers() {
    for (String delimiter : new String[] {null, "/"}) {
      CountingState state = state();
      Listing page = new Listing.Query(B, "", delimiter, "c/same", PAGE).run(state);
      assertThat(page.objects().get(0).key()).isEqualTo("k000");
      assertThat(state.read()).as(delimiter).isLessThanOrEqualTo(AT_MOST);
    }
    CountingState state = state();
    VersionListing page = new VersionListing.Query(B, "", "/", "c/same", null, PAGE).run(state);
    assertThat(page.entries().get(0).prefix()).isEqualTo("d/");
    assertThat(page.entries().get(1).version().key()).isEqualTo("k000");
    assertThat(state.read()).as("versions").isLessThanOrEqualTo(AT_MOST);
  }

  @Test
  void aPageOfVersions() {
    for (String delimiter : new String[] {null, "/"}) {
      for (String marker : new String[] {null, "a/k018", "b/k035", "k020"}) {
        CountingState state = state();
        VersionListing page =
            new VersionListing.Query(B, "", delimiter, marker, null, PAGE).run(state);
        assertThat(page.entries()).hasSize(PAGE);
        assertThat(state.read()).as(delimiter + " after " + marker).isLessThanOrEqualTo(AT_MOST);
      }
    }
  }

  @Test
  void aPageOfTheVersionsOfOneKeyAfterAnyOfThem() {
    List<String> ids = idsOf("c/same");
    assertThat(ids).hasSize(MANY);
    for (String marker : List.of(ids.get(0), ids.get(MANY / 2), ids.get(MANY - 2))) {
      CountingState state = state();
      VersionListing page =
          new VersionListing.Query(B, "", null, "c/same", marker, PAGE).run(state);
      assertThat(page.entries()).hasSize(PAGE);
      assertThat(page.entries().get(0).latest()).isFalse();
      assertThat(state.read()).as("after " + ids.indexOf(marker)).isLessThanOrEqualTo(AT_MOST);
    }
    CountingState state = state();
    new VersionListing.Query(B, "", null, "c/same", null, PAGE).run(state);
    assertThat(state.read()).as("behind the key").isLessThanOrEqualTo(AT_MOST);
  }

  @Test
  void aVersionIsFoundByItsIdWithoutAnyOther() {
    for (String id : idsOf("c/same")) {
      CountingState state = state();
      assertThat(VersionShelf.find(state, B, "c/same", id).versionId()).isEqualTo(id);
      assertThat(VersionShelf.find(state, B, "k000", id)).isNull();
      assertThat(VersionShelf.find(state, B, "c/same", "null")).isNull();
      assertThat(state.read()).isZero();
    }
  }

  private List<String> idsOf(String key) {
    return cloud.s3.listObjectVersions(r -> r.bucket(B).prefix(key)).versions().stream()
        .map(ObjectVersion::versionId)
        .toList();
  }

  @Test
  void aPageOfUploads() {
    for (String delimiter : new String[] {null, "/"}) {
      for (String marker : new String[] {null, "a/k018", "b/", "k020"}) {
        CountingState state = state();
        UploadListing page =
            new UploadListing.Query(B, "", delimiter, marker, null, PAGE).run(state);
        assertThat(page.uploads().size() + page.prefixes().size()).isEqualTo(PAGE);
        assertThat(state.read()).as(delimiter + " after " + marker).isLessThanOrEqualTo(AT_MOST);
      }
    }
  }

  @Test
  void pagesOfUploadsGoOnWhereTheLastOneEnded() {
    for (String delimiter : new String[] {"", "/"}) {
      List<String> all = new ArrayList<>();
      ListMultipartUploadsResponse page = null;
      do {
        String key = page == null ? null : page.nextKeyMarker();
        String id = page == null ? null : page.nextUploadIdMarker();
        page =
            cloud.s3.listMultipartUploads(
                r ->
                    r.bucket(B)
                        .delimiter(delimiter)
                        .maxUploads(7)
                        .keyMarker(key)
                        .uploadIdMarker(id));
        page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(all::add);
        page.uploads().stream().map(MultipartUpload::key).forEach(all::add);
      } while (page.isTruncated());

      assertThat(all)
          .isSorted()
          .doesNotHaveDuplicates()
          .hasSize(delimiter.isEmpty() ? 3 * MANY : 2 + MANY);
    }
  }
}
