package dev.trailmark.cloud.s3.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** SSE-KMS: S3 asks KMS as the caller, so keys and key policies decide. */
class KmsEncryptionTest {
  private static final String B = "kms-bucket";
  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private String keyArn;

  @BeforeEach
  void start() {
    cloud.s3.createBucket(r -> r.bucket(B));
    keyArn = cloud.kms.createKey().keyMetadata().arn();
  }

  private void put(String key, String kmsKey) {
    put(cloud.s3, key, kmsKey, null);
  }

  private static software.amazon.awssdk.services.s3.model.PutObjectResponse put(
      S3Client client, String key, String kmsKey, Boolean bucketKey) {
    return client.putObject(
        r ->
            r.bucket(B)
                .key(key)
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(kmsKey)
                .bucketKeyEnabled(bucketKey),
        RequestBody.fromString("secret"));
  }

  private String get(S3Client client, String key) {
    return client.getObjectAsBytes(r -> r.bucket(B).key(key)).asUtf8String();
  }

  @Test
  void anObjectUnderAKeyNamesTheKeysArn() {
    cloud.kms.createAlias(r -> r.aliasName("alias/photos").targetKeyId(keyArn));

    var put = put(cloud.s3, "k", "alias/photos", null);

    assertThat(put.serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(put.ssekmsKeyId()).isEqualTo(keyArn);
    assertThat(put.bucketKeyEnabled()).isNull();
    assertThat(put.eTag()).matches("\"[0-9a-f]{32}\"");
    assertThat(get(cloud.s3, "k")).isEqualTo("secret");
    var head = cloud.s3.headObject(r -> r.bucket(B).key("k"));
    assertThat(head.ssekmsKeyId()).isEqualTo(keyArn);
    assertThat(head.serverSideEncryptionAsString()).isEqualTo("aws:kms");
  }

  @Test
  void withoutAKeyTheManagedKeyIsUsed() {
    var put = put(cloud.s3, "k", null, null);

    assertThat(put.ssekmsKeyId()).startsWith("arn:aws:kms:us-east-1:111122223333:key/");
    assertThat(get(cloud.s3, "k")).isEqualTo("secret");
  }

  @Test
  void theObjectsArnIsTheEncryptionContext() {
    put("photo.png", keyArn);
    get(cloud.s3, "photo.png");

    assertThat(cloud.records("GenerateDataKey"))
        .singleElement()
        .asString()
        .contains("\"invokedBy\":\"AWS Internal\"")
        .contains("\"keyId\":\"" + keyArn + "\"")
        .contains("{\"aws:s3:arn\":\"arn:aws:s3:::kms-bucket/photo.png\"}");
    assertThat(cloud.records("Decrypt"))
        .singleElement()
        .asString()
        .contains("{\"aws:s3:arn\":\"arn:aws:s3:::kms-bucket/photo.png\"}")
        .doesNotContain("\"requestParameters\":{\"keyId\"");
    assertThat(cloud.records("PutObject"))
        .singleElement()
        .asString()
        .contains("\"SSEApplied\":\"SSE_KMS\"")
        .contains(
            "\"responseElements\":{\"x-amz-server-side-encryption\":\"aws:kms\","
                + "\"x-amz-server-side-encryption-aws-kms-key-id\":\""
                + keyArn
                + "\"}");
  }

  @Test
  void aBucketKeySparesKmsForAWhile() {
    assertThat(put(cloud.s3, "a", keyArn, true).bucketKeyEnabled()).isTrue();
    put(cloud.s3, "b", keyArn, true);
    get(cloud.s3, "a");
    get(cloud.s3, "b");

    assertThat(cloud.records("GenerateDataKey"))
        .singleElement()
        .asString()
        .contains("{\"aws:s3:arn\":\"arn:aws:s3:::kms-bucket\"}");
    assertThat(cloud.records("Decrypt")).hasSize(1);
    cloud.pass(BucketKeys.KEPT);
    put(cloud.s3, "c", keyArn, true);
    get(cloud.s3, "a");
    assertThat(cloud.records("GenerateDataKey")).hasSize(2);
    assertThat(cloud.records("Decrypt")).hasSize(2);
  }

  @Test
  void aBucketKeyServesOnlyTheSessionThatKmsGaveItTo() {
    put(cloud.s3, "a", keyArn, true);
    get(cloud.s3, "a");
    S3Client reader =
        cloud.clientOf(
            "reader",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"s3:*\",\"Resource\":\"*\"}]}");

    S3Exception refusal = S3Fixture.refusal(() -> get(reader, "a"));

    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(refusal.awsErrorDetails().errorMessage()).contains("kms:Decrypt");
  }

  @Test
  void withoutPermissionOnTheKeyNobodyWrites() {
    S3Client writer =
        cloud.clientOf(
            "writer",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"s3:*\",\"Resource\":\"*\"}]}");

    S3Exception refusal = S3Fixture.refusal(() -> put(writer, "k", keyArn, null));

    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:user/writer is not authorized to perform:"
                + " kms:GenerateDataKey on resource: "
                + keyArn
                + " because no identity-based policy allows the kms:GenerateDataKey action");
    cloud.user(
        "writer",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":[\"s3:*\",\"kms:GenerateDataKey\"],\"Resource\":\"*\"}]}");
    put(writer, "k", keyArn, null);
  }

