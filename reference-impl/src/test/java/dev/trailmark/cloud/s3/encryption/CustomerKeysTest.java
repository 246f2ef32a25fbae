package dev.trailmark.cloud.s3.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** SSE-C: objects under keys that clients bring with each request. */
class CustomerKeysTest {
  private static final String B = "customer-keys";
  private static final byte[] KEY = new byte[32];
  private static final byte[] OTHER = new byte[32];
  @AutoClose private static S3Fixture cloud;

  @BeforeAll
  static void start() throws Exception {
    Arrays.fill(KEY, (byte) 'k');
    Arrays.fill(OTHER, (byte) 'o');
    cloud = new S3Fixture();
    cloud.s3.createBucket(r -> r.bucket(B));
    allow(B, "NONE");
  }

  private static void allow(String bucket, String blocked) {
    cloud.s3.putBucketEncryption(
        r ->
            r.bucket(bucket)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.applyServerSideEncryptionByDefault(
                                        by -> by.sseAlgorithm("AES256"))
                                    .blockedEncryptionTypes(
                                        t -> t.encryptionTypeWithStrings(blocked)))));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String md5(byte[] key) {
    return base64(BodyDigests.md5().digest(key));
  }

  private static PutObjectResponse put(String key, String body) {
    return cloud.s3.putObject(
        r ->
            r.bucket(B)
                .key(key)
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(base64(KEY))
                .sseCustomerKeyMD5(md5(KEY)),
        RequestBody.fromString(body));
  }

  private static GetObjectRequest get(String key, byte[] secret) {
    return GetObjectRequest.builder()
        .bucket(B)
        .key(key)
        .sseCustomerAlgorithm("AES256")
        .sseCustomerKey(base64(secret))
        .sseCustomerKeyMD5(md5(secret))
        .build();
  }

  private static void assertRefused(S3Exception refusal, int status, String code, String message) {
    assertThat(refusal.statusCode()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  @Test
  void theKeyOpensTheObjectAndAnswersSayWhichItIs() {
    PutObjectResponse put = put("k", "secret");
    assertThat(put.sseCustomerAlgorithm()).isEqualTo("AES256");
    assertThat(put.sseCustomerKeyMD5()).isEqualTo(md5(KEY));
    assertThat(put.serverSideEncryption()).isNull();
    assertThat(put.eTag()).isNotEqualTo("\"5ebe2294ecd0e0f08eab7690d2a6ee69\"").hasSize(34);

    var read = cloud.s3.getObjectAsBytes(get("k", KEY));
    assertThat(read.asUtf8String()).isEqualTo("secret");
    assertThat(read.response().sseCustomerKeyMD5()).isEqualTo(md5(KEY));
    assertThat(read.response().serverSideEncryption()).isNull();
    assertThat(cloud.records("PutObject").toString())
        .contains("\"SSEApplied\":\"SSE_C\"")
        .contains("\"x-amz-server-side-encryption-customer-algorithm\":\"AES256\"")
        .doesNotContain(base64(KEY), md5(KEY));
  }

  @Test
  void withoutTheKeyNothingIsRead() {
    put("locked", "secret");
    assertRefused(
        S3Fixture.refusal(() -> cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("locked"))),
        400,
        "InvalidRequest",
        "The object was stored using a form of Server Side Encryption. The correct parameters must"
            + " be provided to retrieve the object.");
    assertRefused(
        S3Fixture.refusal(() -> cloud.s3.getObjectAsBytes(get("locked", OTHER))),
        403,
        "AccessDenied",
        "Requests specifying Server Side Encryption with Customer provided keys must provide the"
            + " correct secret key.");
    assertThat(
            S3Fixture.refusal(() -> cloud.s3.headObject(r -> r.bucket(B).key("locked")))
                .statusCode())
        .isEqualTo(400);
    assertThat(
            S3Fixture.refusal(
                    () ->
                        cloud.s3.getObjectAttributes(
                            r ->
                                r.bucket(B).key("locked").objectAttributes(ObjectAttributes.E_TAG)))
                .statusCode())
        .isEqualTo(400);
    cloud.s3.putObject(r -> r.bucket(B).key("plain"), RequestBody.fromString("x"));
    assertRefused(
        S3Fixture.refusal(() -> cloud.s3.getObjectAsBytes(get("plain", KEY))),
        400,
        "InvalidRequest",
        "The encryption parameters are not applicable to this object.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|KEY|MD5|InvalidArgument|must provide a valid encryption algorithm.",
        "AES256|||InvalidArgument|must provide an appropriate secret key.",
        "AES256|KEY||InvalidArgument|must provide the client calculated MD5 of the secret key.",
        "AES256|YWJj|MD5|InvalidArgument|The secret key was invalid for the specified algorithm.",
        "AES256|KEY|kAFQmDzST7DWlj99KOF/cg==|InvalidArgument|"
            + "The calculated MD5 hash of the key did not match the hash that was provided.",
        "KMS|KEY|MD5|InvalidEncryptionAlgorithmError|"
            + "The Encryption request you specified is not valid. Supported value: AES256."
      })
  void headersThatBringNoKeyAreRefused(
      String algorithm, String key, String md5, String code, String message) {
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(B).key("refused");
    String stem = "x-amz-server-side-encryption-customer-";
    Map<String, String> headers = new java.util.TreeMap<>();
    headers.put(stem + "algorithm", algorithm);
    headers.put(stem + "key", "KEY".equals(key) ? base64(KEY) : key);
    headers.put(stem + "key-MD5", "MD5".equals(md5) ? md5(KEY) : md5);
    request.overrideConfiguration(
        o ->
            headers.forEach(
                (name, value) -> {
                  if (value != null) {
                    o.putHeader(name, value);
                  }
                }));

    S3Exception refusal =
        S3Fixture.refusal(() -> cloud.s3.putObject(request.build(), RequestBody.fromString("x")));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).endsWith(message);
  }

  @Test
  void itGoesWithNoOtherEncryption() {
    assertRefused(
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r ->
                        r.bucket(B)
                            .key("both")
                            .serverSideEncryption("AES256")
                            .sseCustomerAlgorithm("AES256")
                            .sseCustomerKey(base64(KEY))
                            .sseCustomerKeyMD5(md5(KEY)),
                    RequestBody.fromString("x"))),
        400,
        "InvalidArgument",
        "Server Side Encryption with Customer provided key is incompatible with the encryption"
            + " method specified");
  }

  @Test
  void copiesTakeTheSourcesKeyAndOneOfTheirOwn() {
    put("from", "copied");
    assertRefused(
        S3Fixture.refusal(
            () ->
                cloud.s3.copyObject(
                    r ->
                        r.sourceBucket(B)
                            .sourceKey("from")
                            .destinationBucket(B)
                            .destinationKey("to"))),
        400,
        "InvalidRequest",
        "The object was stored using a form of Server Side Encryption. The correct parameters must"
            + " be provided to retrieve the object.");
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey("from")
                .destinationBucket(B)
                .destinationKey("to")
                .copySourceSSECustomerAlgorithm("AES256")
                .copySourceSSECustomerKey(base64(KEY))
                .copySourceSSECustomerKeyMD5(md5(KEY))
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(base64(OTHER))
                .sseCustomerKeyMD5(md5(OTHER)));
    assertThat(cloud.s3.getObjectAsBytes(get("to", OTHER)).asUtf8String()).isEqualTo("copied");
  }

  @Test
  void partsBringTheUploadsKeyAndCompletingNeedsNone() {
    String id =
        cloud
            .s3
            .createMultipartUpload(
                r ->
                    r.bucket(B)
                        .key("parts")
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(base64(KEY))
                        .sseCustomerKeyMD5(md5(KEY)))
            .uploadId();
    UploadPartRequest.Builder part =
        UploadPartRequest.builder().bucket(B).key("parts").uploadId(id).partNumber(1);
    assertRefused(
        S3Fixture.refusal(() -> cloud.s3.uploadPart(part.build(), RequestBody.fromString("x"))),
        400,
        "InvalidRequest",
        "The multipart upload initiate requested encryption. Subsequent part requests must include"
            + " the appropriate encryption parameters.");
    part.sseCustomerAlgorithm("AES256").sseCustomerKey(base64(OTHER)).sseCustomerKeyMD5(md5(OTHER));
    assertRefused(
        S3Fixture.refusal(() -> cloud.s3.uploadPart(part.build(), RequestBody.fromString("x"))),
        400,
        "InvalidRequest",
        "The provided encryption parameters did not match the ones used originally.");
    part.sseCustomerKey(base64(KEY)).sseCustomerKeyMD5(md5(KEY));
    var sent = cloud.s3.uploadPart(part.build(), RequestBody.fromString("in parts"));
    assertThat(sent.sseCustomerKeyMD5()).isEqualTo(md5(KEY));

    cloud.s3.completeMultipartUpload(
        r ->
            r.bucket(B)
                .key("parts")
                .uploadId(id)
                .multipartUpload(
                    m ->
                        m.parts(
                            List.of(
                                CompletedPart.builder().partNumber(1).eTag(sent.eTag()).build()))));
    assertThat(cloud.s3.getObjectAsBytes(get("parts", KEY)).asUtf8String()).isEqualTo("in parts");
    assertThat(
            S3Fixture.refusal(() -> cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("parts")))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void newBucketsBlockSuchWritesUntilTheyAreToldNotTo() {
    cloud.s3.createBucket(r -> r.bucket("blocked"));
    assertThat(
            cloud
                .s3
                .getBucketEncryption(r -> r.bucket("blocked"))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .blockedEncryptionTypes()
                .encryptionTypeAsStrings())
        .containsExactly("SSE-C");
    S3Exception refusal = S3Fixture.refusal(() -> putInto("blocked"));
    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.awsErrorDetails().errorMessage())
        .endsWith(
            "because this bucket has blocked upload requests that specify Server Side Encryption"
                + " with Customer provided keys (SSE-C). Please specify a different server-side"
                + " encryption type");
    allow("blocked", "NONE");
    putInto("blocked");
    allow("blocked", "SSE-C");
    assertThat(S3Fixture.refusal(() -> putInto("blocked")).statusCode()).isEqualTo(403);
  }

  /** As AWS's example of it does. */
  @Test
  void whatIsBlockedIsSetWithoutTheDefault() {
    String bucket = "blocked-alone";
    cloud.s3.createBucket(r -> r.bucket(bucket));
    rule(bucket, r -> r.applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("aws:kms")));
    rule(bucket, r -> r.blockedEncryptionTypes(t -> t.encryptionTypeWithStrings("NONE")));

    putInto(bucket);
    ServerSideEncryptionRule kept =
        cloud
            .s3
            .getBucketEncryption(r -> r.bucket(bucket))
            .serverSideEncryptionConfiguration()
            .rules()
            .get(0);
    assertThat(kept.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
        .isEqualTo("aws:kms");
    assertThat(kept.blockedEncryptionTypes().encryptionTypeAsStrings()).containsExactly("NONE");
    for (Consumer<ServerSideEncryptionRule.Builder> nothing :
        List.<Consumer<ServerSideEncryptionRule.Builder>>of(
            r -> {}, r -> r.bucketKeyEnabled(true))) {
      assertThat(S3Fixture.refusal(() -> rule(bucket, nothing)).awsErrorDetails().errorCode())
          .isEqualTo("MalformedXML");
    }
  }

  private static void rule(String bucket, Consumer<ServerSideEncryptionRule.Builder> rule) {
    cloud.s3.putBucketEncryption(
        r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(rule)));
  }

  private static void putInto(String bucket) {
    cloud.s3.putObject(
        r ->
            r.bucket(bucket)
                .key("k")
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(base64(KEY))
                .sseCustomerKeyMD5(md5(KEY)),
        RequestBody.fromString("x"));
  }

  @Test
  void aPolicyCanForbidIt() {
    cloud.s3.createBucket(r -> r.bucket("no-customer-keys"));
    allow("no-customer-keys", "NONE");
    cloud.s3.putBucketPolicy(
        r ->
            r.bucket("no-customer-keys")
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Principal\":"
                        + "\"*\",\"Action\":\"s3:PutObject\",\"Resource\":"
                        + "\"arn:aws:s3:::no-customer-keys/*\",\"Condition\":{\"Null\":{"
                        + "\"s3:x-amz-server-side-encryption-customer-algorithm\":\"false\"}}}}"));
    assertThat(S3Fixture.refusal(() -> putInto("no-customer-keys")).awsErrorDetails().errorCode())
        .isEqualTo("AccessDenied");
    cloud.s3.putObject(
        r -> r.bucket("no-customer-keys").key("k"), RequestBody.fromString("allowed"));
  }
}
