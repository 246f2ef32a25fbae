package dev.trailmark.cloud.s3.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Seeds;
import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.model.S3Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * Random sequences of puts, copies, deletions, tagging, annotating, holds and changes of
 * versioning, against a model that knows nothing but a list of versions for each key. See {@link
 * Seeds}.
 */
class VersionedBucketModelTest {
  private static final String B = "model-bucket";
  private static final int STEPS = 140;
  private static final String[] CLASSES = {"STANDARD", "STANDARD_IA", "GLACIER_IR"};
  private static final String[] KEYS = {"a", "a/b", "a/c", "b", "ü", "z z+"};

  /** What a key's version is in the model, newest first. */
  private record Version(
      String id, String body, String tag, String note, String storageClass, boolean held) {
    boolean marker() {
      return body == null;
    }

    Version tagged(String newTag) {
      return new Version(id, body, newTag, note, storageClass, held);
    }

    Version held(boolean now) {
      return new Version(id, body, tag, note, storageClass, now);
    }

    Version noted(String text) {
      return new Version(id, body, tag, text, storageClass, held);
    }

    /** A copy, which no hold keeps. */
    Version inStandard() {
      return new Version(id, body, tag, note, "STANDARD", false);
    }

    Version as(String otherId) {
      return new Version(otherId, body, tag, note, storageClass, held);
    }
  }

  private final Map<String, List<Version>> model = new TreeMap<>();
  private String versioning;
  private boolean locking;

  @Test
  void aBucketBehavesAsTheModelDoes() throws Exception {
    run(false);
  }

  @Test
  void aBucketWithObjectLockBehavesAsTheModelDoes() throws Exception {
    run(true);
  }

  private void run(boolean withLock) throws Exception {
    locking = withLock;
    versioning = withLock ? "Enabled" : null;
    Random random = new Random(Seeds.seed());
    try (S3Fixture cloud = new S3Fixture()) {
      cloud.s3.createBucket(r -> r.bucket(B).objectLockEnabledForBucket(withLock));
      for (int step = 0; step < STEPS; step++) {
        step(cloud, random, "body " + step);
        if (step % 35 == 34) {
          compareLists(cloud);
        }
        if (step % (STEPS / 2) == STEPS / 2 - 1) {
          compareVersions(cloud);
        }
      }
    }
  }

