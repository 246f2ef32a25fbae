package dev.trailmark.cloud.s3.multipart;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Objects that come in parts. */
class MultipartTest {
  private static final String B = "parts-bucket";
  private static final int PART = 5 << 20;

  private final byte[] first = bytes(1, PART);
  private final byte[] second = bytes(2, 100_000);
  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeEach
  void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  @Test
  void theObjectIsItsPartsInOrder() {
    String upload = begin(r -> r.contentType("image/jpeg").metadata(Map.of("by", "me")));
    CompletedPart two = part(upload, 2, second);
    CompletedPart one = part(upload, 1, first);

    CompleteMultipartUploadResponse done = complete(upload, one, two);

    assertThat(done.eTag()).matches("\"[0-9a-f]{32}-2\"");
    var got = cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k"));
    assertThat(got.asByteArrayUnsafe()).isEqualTo(joined());
    assertThat(got.response().contentType()).isEqualTo("image/jpeg");
    assertThat(got.response().metadata()).containsEntry("by", "me");
    assertThat(got.response().eTag()).isEqualTo(done.eTag());
    assertThat(uploads()).isEmpty();
    byte[] middle =
        cloud
            .s3
            .getObjectAsBytes(
                r -> r.bucket(B).key("k").range("bytes=" + (PART - 10) + "-" + (PART + 9)))
            .asByteArray();
    assertThat(middle).isEqualTo(Arrays.copyOfRange(joined(), PART - 10, PART + 10));
  }

