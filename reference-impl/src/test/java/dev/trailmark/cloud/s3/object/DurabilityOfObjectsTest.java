package dev.trailmark.cloud.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets and objects over a restart, and many writers at once. */
class DurabilityOfObjectsTest {

  @Test
  void bucketsAndObjectsSurviveARestart(@TempDir Path directory) throws Exception {
    byte[] large = new byte[200_000];
    try (S3Fixture first = new S3Fixture(Stores.onDisk(directory))) {
      first.openBucket("kept");
      first.s3.putObject(
          r -> r.bucket("kept").key("small").acl("public-read").metadata(Map.of("a", "b")),
          RequestBody.fromString("small"));
      first.s3.putObject(
          r -> r.bucket("kept").key("large").serverSideEncryption("aws:kms").bucketKeyEnabled(true),
          RequestBody.fromBytes(large));
    }

    try (S3Fixture second = new S3Fixture(Stores.onDisk(directory))) {
      assertThat(second.s3.getObjectAsBytes(r -> r.bucket("kept").key("small")).asUtf8String())
          .isEqualTo("small");
      assertThat(second.s3.headObject(r -> r.bucket("kept").key("small")).metadata())
          .containsEntry("a", "b");
      assertThat(second.s3.getObjectAcl(r -> r.bucket("kept").key("small")).grants()).hasSize(2);
      assertThat(second.s3.getObjectAsBytes(r -> r.bucket("kept").key("large")).asByteArray())
          .isEqualTo(large);
      assertThat(
              second
                  .s3
                  .getBucketOwnershipControls(r -> r.bucket("kept"))
                  .ownershipControls()
                  .rules()
                  .get(0)
                  .objectOwnershipAsString())
          .isEqualTo("BucketOwnerPreferred");
    }
  }

  @Test
  void tagsAnnotationsLocksClassesPartsAndRestoresSurviveARestart(@TempDir Path directory)
      throws Exception {
    Instant until = Instant.parse("2099-01-01T00:00:00Z");
    String begun;
    try (S3Fixture first = new S3Fixture(Stores.onDisk(directory))) {
      first.s3.createBucket(r -> r.bucket("kept").objectLockEnabledForBucket(true));
      first.s3.putObject(
          r ->
              r.bucket("kept")
                  .key("k")
                  .storageClass("GLACIER")
                  .tagging("z=1&a=2")
                  .websiteRedirectLocation("/x")
                  .objectLockMode("GOVERNANCE")
                  .objectLockRetainUntilDate(until)
                  .objectLockLegalHoldStatus("ON"),
          RequestBody.fromString("x"));
      first.s3.putObjectAnnotation(
          r -> r.bucket("kept").key("k").annotationName("n"), RequestBody.fromString("noted"));
      first.s3.restoreObject(r -> r.bucket("kept").key("k").restoreRequest(q -> q.days(1)));
      begun =
          first
              .s3
              .createMultipartUpload(
                  r -> r.bucket("kept").key("parts").tagging("t=1").storageClass("STANDARD_IA"))
              .uploadId();
    }

    try (S3Fixture second = new S3Fixture(Stores.onDisk(directory))) {
      var head = second.s3.headObject(r -> r.bucket("kept").key("k"));
      assertThat(head.storageClassAsString()).isEqualTo("GLACIER");
      assertThat(head.restore()).isEqualTo("ongoing-request=\"true\"");
      assertThat(head.websiteRedirectLocation()).isEqualTo("/x");
      assertThat(head.objectLockRetainUntilDate()).isEqualTo(until);
      assertThat(head.objectLockLegalHoldStatusAsString()).isEqualTo("ON");
      assertThat(
              second
                  .s3
                  .getObjectAnnotationAsBytes(r -> r.bucket("kept").key("k").annotationName("n"))
                  .asUtf8String())
          .isEqualTo("noted");
      assertThat(second.s3.getObjectTagging(r -> r.bucket("kept").key("k")).tagSet())
          .extracting(tag -> tag.key() + tag.value())
          .containsExactly("z1", "a2");
      assertThat(
              second
                  .s3
                  .getObjectLockConfiguration(r -> r.bucket("kept"))
                  .objectLockConfiguration()
                  .rule())
          .isNull();
      var part =
          second.s3.uploadPart(
              r -> r.bucket("kept").key("parts").uploadId(begun).partNumber(1),
              RequestBody.fromString("part"));
      second.s3.completeMultipartUpload(
          r ->
              r.bucket("kept")
                  .key("parts")
                  .uploadId(begun)
                  .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(part.eTag()))));
    }

    try (S3Fixture third = new S3Fixture(Stores.onDisk(directory))) {
      var read = third.s3.getObjectAsBytes(r -> r.bucket("kept").key("parts").partNumber(1));
      assertThat(read.asUtf8String()).isEqualTo("part");
      assertThat(read.response().partsCount()).isEqualTo(1);
      assertThat(read.response().tagCount()).isEqualTo(1);
      assertThat(read.response().storageClassAsString()).isEqualTo("STANDARD_IA");
    }
  }

  @Test
  void ofManyConditionalWritersOneWins() throws Exception {
    try (S3Fixture cloud = new S3Fixture()) {
      cloud.s3.createBucket(r -> r.bucket("contended"));
      AtomicInteger won = new AtomicInteger();
      AtomicInteger lost = new AtomicInteger();

      together(
          16,
          () -> {
            try {
              cloud.s3.putObject(
                  r -> r.bucket("contended").key("k").ifNoneMatch("*"),
                  RequestBody.fromString("x"));
              won.incrementAndGet();
            } catch (S3Exception e) {
              assertThat(e.statusCode()).isEqualTo(412);
              lost.incrementAndGet();
            }
            return null;
          });

      assertThat(won).hasValue(1);
      assertThat(lost).hasValue(15);
    }
  }

  @Test
  void aReaderSeesOneWholeVersionWhileOthersWrite() throws Exception {
    try (S3Fixture cloud = new S3Fixture()) {
      cloud.s3.createBucket(r -> r.bucket("contended"));
      AtomicInteger number = new AtomicInteger();
      cloud.s3.putObject(
          r -> r.bucket("contended").key("k"), RequestBody.fromBytes(filled((byte) 0)));

      together(
          24,
          () -> {
            int mine = number.incrementAndGet();
            if (mine % 2 == 0) {
              cloud.s3.putObject(
                  r -> r.bucket("contended").key("k"), RequestBody.fromBytes(filled((byte) mine)));
            } else {
              byte[] read =
                  cloud.s3.getObjectAsBytes(r -> r.bucket("contended").key("k")).asByteArray();
              assertThat(read).isEqualTo(filled(read[0]));
            }
            return null;
          });
    }
  }

  private static byte[] filled(byte value) {
    byte[] body = new byte[150_000];
    java.util.Arrays.fill(body, value);
    return body;
  }

  private static void together(int times, Callable<Void> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        running.add(threads.submit(task));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }
}