  @Test
  void aDisabledKeyBreaksReadsAndWrites() {
    put("k", keyArn);
    cloud.kms.disableKey(r -> r.keyId(keyArn));

    S3Exception read = S3Fixture.refusal(() -> get(cloud.s3, "k"));
    S3Exception write = S3Fixture.refusal(() -> put("other", keyArn));

    for (S3Exception refusal : new S3Exception[] {read, write}) {
      assertThat(refusal.statusCode()).isEqualTo(400);
      assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("KMS.DisabledException");
      assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(keyArn + " is disabled.");
    }
    cloud.kms.enableKey(r -> r.keyId(keyArn));
    assertThat(get(cloud.s3, "k")).isEqualTo("secret");
  }

  @Test
  void aKeyPendingDeletionBreaksReads() {
    put("k", keyArn);
    cloud.kms.scheduleKeyDeletion(r -> r.keyId(keyArn).pendingWindowInDays(7));

    S3Exception refusal = S3Fixture.refusal(() -> get(cloud.s3, "k"));

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("KMS.KMSInvalidStateException");
    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(keyArn + " is pending deletion.");
  }

  @Test
  void anUnknownKeyIsNamed() {
    String id = "134f2428-cec1-4b25-a1ae-9048164dba47";

    S3Exception unknown = S3Fixture.refusal(() -> put("k", id));
    S3Exception malformed = S3Fixture.refusal(() -> put("k", "fake-key-id"));

    assertThat(unknown.awsErrorDetails().errorCode()).isEqualTo("KMS.NotFoundException");
    assertThat(unknown.awsErrorDetails().errorMessage())
        .isEqualTo("Key 'arn:aws:kms:us-east-1:111122223333:key/" + id + "' does not exist");
    assertThat(malformed.awsErrorDetails().errorCode()).isEqualTo("KMS.NotFoundException");
    assertThat(malformed.awsErrorDetails().errorMessage()).isEqualTo("Invalid keyId 'fake-key-id'");
    S3Exception elsewhere =
        S3Fixture.refusal(() -> put("k", keyArn.replace("us-east-1", "us-west-2")));
    assertThat(elsewhere.awsErrorDetails().errorCode()).isEqualTo("KMS.NotFoundException");
    assertThat(elsewhere.awsErrorDetails().errorMessage()).isEqualTo("Invalid arn us-west-2");
  }