  @Test
  void aPartSentAgainTakesThePlaceOfTheOneBefore() {
    String upload = begin(r -> {});
    part(upload, 1, second);
    CompletedPart again = part(upload, 1, first);

    assertThat(parts(upload).parts()).hasSize(1);
    complete(upload, again);

    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("k")).contentLength()).isEqualTo(PART);
  }

  @Test
  void wrongPartsAreNamed() {
    String upload = begin(r -> {});
    CompletedPart small = part(upload, 1, second);
    CompletedPart last = part(upload, 2, second);

    assertThat(code(() -> complete(upload, small, last))).isEqualTo("EntityTooSmall");
    assertThat(code(() -> complete(upload, last, small))).isEqualTo("InvalidPartOrder");
    assertThat(
            code(() -> complete(upload, CompletedPart.builder().partNumber(3).eTag("x").build())))
        .isEqualTo("InvalidPart");
    assertThat(
            code(
                () ->
                    complete(upload, CompletedPart.builder().partNumber(1).eTag("other").build())))
        .isEqualTo("InvalidPart");
    assertThat(code(() -> part(upload, 10_001, second))).isEqualTo("InvalidArgument");
    complete(upload, last);
    assertThat(code(() -> parts(upload))).isEqualTo("NoSuchUpload");
  }

  @Test
  void anAbortedUploadIsGone() {
    String upload = begin(r -> {});
    CompletedPart one = part(upload, 1, second);

    cloud.s3.abortMultipartUpload(r -> r.bucket(B).key("k").uploadId(upload));

    assertThat(code(() -> part(upload, 2, second))).isEqualTo("NoSuchUpload");
    assertThat(code(() -> complete(upload, one))).isEqualTo("NoSuchUpload");
    assertThat(code(() -> parts(upload))).isEqualTo("NoSuchUpload");
    assertThat(
            code(() -> cloud.s3.abortMultipartUpload(r -> r.bucket(B).key("k").uploadId(upload))))
        .isEqualTo("NoSuchUpload");
    assertThat(code(() -> cloud.s3.headObject(r -> r.bucket(B).key("k")))).isNotNull();
    cloud.s3.deleteBucket(r -> r.bucket(B));
  }

  @Test
  void checksumsAreOfThePartsOrOfTheWhole() {
    String composite = begin(r -> r.checksumAlgorithm(ChecksumAlgorithm.SHA256));
    CompletedPart one = checkedPart(composite, 1, first, ChecksumAlgorithm.SHA256);
    CompletedPart two = checkedPart(composite, 2, second, ChecksumAlgorithm.SHA256);
    CompleteMultipartUploadResponse done = complete(composite, one, two);
    assertThat(done.checksumSHA256()).endsWith("-2");
    assertThat(done.checksumType()).isEqualTo(ChecksumType.COMPOSITE);

    String whole =
        begin(
            r ->
                r.checksumAlgorithm(ChecksumAlgorithm.CRC32)
                    .checksumType(ChecksumType.FULL_OBJECT));
    CompletedPart first32 = checkedPart(whole, 1, first, ChecksumAlgorithm.CRC32);
    CompletedPart second32 = checkedPart(whole, 2, second, ChecksumAlgorithm.CRC32);
    String crc = complete(whole, first32, second32).checksumCRC32();
    cloud.s3.putObject(
        r -> r.bucket(B).key("once").checksumAlgorithm(ChecksumAlgorithm.CRC32),
        RequestBody.fromBytes(joined()));
    assertThat(
            cloud
                .s3
                .headObject(r -> r.bucket(B).key("once").checksumMode(ChecksumMode.ENABLED))
                .checksumCRC32())
        .isEqualTo(crc);
    assertThat(
            refusal(
                    () ->
                        begin(
                            r ->
                                r.checksumAlgorithm(ChecksumAlgorithm.SHA1)
                                    .checksumType(ChecksumType.FULL_OBJECT)))
                .awsErrorDetails()
                .errorMessage())
        .isEqualTo(
            "The FULL_OBJECT checksum type cannot be used with the sha1 checksum algorithm.");
  }

  @Test
  void uploadsAndPartsAreListedInPages() {
    List<String> ids = new ArrayList<>();
    for (String key : List.of("a", "b", "dir/x", "dir/y")) {
      ids.add(cloud.s3.createMultipartUpload(r -> r.bucket(B).key(key)).uploadId());
    }
    assertThat(uploads()).extracting(MultipartUpload::uploadId).containsExactlyElementsOf(ids);
    var rolled = cloud.s3.listMultipartUploads(r -> r.bucket(B).delimiter("/"));
    assertThat(rolled.uploads()).hasSize(2);
    assertThat(rolled.commonPrefixes()).extracting("prefix").containsExactly("dir/");
    var page = cloud.s3.listMultipartUploads(r -> r.bucket(B).maxUploads(3));
    var rest =
        cloud.s3.listMultipartUploads(
            r ->
                r.bucket(B)
                    .keyMarker(page.nextKeyMarker())
                    .uploadIdMarker(page.nextUploadIdMarker()));
    assertThat(page.isTruncated()).isTrue();
    assertThat(rest.uploads()).extracting(MultipartUpload::key).containsExactly("dir/y");
    String upload = begin(r -> {});
    for (int number : new int[] {3, 1, 2}) {
      part(upload, number, second);
    }
    ListPartsResponse two =
        cloud.s3.listParts(r -> r.bucket(B).key("k").uploadId(upload).maxParts(2));
    assertThat(two.parts()).extracting("partNumber").containsExactly(1, 2);
    assertThat(two.isTruncated()).isTrue();
    assertThat(
            cloud
                .s3
                .listParts(
                    r ->
                        r.bucket(B)
                            .key("k")
                            .uploadId(upload)
                            .partNumberMarker(two.nextPartNumberMarker()))
                .parts())
        .extracting("partNumber")
        .containsExactly(3);
  }

  @Test
  void aPageOfLessThanNothingIsRefused() {
    String upload = begin(r -> {});
    assertThat(
            refusal(
                () -> cloud.s3.listParts(r -> r.bucket(B).key("k").uploadId(upload).maxParts(-1))))
        .hasMessageContaining("Argument max-parts must be an integer between 0 and 2147483647");
    assertThat(refusal(() -> cloud.s3.listMultipartUploads(r -> r.bucket(B).maxUploads(-1))))
        .hasMessageContaining("Argument max-uploads must be an integer between 0 and 2147483647");
  }

  @Test
  void completionMakesAVersionAndObeysConditions() {
    cloud.s3.putBucketVersioning(
        r -> r.bucket(B).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    String upload = begin(r -> {});
    CompletedPart one = part(upload, 1, second);
    assertThat(complete(upload, one).versionId()).isNotNull();
    String other = begin(r -> {});
    CompletedPart again = part(other, 1, second);

    S3Exception refused =
        refusal(
            () ->
                cloud.s3.completeMultipartUpload(
                    r ->
                        r.bucket(B)
                            .key("k")
                            .uploadId(other)
                            .ifNoneMatch("*")
                            .multipartUpload(m -> m.parts(again))));
    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(parts(other).parts()).hasSize(1);
  }

  @Test
  void partsAreCopiedFromRangesOfObjects() {
    cloud.s3.putObject(r -> r.bucket(B).key("source"), RequestBody.fromBytes(joined()));
    String upload = begin(r -> {});
    CompletedPart one = copied(upload, 1, "bytes=0-" + (PART - 1));
    CompletedPart two = copied(upload, 2, "bytes=" + PART + "-" + (PART + second.length - 1));

    complete(upload, one, two);

    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k")).asByteArrayUnsafe())
        .isEqualTo(joined());
    String other = begin(r -> {});
    assertThat(code(() -> copied(other, 1, "bytes=0-99999999"))).isEqualTo("InvalidArgument");
    assertThat(code(() -> copied(other, 1, "0-5"))).isEqualTo("InvalidArgument");
  }

  private CompletedPart copied(String upload, int number, String range) {
    var made =
        cloud.s3.uploadPartCopy(
            r ->
                r.sourceBucket(B)
                    .sourceKey("source")
                    .destinationBucket(B)
                    .destinationKey("k")
                    .uploadId(upload)
                    .partNumber(number)
                    .copySourceRange(range));
    return CompletedPart.builder().partNumber(number).eTag(made.copyPartResult().eTag()).build();
  }

  @Test
  void whoMayNotWriteTheObjectMayNotUploadParts() {
    String upload = begin(r -> {});
    S3Client reader =
        cloud.clientOf(
            "reader",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "\"s3:GetObject\",\"Resource\":\"*\"}]}");

    assertThat(
            refusal(
                    () ->
                        reader.uploadPart(
                            r -> r.bucket(B).key("k").uploadId(upload).partNumber(1),
                            RequestBody.fromBytes(second)))
                .awsErrorDetails()
                .errorMessage())
        .contains("s3:PutObject");
    assertThat(
            refusal(() -> reader.abortMultipartUpload(r -> r.bucket(B).key("k").uploadId(upload)))
                .awsErrorDetails()
                .errorMessage())
        .contains("s3:AbortMultipartUpload");
    assertThat(
            refusal(() -> reader.listMultipartUploads(r -> r.bucket(B)))
                .awsErrorDetails()
                .errorMessage())
        .contains("s3:ListBucketMultipartUploads");
  }

  @Test
  void aPartChoosesNoEncryption() {
    String upload = begin(r -> r.serverSideEncryption("AES256"));
    Consumer<AwsRequestOverrideConfiguration.Builder> encrypted =
        o -> o.putHeader("x-amz-server-side-encryption", "AES256");
    cloud.s3.putObject(r -> r.bucket(B).key("source"), RequestBody.fromString("x"));

    S3Exception sent =
        refusal(
            () ->
                cloud.s3.uploadPart(
                    r ->
                        r.bucket(B)
                            .key("k")
                            .uploadId(upload)
                            .partNumber(1)
                            .overrideConfiguration(encrypted),
                    RequestBody.fromString("x")));
    S3Exception copied =
        refusal(
            () ->
                cloud.s3.uploadPartCopy(
                    r ->
                        r.sourceBucket(B)
                            .sourceKey("source")
                            .destinationBucket(B)
                            .destinationKey("k")
                            .uploadId(upload)
                            .partNumber(1)
                            .overrideConfiguration(encrypted)));

    for (S3Exception refused : List.of(sent, copied)) {
      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
      assertThat(refused.awsErrorDetails().errorMessage())
          .isEqualTo("x-amz-server-side-encryption header is not supported for this operation.");
    }
    assertThat(parts(upload).parts()).isEmpty();
  }

  @Test
  void whoBeganAnUploadMayListItsPartsAndAbortItInAnotherAccountsBucket() {
    String mayWrite =
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444455556666\"},\"Action\":\"s3:PutObject\","
            + "\"Resource\":\"arn:aws:s3:::parts-bucket/*\"}";
    policy(mayWrite);
    String owners = begin(r -> {});
    String theirs = cloud.stranger.createMultipartUpload(r -> r.bucket(B).key("k")).uploadId();

    assertThat(code(() -> partsOf(cloud.stranger, owners))).isEqualTo("AccessDenied");
    assertThat(code(() -> abort(cloud.stranger, owners))).isEqualTo("AccessDenied");
    partsOf(cloud.stranger, theirs);
    policy(
        mayWrite,
        mayWrite.replace("Allow", "Deny").replace("s3:PutObject", "s3:AbortMultipartUpload"));
    assertThat(code(() -> abort(cloud.stranger, theirs))).isEqualTo("AccessDenied");
    policy(mayWrite);
    abort(cloud.stranger, theirs);
    assertThat(uploads()).extracting(MultipartUpload::uploadId).containsExactly(owners);
  }

  private void policy(String... statements) {
    String text =
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(text));
  }

  private static ListPartsResponse partsOf(S3Client s3, String upload) {
    return s3.listParts(r -> r.bucket(B).key("k").uploadId(upload));
  }

  private static void abort(S3Client s3, String upload) {
    s3.abortMultipartUpload(r -> r.bucket(B).key("k").uploadId(upload));
  }

  private String begin(Consumer<CreateMultipartUploadRequest.Builder> more) {
    return cloud.s3.createMultipartUpload(r -> more.accept(r.bucket(B).key("k"))).uploadId();
  }

  private CompletedPart part(String upload, int number, byte[] body) {
    UploadPartResponse sent =
        cloud.s3.uploadPart(
            r -> r.bucket(B).key("k").uploadId(upload).partNumber(number),
            RequestBody.fromBytes(body));
    return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
  }

  private CompletedPart checkedPart(
      String upload, int number, byte[] body, ChecksumAlgorithm algorithm) {
    UploadPartResponse sent =
        cloud.s3.uploadPart(
            r ->
                r.bucket(B)
                    .key("k")
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumAlgorithm(algorithm),
            RequestBody.fromBytes(body));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(sent.eTag())
        .checksumSHA256(sent.checksumSHA256())
        .checksumCRC32(sent.checksumCRC32())
        .build();
  }

  private CompleteMultipartUploadResponse complete(String upload, CompletedPart... parts) {
    return cloud.s3.completeMultipartUpload(
        r -> r.bucket(B).key("k").uploadId(upload).multipartUpload(m -> m.parts(parts)));
  }

  private ListPartsResponse parts(String upload) {
    return cloud.s3.listParts(r -> r.bucket(B).key("k").uploadId(upload));
  }

  private List<MultipartUpload> uploads() {
    return cloud.s3.listMultipartUploads(r -> r.bucket(B)).uploads();
  }

  private static String code(ThrowingCallable call) {
    return refusal(call).awsErrorDetails().errorCode();
  }

  private byte[] joined() {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
