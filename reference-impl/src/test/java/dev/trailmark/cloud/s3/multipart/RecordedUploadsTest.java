package dev.trailmark.cloud.s3.multipart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Multipart uploads and their checksums, answered as AWS was recorded to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedUploadsTest {
  private static final String B = "recorded-uploads";
  private static final byte[] FIRST = filled((5 << 20) + 1);
  private static final byte[] LAST = filled(10);
  private static final String KEY =
      Base64.getEncoder().encodeToString("1234567890abcdef1234567890abcdef".getBytes());

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private final S3Client s3 = cloud.s3;

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'a');
    return bytes;
  }

  @BeforeAll
  void start() {
    s3.createBucket(r -> r.bucket(B));
    s3.putBucketEncryption(
        r ->
            r.bucket(B)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.applyServerSideEncryptionByDefault(
                                        by -> by.sseAlgorithm(ServerSideEncryption.AES256))
                                    .blockedEncryptionTypes(
                                        t -> t.encryptionTypeWithStrings("NONE")))));
  }

  private CompleteMultipartUploadResponse upload(
      String key,
      Consumer<CreateMultipartUploadRequest.Builder> begin,
      Consumer<UploadPartRequest.Builder> each,
      byte[]... bodies) {
    String id =
        s3.createMultipartUpload(
                r -> {
                  r.bucket(B).key(key);
                  begin.accept(r);
                })
            .uploadId();
    List<CompletedPart> parts = new java.util.ArrayList<>();
    for (int i = 0; i < bodies.length; i++) {
      int number = i + 1;
      var out =
          s3.uploadPart(
              r -> {
                r.bucket(B).key(key).uploadId(id).partNumber(number);
                each.accept(r);
              },
              RequestBody.fromBytes(bodies[i]));
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(out.eTag())
              .checksumCRC32C(out.checksumCRC32C())
              .checksumSHA256(out.checksumSHA256())
              .build());
    }
    return s3.completeMultipartUpload(
        r -> r.bucket(B).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));
  }

  @Test
  void theLocationOfACompletedUploadHasItsKeyEncodedWithItsSlashes() {
    assertThat(upload("a folder/of parts", r -> {}, r -> {}, filled(1)).location())
        .isEqualTo("https://" + B + ".s3.us-east-1.amazonaws.com/a+folder%2Fof+parts");
  }

  private GetObjectAttributesResponse attributes(String key) {
    return s3.getObjectAttributes(
        r ->
            r.bucket(B)
                .key(key)
                .objectAttributes(ObjectAttributes.CHECKSUM, ObjectAttributes.OBJECT_PARTS));
  }

  private GetObjectResponse part(String key, int number) {
    ResponseBytes<GetObjectResponse> got =
        s3.getObjectAsBytes(
            r -> r.bucket(B).key(key).partNumber(number).checksumMode(ChecksumMode.ENABLED));
    return got.response();
  }

  @ParameterizedTest
  @CsvSource({"COMPOSITE, XF5+4A==-3, XF5+4A==", "FULL_OBJECT, eTdAQA==, eTdAQA=="})
  void partsAreListedAndSummedOnlyWhereTheObjectsChecksumIsMadeOfTheirs(
      ChecksumType type, String completed, String attribute) {
    String key = "typed-" + type;
    CompleteMultipartUploadResponse done =
        upload(
            key,
            r -> r.checksumAlgorithm(ChecksumAlgorithm.CRC32_C).checksumType(type),
            r -> r.checksumAlgorithm(ChecksumAlgorithm.CRC32_C),
            FIRST,
            FIRST,
            LAST);
    assertThat(done.checksumCRC32C()).isEqualTo(completed);
    assertThat(done.eTag()).isEqualTo("\"4d45984fc3feb2ac9b22683c49674b56-3\"");
    GetObjectAttributesResponse told = attributes(key);
    assertThat(told.checksum().checksumCRC32C()).isEqualTo(attribute);
    assertThat(told.checksum().checksumType()).isEqualTo(type);
    assertThat(told.objectParts().totalPartsCount()).isEqualTo(3);
    boolean composite = type == ChecksumType.COMPOSITE;
    assertThat(told.objectParts().parts()).hasSize(composite ? 3 : 0);
    assertThat(told.objectParts().maxParts()).isEqualTo(composite ? 1_000 : null);
    assertThat(part(key, 3).checksumCRC32C()).isEqualTo(composite ? "5yZkMA==" : null);
    assertThat(part(key, 3).checksumType()).isEqualTo(composite ? type : null);
  }

  @Test
  void theOnlyPartOfAnObjectHasTheObjectsChecksum() {
    upload(
        "single",
        r -> r.checksumAlgorithm(ChecksumAlgorithm.CRC32_C).checksumType(ChecksumType.FULL_OBJECT),
        r -> r.checksumAlgorithm(ChecksumAlgorithm.CRC32_C),
        "test content 123".getBytes());
    GetObjectResponse got = part("single", 1);
    assertThat(got.checksumCRC32C()).isEqualTo("fwuu0Q==");
    assertThat(got.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    assertThat(got.partsCount()).isEqualTo(1);
  }

  @Test
  void aPartWithoutAChecksumIsAnsweredWithOneOfTheUploadsAlgorithm() throws Exception {
    String id =
        s3.createMultipartUpload(
                r ->
                    r.bucket(B)
                        .key("plain part")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                        .checksumType(ChecksumType.FULL_OBJECT))
            .uploadId();
    RawS3.Answer answer =
        new RawS3(cloud.endpoint())
            .by(cloud.root(S3Fixture.ACCOUNT))
            .send("PUT", "/" + B + "/plain%20part?partNumber=1&uploadId=" + id, "abc");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-amz-checksum-crc32c")).isEqualTo("Nks/tw==");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theDefaultChecksumOfAnUploadUnderKmsIsNotInTheAnswerButInReads(boolean kms) {
    String key = "default-" + kms;
    CompleteMultipartUploadResponse done =
        upload(
            key,
            r -> r.serverSideEncryption(kms ? "aws:kms" : "AES256"),
            r -> {},
            "test-sse".getBytes());
    assertThat(done.checksumCRC64NVME()).isEqualTo(kms ? null : "Kr7StX/uFlQ=");
    assertThat(done.checksumType()).isEqualTo(kms ? null : ChecksumType.FULL_OBJECT);
    assertThat(
            s3.headObject(r -> r.bucket(B).key(key).checksumMode(ChecksumMode.ENABLED))
                .checksumCRC64NVME())
        .isEqualTo("Kr7StX/uFlQ=");
  }

  @Test
  void anUploadUnderAClientsKeyWithoutAnAlgorithmHasNoChecksum() {
    CompleteMultipartUploadResponse done =
        upload(
            "customer",
            r -> r.sseCustomerAlgorithm("AES256").sseCustomerKey(KEY).sseCustomerKeyMD5(md5()),
            r -> r.sseCustomerAlgorithm("AES256").sseCustomerKey(KEY).sseCustomerKeyMD5(md5()),
            "secret".getBytes());
    assertThat(done.checksumCRC64NVME()).isNull();
    assertThat(done.serverSideEncryption()).isNull();
    GetObjectResponse got =
        s3.getObjectAsBytes(
                r ->
                    r.bucket(B)
                        .key("customer")
                        .checksumMode(ChecksumMode.ENABLED)
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(KEY)
                        .sseCustomerKeyMD5(md5()))
            .response();
    assertThat(got.checksumCRC64NVME()).isNull();
    assertThat(got.checksumType()).isNull();
    assertThat(s3.listObjectsV2(r -> r.bucket(B).prefix("customer")).contents())
        .singleElement()
        .satisfies(listed -> assertThat(listed.hasChecksumAlgorithm()).isFalse());
    assertThat(
            s3.copyObject(
                    r ->
                        r.sourceBucket(B)
                            .sourceKey("customer")
                            .destinationBucket(B)
                            .destinationKey("opened")
                            .copySourceSSECustomerAlgorithm("AES256")
                            .copySourceSSECustomerKey(KEY)
                            .copySourceSSECustomerKeyMD5(md5()))
                .copyObjectResult()
                .checksumCRC64NVME())
        .isNotNull();
  }

  private String begin() {
    return s3.createMultipartUpload(r -> r.bucket(B).key("k")).uploadId();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "10001", "230000000", "99999999999", "one", ""})
  void aPartThatThereCannotBeIsRefused(String number) throws IOException {
    String target = "/" + B + "/k?uploadId=" + begin() + "&partNumber=" + number;
    RawS3 raw = new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT));
    s3.putObject(r -> r.bucket(B).key("source"), RequestBody.fromString("x"));

    for (RawS3.Answer answer :
        List.of(
            raw.send("PUT", target, "x"),
            raw.with("x-amz-copy-source", B + "/source").send("PUT", target, ""))) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body())
          .contains("<Code>InvalidArgument</Code>")
          .contains("<Message>Part number must be an integer between 1 and 10000, inclusive<")
          .contains("<ArgumentName>partNumber</ArgumentName>")
          .contains(number.isEmpty() ? "<ArgumentValue" : "<ArgumentValue>" + number + "<");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "size, Value for x-amz-mp-object-size header is invalid: 'size'",
    "-1, Value for x-amz-mp-object-size header is less than zero: '-1'",
    "2, The provided 'x-amz-mp-object-size' header value 2 does not match what was computed: 1",
  })
  void aSizeThatTheObjectWillNotHaveIsRefused(String size, String message) throws IOException {
    String upload = begin();
    String tag =
        s3.uploadPart(
                r -> r.bucket(B).key("k").uploadId(upload).partNumber(1),
                RequestBody.fromString("x"))
            .eTag();

    RawS3.Answer answer =
        new RawS3(cloud.endpoint())
            .by(cloud.root(S3Fixture.ACCOUNT))
            .with("x-amz-mp-object-size", size)
            .send(
                "POST",
                "/" + B + "/k?uploadId=" + upload,
                "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                    + tag
                    + "</ETag></Part></CompleteMultipartUpload>");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().replace("&apos;", "'"))
        .contains("<Code>InvalidRequest</Code><Message>" + message + "</Message>")
        .doesNotContain("<ArgumentName>");
    assertThat(s3.listParts(r -> r.bucket(B).key("k").uploadId(upload)).parts()).hasSize(1);
  }

  private static String md5() {
    return Base64.getEncoder()
        .encodeToString(BodyDigests.md5().digest(Base64.getDecoder().decode(KEY)));
  }
}