  @Test
  void theBucketsDefaultDecidesWhenTheRequestDoesNot() {
    cloud.s3.putBucketEncryption(
        r ->
            r.bucket(B)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.bucketKeyEnabled(true)
                                    .applyServerSideEncryptionByDefault(
                                        by -> by.sseAlgorithm("aws:kms").kmsMasterKeyID(keyArn)))));

    var byDefault = cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("secret"));
    var asked =
        cloud.s3.putObject(
            r -> r.bucket(B).key("plain").serverSideEncryption("AES256"),
            RequestBody.fromString("secret"));

    assertThat(byDefault.ssekmsKeyId()).isEqualTo(keyArn);
    assertThat(byDefault.bucketKeyEnabled()).isTrue();
    assertThat(asked.serverSideEncryptionAsString()).isEqualTo("AES256");
    assertThat(cloud.records("PutObject").get(0)).contains("\"SSEApplied\":\"Default_SSE_KMS\"");
    cloud.s3.deleteBucketEncryption(r -> r.bucket(B));
    assertThat(
            cloud
                .s3
                .getBucketEncryption(r -> r.bucket(B))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .sseAlgorithmAsString())
        .isEqualTo("AES256");
  }

  @Test
  void theCallersContextIsAdded() {
    String context =
        Base64.getEncoder().encodeToString("{\"team\":\"blue\"}".getBytes(StandardCharsets.UTF_8));

    var put =
        cloud.s3.putObject(
            r ->
                r.bucket(B)
                    .key("k")
                    .serverSideEncryption("aws:kms")
                    .ssekmsKeyId(keyArn)
                    .ssekmsEncryptionContext(context),
            RequestBody.fromString("secret"));

    assertThat(put.ssekmsEncryptionContext()).isEqualTo(context);
    assertThat(get(cloud.s3, "k")).isEqualTo("secret");
    assertThat(cloud.records("GenerateDataKey").get(0)).contains("\"team\":\"blue\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base 64!", "W10=", "eyJhIjoxfQ==", "bnVsbA=="})
  void aContextThatIsNoMapOfStringsIsRefused(String context) {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r ->
                        r.bucket(B)
                            .key("k")
                            .serverSideEncryption("aws:kms")
                            .ssekmsEncryptionContext(context),
                    RequestBody.fromString("secret")));

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
  }

  @Test
  void aKeyWithoutTheAlgorithmIsRefused() {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("k").ssekmsKeyId(keyArn),
                    RequestBody.fromString("secret")));

    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(
            "Server Side Encryption with AWS KMS managed key requires HTTP header"
                + " x-amz-server-side-encryption : aws:kms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:fsx", "ROT13"})
  void anotherAlgorithmIsRefused(String algorithm) {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("k").serverSideEncryption(algorithm),
                    RequestBody.fromString("secret")));

    assertThat(refusal.statusCode()).isEqualTo(algorithm.startsWith("aws:") ? 501 : 400);
  }

  @Test
  void aPublicObjectUnderSseKmsWantsSignatureVersion4() throws Exception {
    cloud.openBucket("public-bucket");
    cloud.s3.putObject(
        r ->
            r.bucket("public-bucket")
                .key("k")
                .acl("public-read")
                .serverSideEncryption("aws:kms")
                .ssekmsKeyId(keyArn),
        RequestBody.fromString("secret"));
    cloud.s3.putObject(
        r -> r.bucket("public-bucket").key("plain").acl("public-read"),
        RequestBody.fromString("open"));

    var refused = cloud.unsigned("GET", "/public-bucket/k");
    var head = cloud.unsigned("HEAD", "/public-bucket/k");
    var open = cloud.unsigned("GET", "/public-bucket/plain");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains(
            "<Code>InvalidArgument</Code><Message>Requests specifying Server Side Encryption with"
                + " AWS KMS managed keys require AWS Signature Version 4.</Message>"
                + "<ArgumentName>Authorization</ArgumentName><ArgumentValue>null</ArgumentValue>");
    assertThat(head.statusCode()).isEqualTo(400);
    assertThat(head.body()).isEmpty();
    assertThat(open.statusCode()).isEqualTo(200);
    assertThat(open.body()).isEqualTo("open");
    assertThat(cloud.records("Decrypt")).isEmpty();
    assertThat(cloud.records("GetObject").get(0)).contains("\"errorCode\":\"InvalidArgument\"");
  }

  @Test
  void encryptionHeadersOnReadsAreRefused() {
    put("k", keyArn);

    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.getObjectAsBytes(
                    r ->
                        r.bucket(B)
                            .key("k")
                            .overrideConfiguration(
                                o -> o.putHeader("x-amz-server-side-encryption", "aws:kms"))));

    assertThat(refusal.statusCode()).isEqualTo(400);
  }

  @Test
  void aLargeBodyUnderSseKmsComesBackInRanges() {
    byte[] body = new byte[300_000];
    new java.util.Random(7).nextBytes(body);
    cloud.s3.putObject(
        r ->
            r.bucket(B)
                .key("k")
                .serverSideEncryption("aws:kms")
                .metadata(Map.of("a", "b"))
                .ssekmsKeyId(keyArn),
        RequestBody.fromBytes(body));

    assertThat(
            cloud
                .s3
                .getObjectAsBytes(r -> r.bucket(B).key("k").range("bytes=131000-131099"))
                .asByteArray())
        .isEqualTo(java.util.Arrays.copyOfRange(body, 131_000, 131_100));
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k")).asByteArray()).isEqualTo(body);
  }
}
