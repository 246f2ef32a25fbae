package dev.trailmark.cloud.s3.object;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Instant;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writes and deletions that ask for a state of what is there, and completions' own checks. */
class ConditionalWritesTest {
  private static final String B = "condition-bucket";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private String key;

  @BeforeAll
  static void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  @BeforeEach
  void ownKey(TestInfo test) {
    key = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void aWriteMayAskThatNothingIsThereOrThatThisIs() {
    String etag = put(r -> r.ifNoneMatch("*"));
    refused(() -> put(r -> r.ifNoneMatch("*")), 412, "PreconditionFailed");
    refused(() -> put(r -> r.ifMatch("other")), 412, "PreconditionFailed");
    put(r -> r.ifMatch(etag));
    refused(() -> put(r -> r.ifNoneMatch("other")), 501, "NotImplemented");
    refused(() -> put(r -> r.ifMatch("*")), 501, "NotImplemented");
    refused(
        () ->
            cloud.s3.putObject(
                r -> r.bucket(B).key(key + "-none").ifMatch("x"), RequestBody.empty()),
        404,
        "NoSuchKey");
  }

  @Test
  void aCopyMayAskTheSameOfItsDestination() {
    put(r -> {});
    String etag = copy(r -> r.ifNoneMatch("*"));
    refused(() -> copy(r -> r.ifNoneMatch("*")), 412, "PreconditionFailed");
    copy(r -> r.ifMatch(etag));
    refused(() -> copy(r -> r.ifMatch("other")), 412, "PreconditionFailed");
  }

  @Test
  void aDeletionMayAskForWhatItDeletes() {
    String etag = put(r -> {});
    refused(() -> delete(r -> r.ifMatch("other")), 412, "PreconditionFailed");
    delete(r -> r.ifMatch(etag));
    refused(() -> delete(r -> r.ifMatch(etag)), 404, "NoSuchKey");
    put(r -> {});
    delete(r -> r.ifMatch("*"));
    refused(() -> delete(r -> r.ifMatch("*")), 404, "NoSuchKey");
    delete(r -> {});
  }

  @Test
  void aDeletionByTimeOrSizeIsForOtherBuckets() {
    refused(() -> delete(r -> r.ifMatchSize(1L)), 501, "NotImplemented");
    refused(() -> delete(r -> r.ifMatchLastModifiedTime(Instant.EPOCH)), 501, "NotImplemented");
  }

  @Test
  void aBatchDeletesWhatMatches() {
    String etag = put(r -> {});
    var out =
        cloud.s3.deleteObjects(
            r ->
                r.bucket(B)
                    .delete(
                        d -> d.objects(o -> o.key(key).eTag("other"), o -> o.key(key).eTag(etag))));
    assertThat(out.errors()).singleElement().extracting("code").isEqualTo("PreconditionFailed");
    assertThat(out.deleted()).hasSize(1);
  }

  @Test
  void aCompletionWhoseKeyWasWrittenMeanwhileConflicts() {
    Upload upload = upload(null);
    String etag = put(r -> {});

    refused(() -> upload.complete(r -> r.ifNoneMatch("*")), 412, "PreconditionFailed");
    refused(() -> upload.complete(r -> r.ifMatch(etag)), 409, "ConditionalRequestConflict");
    delete(r -> {});
    refused(() -> upload.complete(r -> r.ifNoneMatch("*")), 409, "ConditionalRequestConflict");
    refused(() -> upload.complete(r -> r.ifMatch(etag)), 404, "NoSuchKey");
    upload.complete(r -> {});
  }

  /** More often than there are threads, so that one of them does it twice in a row. */
  @Test
  void aCompletionThatIsRefusedMayBeSentAgainAsOftenAsOneLikes() {
    put(r -> {});
    Upload upload = upload(null);
    for (int i = 0; i < 65; i++) {
      refused(() -> upload.complete(r -> r.ifNoneMatch("*")), 412, "PreconditionFailed");
    }
    upload.complete(r -> {});
  }

  @Test
  void aCompletionOfAnUndisturbedKeyMayAskForItsState() {
    String etag = put(r -> {});
    upload(null).complete(r -> r.ifMatch(etag));
    refused(() -> upload(null).complete(r -> r.ifMatch(etag)), 412, "PreconditionFailed");
    delete(r -> {});
    upload(null).complete(r -> r.ifNoneMatch("*"));
  }

  @Test
  void eachPartOfACompositeChecksumIsNamedWithItsOwn() {
    Upload upload = upload(ChecksumAlgorithm.SHA256);
    S3Exception missing =
        refused(
            () -> upload.complete(CompletedPart.builder().partNumber(1).eTag(upload.etag).build()),
            400,
            "InvalidRequest");
    assertThat(missing.awsErrorDetails().errorMessage())
        .isEqualTo(
            "The upload was created using a sha256 checksum. The complete request must include the"
                + " checksum for each part. It was missing for part 1 in the request.");
    S3Exception mode =
        refused(() -> upload.complete(r -> r.checksumType("FULL_OBJECT")), 400, "InvalidRequest");
    assertThat(mode.awsErrorDetails().errorMessage())
        .isEqualTo(
            "The upload was created using the COMPOSITE checksum mode. The complete request must"
                + " use the same checksum mode.");
    upload.complete(r -> r.checksumType("COMPOSITE"));
  }

  @Test
  void aChecksumThatNoPartHasIsABadDigest() {
    Upload summed = upload(ChecksumAlgorithm.CRC32);
    S3Exception refused =
        refused(() -> summed.complete(claiming(summed, "eA==")), 400, "BadDigest");
    assertThat(refused.awsErrorDetails().errorMessage())
        .isEqualTo("The sha256 you specified for part 1 did not match what we received.");
    Upload upload = upload(null);
    refused(() -> upload.complete(claiming(upload, "eA==")), 400, "InvalidPart");
    S3Exception mode =
        refused(() -> upload.complete(r -> r.checksumType("FULL_OBJECT")), 400, "InvalidRequest");
    assertThat(mode.awsErrorDetails().errorMessage()).contains("using the null checksum mode");
  }

  private static CompletedPart claiming(Upload upload, String sha256) {
    return CompletedPart.builder().partNumber(1).eTag(upload.etag).checksumSHA256(sha256).build();
  }

  /** An upload of one part. */
  private final class Upload {
    private final String id;
    private final String etag;
    private final CompletedPart part;

    Upload(ChecksumAlgorithm algorithm) {
      id =
          cloud
              .s3
              .createMultipartUpload(r -> r.bucket(B).key(key).checksumAlgorithm(algorithm))
              .uploadId();
      var out =
          cloud.s3.uploadPart(
              r -> r.bucket(B).key(key).uploadId(id).partNumber(1).checksumAlgorithm(algorithm),
              RequestBody.fromString("part"));
      etag = out.eTag();
      part =
          CompletedPart.builder()
              .partNumber(1)
              .eTag(etag)
              .checksumSHA256(out.checksumSHA256())
              .build();
    }

    void complete(Consumer<CompleteMultipartUploadRequest.Builder> more) {
      cloud.s3.completeMultipartUpload(
          r -> more.accept(r.bucket(B).key(key).uploadId(id).multipartUpload(m -> m.parts(part))));
    }

    void complete(CompletedPart named) {
      cloud.s3.completeMultipartUpload(
          r -> r.bucket(B).key(key).uploadId(id).multipartUpload(m -> m.parts(named)));
    }
  }

  private Upload upload(ChecksumAlgorithm algorithm) {
    return new Upload(algorithm);
  }

  private String put(Consumer<PutObjectRequest.Builder> more) {
    return cloud
        .s3
        .putObject(r -> more.accept(r.bucket(B).key(key)), RequestBody.fromString("x"))
        .eTag();
  }

  private String copy(Consumer<CopyObjectRequest.Builder> more) {
    return cloud
        .s3
        .copyObject(
            r ->
                more.accept(
                    r.sourceBucket(B)
                        .sourceKey(key)
                        .destinationBucket(B)
                        .destinationKey(key + "-copy")))
        .copyObjectResult()
        .eTag();
  }

  private void delete(Consumer<DeleteObjectRequest.Builder> more) {
    cloud.s3.deleteObject(r -> more.accept(r.bucket(B).key(key)));
  }

  private static S3Exception refused(ThrowingCallable call, int status, String code) {
    S3Exception refused = refusal(call);
    assertThat(refused).as(code).isNotNull();
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refused.statusCode()).isEqualTo(status);
    return refused;
  }
}