  private void step(S3Fixture cloud, Random random, String body) {
    String key = KEYS[random.nextInt(KEYS.length)];
    int what = random.nextInt(26);
    if (what >= 20) {
      changeVersion(cloud, random, key);
    } else if (what == 0 && !locking) {
      versioning = random.nextBoolean() ? "Enabled" : "Suspended";
      cloud.s3.putBucketVersioning(
          r ->
              r.bucket(B)
                  .versioningConfiguration(
                      v -> v.status(BucketVersioningStatus.fromValue(versioning))));
    } else if (what < 9) {
      String storageClass = CLASSES[random.nextInt(CLASSES.length)];
      String tag = random.nextBoolean() ? null : body;
      String id =
          cloud
              .s3
              .putObject(
                  r ->
                      r.bucket(B)
                          .key(key)
                          .storageClass(storageClass)
                          .tagging(tag == null ? null : "t=" + tag.replace(' ', '+')),
                  RequestBody.fromString(body))
              .versionId();
      write(key, new Version(id, body, tag, null, storageClass, false));
    } else if (what < 12 && current(key) != null) {
      String to = KEYS[random.nextInt(KEYS.length)];
      if (!to.equals(key)) {
        Version from = model.get(key).get(0);
        String id =
            cloud
                .s3
                .copyObject(
                    r -> r.sourceBucket(B).sourceKey(key).destinationBucket(B).destinationKey(to))
                .versionId();
        write(to, from.as(id).inStandard());
      }
    } else if (what < 16) {
      String id = cloud.s3.deleteObject(r -> r.bucket(B).key(key)).versionId();
      if (versioning == null) {
        model.remove(key);
      } else {
        write(key, new Version(id, null, null, null, null, false));
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
    if (chosen.held()) {
      assertThat(
              S3Fixture.refusal(
                  () -> cloud.s3.deleteObject(r -> r.bucket(B).key(key).versionId(chosen.id()))))
          .as("a held version stays")
          .isNotNull();
      return;
    }
    cloud.s3.deleteObject(r -> r.bucket(B).key(key).versionId(chosen.id()));
    versions.remove(chosen);
  }

  /** Tags or annotates a version anew, or puts a hold on it or lifts it. */
  private void changeVersion(S3Fixture cloud, Random random, String key) {
    List<Version> versions = model.getOrDefault(key, List.of());
    int index = versions.isEmpty() ? 0 : random.nextInt(versions.size());
    if (versions.isEmpty() || versions.get(index).marker()) {
      return;
    }
    Version chosen = versions.get(index);
    if (locking && random.nextBoolean()) {
      boolean held = random.nextBoolean();
      cloud.s3.putObjectLegalHold(
          r ->
              r.bucket(B)
                  .key(key)
                  .versionId(chosen.id())
                  .legalHold(h -> h.status(held ? "ON" : "OFF")));
      versions.set(index, chosen.held(held));
      return;
    }
    if (random.nextBoolean()) {
      versions.set(index, chosen.noted(annotate(cloud, random, key, chosen)));
      return;
    }
    String tag = "again " + random.nextInt(10);
    cloud.s3.putObjectTagging(
        r ->
            r.bucket(B)
                .key(key)
                .versionId(chosen.id())
                .tagging(t -> t.tagSet(Tag.builder().key("t").value(tag).build())));
    versions.set(index, chosen.tagged(tag));
  }

  /** Puts an annotation or deletes it; a held version keeps the one that it has. */
  private static String annotate(S3Fixture cloud, Random random, String key, Version version) {
    if (!version.held() && random.nextInt(3) == 0) {
      cloud.s3.deleteObjectAnnotation(
          r -> r.bucket(B).key(key).versionId(version.id()).annotationName("n"));
      return null;
    }
    String text = "note " + random.nextInt(100);
    cloud.s3.putObjectAnnotation(
        r -> r.bucket(B).key(key).versionId(version.id()).annotationName("n"),
        RequestBody.fromString(text));
    return text;
  }

  /** A new version: with an id it goes on top; without, it takes the place of the one without. */
  private void write(String key, Version made) {
    List<Version> versions = model.computeIfAbsent(key, none -> new ArrayList<>());
    boolean named = "Enabled".equals(versioning);
    assertThat(named).isEqualTo(made.id() != null && !made.id().equals("null"));
    if (!named) {
      versions.removeIf(version -> version.id().equals("null"));
    }
    versions.add(0, named ? made : made.as("null"));
  }

  private String current(String key) {
    List<Version> versions = model.getOrDefault(key, List.of());
    return versions.isEmpty() ? null : versions.get(0).body();
  }

  private void compareLists(S3Fixture cloud) {
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
    long noted =
        model.values().stream().flatMap(List::stream).filter(v -> v.note() != null).count();
    assertThat(cloud.store.state().range(S3Kinds.ANNOTATION, "")).hasSize((int) noted);
  }

  /** Reads each version, and each key without a version: the dear part of the comparison. */
  private void compareVersions(S3Fixture cloud) {
    model.forEach(
        (key, versions) -> {
          for (Version version : versions) {
            if (!version.marker()) {
              compareVersion(cloud, key, version);
              compareNote(cloud, key, version);
            }
          }
          ResponseBytes<GetObjectResponse> read = read(cloud, key, null);
          assertThat(read == null ? null : read.asUtf8String()).isEqualTo(current(key));
        });
  }

  private static void compareVersion(S3Fixture cloud, String key, Version version) {
    ResponseBytes<GetObjectResponse> read = read(cloud, key, version.id());
    assertThat(read.asUtf8String()).isEqualTo(version.body());
    GetObjectResponse head = read.response();
    assertThat(head.storageClass() == null ? "STANDARD" : head.storageClassAsString())
        .isEqualTo(version.storageClass());
    assertThat("ON".equals(head.objectLockLegalHoldStatusAsString())).isEqualTo(version.held());
    assertThat(head.tagCount()).isEqualTo(version.tag() == null ? null : 1);
    if (version.tag() != null) {
      assertThat(
              cloud.s3.getObjectTagging(r -> r.bucket(B).key(key).versionId(version.id())).tagSet())
          .extracting(Tag::value)
          .containsExactly(version.tag());
    }
  }

  private static void compareNote(S3Fixture cloud, String key, Version version) {
    if (version.note() != null) {
      assertThat(
              cloud
                  .s3
                  .getObjectAnnotationAsBytes(
                      r -> r.bucket(B).key(key).versionId(version.id()).annotationName("n"))
                  .asUtf8String())
          .isEqualTo(version.note());
    }
  }

  /** The object, or {@code null} for none. */
  private static ResponseBytes<GetObjectResponse> read(
      S3Fixture cloud, String key, String versionId) {
    try {
      return cloud.s3.getObjectAsBytes(
          GetObjectRequest.builder().bucket(B).key(key).versionId(versionId).build());
    } catch (NoSuchKeyException e) {
      return null;
    }
  }
}
