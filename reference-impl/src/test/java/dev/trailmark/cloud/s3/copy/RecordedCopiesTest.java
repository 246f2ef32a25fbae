package dev.trailmark.cloud.s3.copy;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Copies, answered as AWS was recorded to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedCopiesTest {
  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private final S3Client s3 = cloud.s3;
  private String b;

  @BeforeEach
  void bucket() {
    b = "copied-" + made++;
    s3.createBucket(r -> r.bucket(b));
  }

  private void versioning(String status) {
    s3.putBucketVersioning(r -> r.bucket(b).versioningConfiguration(v -> v.status(status)));
  }

  private String put(String key) {
    return s3.putObject(r -> r.bucket(b).key(key), RequestBody.fromString("{}")).versionId();
  }

  private CopyObjectResponse copy(Consumer<CopyObjectRequest.Builder> more) {
    return s3.copyObject(
        r ->
            more.accept(r.sourceBucket(b).sourceKey("k").destinationBucket(b).destinationKey("k")));
  }

  private CopyObjectResponse touch() {
    return copy(r -> r.metadataDirective(MetadataDirective.REPLACE));
  }

  @Test
  void aCopyIntoASuspendedBucketSaysItsNullVersionAndASourceWithoutAVersionIsNotNamed() {
    put("k");
    CopyObjectResponse never = touch();
    assertThat(never.versionId()).isNull();
    assertThat(never.copySourceVersionId()).isNull();
    versioning("Suspended");
    for (int again = 0; again < 2; again++) {
      CopyObjectResponse suspended = touch();
      assertThat(suspended.versionId()).isEqualTo("null");
      assertThat(suspended.copySourceVersionId()).isNull();
    }
    versioning("Enabled");
    CopyObjectResponse enabled = touch();
    assertThat(enabled.versionId()).isNotNull().isNotEqualTo("null");
    assertThat(enabled.copySourceVersionId()).isNull();
    assertThat(touch().copySourceVersionId()).isEqualTo(enabled.versionId());
    assertThat(s3.putObject(r -> r.bucket(b).key("p"), RequestBody.empty()).versionId())
        .isNotNull();
    versioning("Suspended");
    assertThat(touch().copySourceVersionId()).isNotNull().isNotEqualTo("null");
    assertThat(put("p")).isNull();
  }

  @Test
  void aCopyOntoItselfMayChangeTheEncryptionOfAnObjectThatIsNotUnderSseS3() {
    s3.putObject(
        r -> r.bucket(b).key("k").serverSideEncryption(ServerSideEncryption.AWS_KMS),
        RequestBody.fromString("{}"));
    assertThat(copy(r -> {}).serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
    assertThat(refusal(() -> copy(r -> {})).awsErrorDetails().errorMessage())
        .startsWith("This copy request is illegal because it is trying to copy an object to itself")
        .as("now nothing would change");
    assertThat(refusal(() -> copy(r -> r.metadata(java.util.Map.of("a", "b")))).statusCode())
        .isEqualTo(400);
  }

  @Test
  void aCopyOntoItselfIsLetInWhereTheBucketWasGivenADefaultEncryption() {
    put("k");
    assertThat(refusal(() -> copy(r -> {})).awsErrorDetails().errorCode())
        .isEqualTo("InvalidRequest");
    s3.putBucketEncryption(
        r ->
            r.bucket(b)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.applyServerSideEncryptionByDefault(
                                    by -> by.sseAlgorithm(ServerSideEncryption.AES256)))));
    assertThat(copy(r -> {}).copyObjectResult().eTag()).isNotNull();
    s3.deleteBucketEncryption(r -> r.bucket(b));
    assertThat(refusal(() -> copy(r -> {})).awsErrorDetails().errorCode())
        .isEqualTo("InvalidRequest");
  }

  @Test
  void aCopiedPartShowsTheChecksumOfAnUploadThatNamedAnAlgorithm() {
    s3.putObject(r -> r.bucket(b).key("k"), RequestBody.fromString("this is a part"));
    CopyPartResult named =
        copyPart(
            s3.createMultipartUpload(
                    r ->
                        r.bucket(b)
                            .key("u")
                            .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                            .checksumType(ChecksumType.COMPOSITE))
                .uploadId());
    assertThat(named.checksumCRC32C()).isEqualTo("iqJrOQ==");
    CopyPartResult plain = copyPart(s3.createMultipartUpload(r -> r.bucket(b).key("u")).uploadId());
    assertThat(plain.eTag()).isEqualTo(named.eTag());
    assertThat(plain.checksumCRC32C()).isNull();
    assertThat(plain.checksumCRC64NVME()).isNull();
  }

  private CopyPartResult copyPart(String uploadId) {
    return s3.uploadPartCopy(
            r ->
                r.sourceBucket(b)
                    .sourceKey("k")
                    .destinationBucket(b)
                    .destinationKey("u")
                    .uploadId(uploadId)
                    .partNumber(1))
        .copyPartResult();
  }
}
