package dev.trailmark.cloud.s3.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** CopyObject: what a copy takes from its source, and what it needs. */
class CopiesTest {
  private static final String B = "list-bucket";
  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeEach
  void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  private void put(String... keys) {
    for (String key : keys) {
      cloud.s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString(key));
    }
  }

  @Test
  void aCopyHasTheMetadataOfItsSourceUnlessReplaced() {
    cloud.s3.putObject(
        r -> r.bucket(B).key("a b+ü").contentType("text/plain").metadata(Map.of("m", "1")),
        RequestBody.fromString("body"));

    var copied =
        cloud.s3.copyObject(
            r -> r.sourceBucket(B).sourceKey("a b+ü").destinationBucket(B).destinationKey("copy"));
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey("a b+ü")
                .destinationBucket(B)
                .destinationKey("replaced")
                .metadataDirective("REPLACE")
                .metadata(Map.of("n", "2")));

    assertThat(copied.copyObjectResult().eTag()).isEqualTo("\"841a2d689ad86bd1611447453c22c6fc\"");
    assertThat(copied.copyObjectResult().lastModified()).isNotNull();
    var head = cloud.s3.headObject(r -> r.bucket(B).key("copy"));
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(head.metadata()).containsExactly(Map.entry("m", "1"));
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("replaced")).metadata())
        .containsExactly(Map.entry("n", "2"));
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("copy")).asUtf8String())
        .isEqualTo("body");
    assertThat(cloud.records("CopyObject").get(0))
        .contains("\"ARN\":\"arn:aws:s3:::list-bucket/copy\"")
        .contains("\"ARN\":\"arn:aws:s3:::list-bucket/a b+ü\"");
  }

  @Test
  void aCopyIsEncryptedAsItsRequestSays() {
    String key = cloud.kms.createKey().keyMetadata().arn();
    byte[] body = new byte[200_000];
    cloud.s3.putObject(
        r -> r.bucket(B).key("kms").serverSideEncryption("aws:kms").ssekmsKeyId(key),
        RequestBody.fromBytes(body));

    var plain =
        cloud.s3.copyObject(
            r -> r.sourceBucket(B).sourceKey("kms").destinationBucket(B).destinationKey("plain"));
    var sealed =
        cloud.s3.copyObject(
            r ->
                r.sourceBucket(B)
                    .sourceKey("plain")
                    .destinationBucket(B)
                    .destinationKey("sealed")
                    .serverSideEncryption("aws:kms")
                    .ssekmsKeyId(key));

    assertThat(plain.serverSideEncryptionAsString()).isEqualTo("AES256");
    assertThat(sealed.ssekmsKeyId()).isEqualTo(key);
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("sealed")).asByteArray())
        .isEqualTo(body);
    cloud.kms.disableKey(r -> r.keyId(key));
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.copyObject(
                    r ->
                        r.sourceBucket(B)
                            .sourceKey("sealed")
                            .destinationBucket(B)
                            .destinationKey("x")));
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("KMS.DisabledException");
  }

  @Test
  void aCopyOntoItselfMustChangeSomething() {
    put("k");

    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.copyObject(
                    r ->
                        r.sourceBucket(B).sourceKey("k").destinationBucket(B).destinationKey("k")));
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey("k")
                .destinationBucket(B)
                .destinationKey("k")
                .metadataDirective("REPLACE"));

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k")).asUtf8String()).isEqualTo("k");
  }

  @Test
  void aCopyNeedsToReadAndToWrite() {
    put("k");
    S3Client writer =
        cloud.clientOf(
            "writer",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":[\"s3:PutObject\",\"s3:ListBucket\"],\"Resource\":\"*\"}]}");

    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                writer.copyObject(
                    r ->
                        r.sourceBucket(B).sourceKey("k").destinationBucket(B).destinationKey("l")));

    assertThat(refusal.awsErrorDetails().errorMessage()).contains("s3:GetObject");
  }

  @Test
  void aMissingSourceIsNoSuchKey() {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.copyObject(
                    r ->
                        r.sourceBucket(B)
                            .sourceKey("none")
                            .destinationBucket(B)
                            .destinationKey("l")));

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
  }
}
