package dev.trailmark.cloud.s3.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** UpdateObjectEncryption: the key above the data key changes, the object does not. */
class ReencryptionTest {
  private static final String B = "reencrypted";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private static String first;
  private static String second;

  @BeforeAll
  static void start() {
    cloud.s3.createBucket(r -> r.bucket(B));
    first = cloud.kms.createKey().keyMetadata().arn();
    second = cloud.kms.createKey().keyMetadata().arn();
  }

  private static void put(String key, PutObjectRequest.Builder how) {
    cloud.s3.putObject(how.bucket(B).key(key).build(), RequestBody.fromString("kept " + key));
  }

  private static void update(S3Client client, String key, String keyArn, Boolean bucketKey) {
    client.updateObjectEncryption(
        r ->
            r.bucket(B)
                .key(key)
                .objectEncryption(
                    e -> e.ssekms(k -> k.kmsKeyArn(keyArn).bucketKeyEnabled(bucketKey))));
  }

  private static HeadObjectResponse head(String key) {
    return cloud.s3.headObject(r -> r.bucket(B).key(key));
  }

  private static String get(String key) {
    return cloud.s3.getObjectAsBytes(r -> r.bucket(B).key(key)).asUtf8String();
  }

  @Test
  void anObjectComesFromS3sKeyUnderOneOfKmssAndThenUnderAnother() {
    put("k", PutObjectRequest.builder());
    HeadObjectResponse before = head("k");

    update(cloud.s3, "k", first, null);
    assertThat(head("k").ssekmsKeyId()).isEqualTo(first);
    assertThat(head("k").serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(head("k").eTag()).isEqualTo(before.eTag());
    assertThat(head("k").lastModified()).isEqualTo(before.lastModified());
    assertThat(get("k")).isEqualTo("kept k");

    update(cloud.s3, "k", second, true);
    assertThat(head("k").ssekmsKeyId()).isEqualTo(second);
    assertThat(head("k").bucketKeyEnabled()).isTrue();
    assertThat(get("k")).isEqualTo("kept k");
    update(cloud.s3, "k", first, false);
    assertThat(head("k").bucketKeyEnabled()).isNull();
    assertThat(get("k")).isEqualTo("kept k");
    assertThat(cloud.records("UpdateObjectEncryption").get(0))
        .contains("\"key\":\"k\"", "\"managementEvent\":false");
  }

  @Test
  void theOldKeyIsNeededOnceMoreAndNoLongerAfterwards() {
    String old = cloud.kms.createKey().keyMetadata().arn();
    put("moved", PutObjectRequest.builder().serverSideEncryption("aws:kms").ssekmsKeyId(old));
    cloud.kms.disableKey(r -> r.keyId(old));
    assertThat(
            S3Fixture.refusal(() -> update(cloud.s3, "moved", first, null))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("KMS.DisabledException");
    cloud.kms.enableKey(r -> r.keyId(old));
    update(cloud.s3, "moved", first, null);
    cloud.kms.disableKey(r -> r.keyId(old));
    assertThat(get("moved")).isEqualTo("kept moved");
  }

  @Test
  void twoLayersStayAndOnlyArnsOfTheBucketsAccountAreTaken() {
    put("dual", PutObjectRequest.builder().serverSideEncryption("aws:kms:dsse"));
    assertRefused("dual", first, 400, "InvalidRequest", "source objects with the encryption type");
    put("plain", PutObjectRequest.builder());
    assertRefused("plain", "alias/mine", 400, "InvalidRequest", "require a valid AWS KMS key");
    assertRefused(
        "plain",
        first.replace(S3Fixture.ACCOUNT, S3Fixture.OTHER),
        403,
        "AccessDenied",
        "must be owned by the same account as the bucket");
    assertRefused("absent", first, 404, "NoSuchKey", "The specified key does not exist.");
  }

  private static void assertRefused(
      String key, String keyArn, int status, String code, String message) {
    S3Exception refusal = S3Fixture.refusal(() -> update(cloud.s3, key, keyArn, null));
    assertThat(refusal.statusCode()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
  }

  @Test
  void itTakesItsOwnPermissionBesideThatToWrite() {
    put("guarded", PutObjectRequest.builder());
    S3Client writer =
        cloud.clientOf(
            "writer",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
                + "[\"s3:PutObject\",\"kms:*\"],\"Resource\":\"*\"}}");
    S3Exception refusal = S3Fixture.refusal(() -> update(writer, "guarded", first, null));
    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.awsErrorDetails().errorMessage()).contains("s3:UpdateObjectEncryption");
    S3Client updater =
        cloud.clientOf(
            "updater",
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
                + "[\"s3:PutObject\",\"s3:UpdateObjectEncryption\",\"kms:*\"],"
                + "\"Resource\":\"*\"}}");
    update(updater, "guarded", first, null);
    assertThat(head("guarded").ssekmsKeyId()).isEqualTo(first);
  }

  /** As documented; the permission on the old key is for where it was under one. */
  @ParameterizedTest
  @CsvSource({
    "kms:Encrypt",
    "kms:ReEncryptTo",
    "kms:ReEncryptFrom",
    "kms:GenerateDataKey",
    "kms:Decrypt"
  })
  void everyPermissionThatIsDocumentedIsNeeded(String denied) {
    String key = "denied-" + denied.substring(4);
    put(key, PutObjectRequest.builder().serverSideEncryption("aws:kms").ssekmsKeyId(second));
    S3Client updater =
        cloud.clientOf(
            "without" + denied.substring(4),
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "[\"s3:PutObject\",\"s3:UpdateObjectEncryption\",\"kms:*\"],"
                + "\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\""
                + denied
                + "\",\"Resource\":\"*\",\"Condition\":{\"StringLike\":"
                + "{\"kms:EncryptionContext:aws:s3:arn\":\"arn:aws:s3:::"
                + B
                + "/denied-*\",\"kms:ViaService\":\"s3.us-east-1.amazonaws.com\"}}}]}");

    S3Exception refusal = S3Fixture.refusal(() -> update(updater, key, first, null));

    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(refusal.awsErrorDetails().errorMessage())
        .contains("is not authorized to perform: " + denied + " on ");
    assertThat(head(key).ssekmsKeyId()).isEqualTo(second);
  }

  @Test
  void aLockedVersionStaysUnderItsKey() {
    cloud.s3.createBucket(r -> r.bucket("locked-keys").objectLockEnabledForBucket(true));
    cloud.s3.putObject(
        r -> r.bucket("locked-keys").key("held").objectLockLegalHoldStatus("ON"),
        RequestBody.fromString("x"));

    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.updateObjectEncryption(
                    r ->
                        r.bucket("locked-keys")
                            .key("held")
                            .objectEncryption(e -> e.ssekms(k -> k.kmsKeyArn(first)))));

    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.awsErrorDetails().errorMessage())
        .contains("that object is protected by S3 Object Lock");
  }
}
