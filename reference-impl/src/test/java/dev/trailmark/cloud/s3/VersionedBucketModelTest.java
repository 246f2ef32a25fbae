package dev.trailmark.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Random sequences of puts, copies, deletions and changes of versioning, against a model that knows
 * nothing but a list of versions for each key. The seed is printed; {@code -Dtrailmark.seed=N} runs
 * one again.
 */
class VersionedBucketModelTest {
  private static final String B = "model-bucket";
  private static final String[] KEYS = {"a", "a/b", "a/c", "b", "ü", "z z+"};

  /** What a key's version is in the model, newest first. */
  private record Version(String id, String body) {
    boolean marker() {
      return body == null;
    }
  }

  private final Map<String, List<Version>> model = new TreeMap<>();
  private String versioning;

  @Test
  void aBucketBehavesAsTheModelDoes() throws Exception {
    long seed = Long.getLong("trailmark.seed", System.nanoTime());
    System.out.println("VersionedBucketModelTest seed " + seed);
    Random random = new Random(seed);
    try (S3Fixture cloud = new S3Fixture()) {
      cloud.s3.createBucket(r -> r.bucket(B));
      for (int step = 0; step < 300; step++) {
        step(cloud, random, "body " + step);
        if (step % 20 == 19) {
          compare(cloud);
        }
      }
      compare(cloud);
    }
  }

  private void step(S3Fixture cloud, Random random, String body) {
    String key = KEYS[random.nextInt(KEYS.length)];
    int what = random.nextInt(20);
    if (what == 0) {
      versioning = random.nextBoolean() ? "Enabled" : "Suspended";
      cloud.s3.putBucketVersioning(
          r ->
              r.bucket(B)
                  .versioningConfiguration(
                      v -> v.status(BucketVersioningStatus.fromValue(versioning))));
    } else if (what < 9) {
      String id =
          cloud.s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString(body)).versionId();
      write(key, id, body);
    } else if (what < 12 && current(key) != null) {
      String to = KEYS[random.nextInt(KEYS.length)];
      if (!to.equals(key)) {
        String from = current(key);
        String id =
            cloud
                .s3
                .copyObject(
                    r -> r.sourceBucket(B).sourceKey(key).destinationBucket(B).destinationKey(to))
                .versionId();
        write(to, id, from);
      }
    } else if (what < 16) {
      String id = cloud.s3.deleteObject(r -> r.bucket(B).key(key)).versionId();
      if (versioning == null) {
        model.remove(key);
      } else {
        write(key, id, null);
      }
    } else {
      deleteVersion(cloud, random, key);
    }
  }

  private void deleteVersion(S3Fixture cloud, Random random, String key) {
    List<Version> versions = model.getOrDefault(key, List.of());
    if (versions.isEmpty()) {
      return;
    }
    Version chosen = versions.get(random.nextInt(versions.size()));
    cloud.s3.deleteObject(r -> r.bucket(B).key(key).versionId(chosen.id()));
    versions.remove(chosen);
  }

  /** A new version: with an id it goes on top; without, it takes the place of the one without. */
  private void write(String key, String id, String body) {
    List<Version> versions = model.computeIfAbsent(key, none -> new ArrayList<>());
    boolean named = "Enabled".equals(versioning);
    assertThat(named).isEqualTo(id != null && !id.equals("null"));
    if (!named) {
      versions.removeIf(version -> version.id().equals("null"));
    }
    versions.add(0, new Version(named ? id : "null", body));
  }

  private String current(String key) {
    List<Version> versions = model.getOrDefault(key, List.of());
    return versions.isEmpty() ? null : versions.get(0).body();
  }

  private void compare(S3Fixture cloud) {
    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(B)).contents())
        .extracting(S3Object::key)
        .containsExactlyElementsOf(
            model.keySet().stream().filter(key -> current(key) != null).sorted().toList());
    ListObjectVersionsResponse listed = cloud.s3.listObjectVersions(r -> r.bucket(B));
    List<String> expectedVersions = new ArrayList<>();
    List<String> expectedMarkers = new ArrayList<>();
    model.forEach(
        (key, versions) -> {
          for (int i = 0; i < versions.size(); i++) {
            (versions.get(i).marker() ? expectedMarkers : expectedVersions)
                .add(key + " " + versions.get(i).id() + (i == 0 ? " latest" : ""));
          }
        });
    assertThat(listed.versions())
        .extracting(v -> v.key() + " " + v.versionId() + (v.isLatest() ? " latest" : ""))
        .isEqualTo(expectedVersions);
    assertThat(listed.deleteMarkers())
        .extracting(v -> v.key() + " " + v.versionId() + (v.isLatest() ? " latest" : ""))
        .isEqualTo(expectedMarkers);
    model.forEach(
        (key, versions) -> {
          for (Version version : versions) {
            if (!version.marker()) {
              assertThat(read(cloud, key, version.id())).isEqualTo(version.body());
            }
          }
          assertThat(read(cloud, key, null)).isEqualTo(current(key));
        });
  }

  private static String read(S3Fixture cloud, String key, String versionId) {
    try {
      return cloud
          .s3
          .getObjectAsBytes(
              GetObjectRequest.builder().bucket(B).key(key).versionId(versionId).build())
          .asUtf8String();
    } catch (NoSuchKeyException e) {
      return null;
    }
  }
}
