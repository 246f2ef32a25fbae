package dev.trailmark.cloud.s3.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** DSSE-KMS: two layers under two keys, and no bucket keys. */
class DualLayerTest {
  private static final String B = "dual";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private static String keyArn;

  @BeforeAll
  static void start() {
    cloud.s3.createBucket(r -> r.bucket(B));
    keyArn = cloud.kms.createKey().keyMetadata().arn();
  }

  @Test
  void everyAnswerNamesTheMethodAndTheKey() {
    byte[] body = new byte[200_000];
    new Random(5).nextBytes(body);
    PutObjectResponse put =
        cloud.s3.putObject(
            r ->
                r.bucket(B)
                    .key("k")
                    .serverSideEncryption("aws:kms:dsse")
                    .ssekmsKeyId(keyArn)
                    .bucketKeyEnabled(true),
            RequestBody.fromBytes(body));
    assertThat(put.serverSideEncryptionAsString()).isEqualTo("aws:kms:dsse");
    assertThat(put.ssekmsKeyId()).isEqualTo(keyArn);
    assertThat(put.bucketKeyEnabled()).isNull();
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("k")).serverSideEncryptionAsString())
        .isEqualTo("aws:kms:dsse");
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k")).asByteArray()).isEqualTo(body);
    assertThat(
            cloud
                .s3
                .getObjectAsBytes(r -> r.bucket(B).key("k").range("bytes=131000-131100"))
                .asByteArray())
        .isEqualTo(java.util.Arrays.copyOfRange(body, 131_000, 131_101));
    assertThat(cloud.records("PutObject").toString()).contains("\"SSEApplied\":\"DSSE_KMS\"");
    assertThat(cloud.records("GenerateDataKey").toString())
        .contains("{\"aws:s3:arn\":\"arn:aws:s3:::dual/k\"}");
  }

  @Test
  void aBucketsDefaultAndUploadsInPartsHaveItToo() {
    cloud.s3.createBucket(r -> r.bucket("dual-default"));
    cloud.s3.putBucketEncryption(
        r ->
            r.bucket("dual-default")
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.applyServerSideEncryptionByDefault(
                                    by ->
                                        by.sseAlgorithm("aws:kms:dsse").kmsMasterKeyID(keyArn)))));
    String id =
        cloud.s3.createMultipartUpload(r -> r.bucket("dual-default").key("parts")).uploadId();
    var part =
        cloud.s3.uploadPart(
            r -> r.bucket("dual-default").key("parts").uploadId(id).partNumber(1),
            RequestBody.fromString("in parts"));
    assertThat(part.serverSideEncryptionAsString()).isEqualTo("aws:kms:dsse");
    cloud.s3.completeMultipartUpload(
        r ->
            r.bucket("dual-default")
                .key("parts")
                .uploadId(id)
                .multipartUpload(
                    m -> m.parts(CompletedPart.builder().partNumber(1).eTag(part.eTag()).build())));
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket("dual-default").key("parts")).asUtf8String())
        .isEqualTo("in parts");
    cloud.s3.copyObject(
        r ->
            r.sourceBucket("dual-default")
                .sourceKey("parts")
                .destinationBucket("dual-default")
                .destinationKey("copy"));
    assertThat(
            cloud
                .s3
                .headObject(r -> r.bucket("dual-default").key("copy"))
                .serverSideEncryptionAsString())
        .isEqualTo("aws:kms:dsse");
  }

  @Test
  void withoutTheKeyNothingIsRead() {
    String disabled = cloud.kms.createKey().keyMetadata().arn();
    cloud.s3.putObject(
        r -> r.bucket(B).key("off").serverSideEncryption("aws:kms:dsse").ssekmsKeyId(disabled),
        RequestBody.fromString("x"));
    cloud.kms.disableKey(r -> r.keyId(disabled));

    S3Exception refusal =
        S3Fixture.refusal(() -> cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("off")));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("KMS.DisabledException");
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(disabled + " is disabled.");
  }
}
