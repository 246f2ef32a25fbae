package dev.trailmark.cloud.s3.object;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.trailmark.cloud.s3.S3Fixture;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Writing, reading and deleting objects under SSE-S3. */
class ObjectsTest {
  private static final String B = "object-bucket";
  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeEach
  void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_519, 65_520, 65_521, 131_040, 1_000_000})
  void aBodyOfAnySizeComesBack(int size) {
    byte[] body = bytes(size);

    cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromBytes(body));

    ResponseBytes<GetObjectResponse> got = cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k"));
    assertThat(got.asByteArrayUnsafe()).isEqualTo(body);
    assertThat(got.response().contentLength()).isEqualTo(size);
    assertThat(got.response().serverSideEncryptionAsString()).isEqualTo("AES256");
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("k")).contentLength()).isEqualTo(size);
  }

  @Test
  void theEntityTagIsTheMd5() {
    var put = cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("hello"));

    assertThat(put.eTag()).isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
    assertThat(put.serverSideEncryptionAsString()).isEqualTo("AES256");
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("k")).eTag()).isEqualTo(put.eTag());
  }

  @Test
  void metadataComesBack() {
    cloud.s3.putObject(
        r ->
            r.bucket(B)
                .key("k")
                .contentType("text/plain")
                .cacheControl("no-cache")
                .contentDisposition("inline")
                .contentLanguage("en")
                .metadata(Map.of("Colour", "blue")),
        RequestBody.fromString("x"));

    var head = cloud.s3.headObject(r -> r.bucket(B).key("k"));
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(head.cacheControl()).isEqualTo("no-cache");
    assertThat(head.contentDisposition()).isEqualTo("inline");
    assertThat(head.contentLanguage()).isEqualTo("en");
    assertThat(head.metadata()).containsExactly(Map.entry("colour", "blue"));
    assertThat(head.contentEncoding()).isNullOrEmpty();
    var overridden =
        cloud.s3.getObjectAsBytes(
            r -> r.bucket(B).key("k").responseContentType("application/json"));
    assertThat(overridden.response().contentType()).isEqualTo("application/json");
  }

  @Test
  void aReplacedHeaderCannotBreakTheAnswersHead() {
    cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("x"));
    for (String broken : List.of("a\u0000b", "a\r\nX-Sent: too")) {
      S3Exception refused =
          refusal(
              () -> cloud.s3.getObject(r -> r.bucket(B).key("k").responseContentLanguage(broken)));
      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
    }
  }

  @Test
  void metadataOverTwoKilobytesIsRefused() {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("k").metadata(Map.of("m", "x".repeat(2_048))),
                    RequestBody.fromString("x")));

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("MetadataTooLarge");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=65519-65520, 65519, 2",
    "bytes=100000-, 100000, 100000",
    "bytes=-5, 199995, 5",
    "bytes=199999-500000, 199999, 1",
    "bytes=-999999, 0, 200000"
  })
  void aRangeIsCutOut(String range, int from, int length) {
    byte[] body = bytes(200_000);
    cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromBytes(body));

    ResponseBytes<GetObjectResponse> got =
        cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k").range(range));

    assertThat(got.asByteArray()).isEqualTo(Arrays.copyOfRange(body, from, from + length));
    assertThat(got.response().sdkHttpResponse().statusCode()).isEqualTo(206);
    assertThat(got.response().contentRange())
        .isEqualTo("bytes " + from + "-" + (from + length - 1) + "/200000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1-0", "bytes=0-1,3-4", "lines=1-2", "bytes=--1"})
  void whatIsNotOneRangeMeansTheWholeObject(String range) {
    cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("0123456789"));

    var got = cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k").range(range));

    assertThat(got.asUtf8String()).isEqualTo("0123456789");
    assertThat(got.response().sdkHttpResponse().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=-0"})
  void aRangeBehindTheEndIsRefused(String range) {
    cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("0123456789"));

    S3Exception refusal =
        S3Fixture.refusal(() -> cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k").range(range)));

    assertThat(refusal.statusCode()).isEqualTo(416);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidRange");
  }

  /** Days of one digit have a zero before them, as HTTP's dates have. */
  @Test
  void anUnchangedObjectTellsWhenItWasModifiedAsItsReadDoes() {
    ZonedDateTime now = cloud.now().atZone(ZoneOffset.UTC);
    cloud.pass(Duration.between(now, now.plusMonths(1).withDayOfMonth(2)));
    String etag = cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("x")).eTag();

    S3Exception unchanged =
        S3Fixture.refusal(() -> cloud.s3.headObject(r -> r.bucket(B).key("k").ifNoneMatch(etag)));

    assertThat(unchanged.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Last-Modified"))
        .get(as(STRING))
        .matches("[A-Z][a-z]{2}, 02 .* GMT")
        .isEqualTo(
            cloud
                .s3
                .headObject(r -> r.bucket(B).key("k"))
                .sdkHttpResponse()
                .firstMatchingHeader("Last-Modified")
                .orElseThrow());
  }

  @Test
  void conditionsDecideWhetherAReadIsAnswered() {
    String etag = cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("x")).eTag();

    cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k").ifMatch(etag));
    S3Exception noMatch =
        S3Fixture.refusal(
            () -> cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k").ifMatch("\"other\"")));
    S3Exception unchanged =
        S3Fixture.refusal(
            () -> cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k").ifNoneMatch(etag)));
    S3Exception headUnchanged =
        S3Fixture.refusal(
            () -> cloud.s3.headObject(r -> r.bucket(B).key("k").ifModifiedSince(cloud.now())));

    assertThat(noMatch.statusCode()).isEqualTo(412);
    assertThat(noMatch.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("ETag"))
        .contains(etag);
    assertThat(headUnchanged.statusCode()).isEqualTo(304);
  }

  @Test
  void aWriteCanRequireThatNothingIsThere() {
    cloud.s3.putObject(r -> r.bucket(B).key("k").ifNoneMatch("*"), RequestBody.fromString("1"));

    S3Exception exists =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("k").ifNoneMatch("*"), RequestBody.fromString("2")));
    S3Exception absent =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("none").ifMatch("abc"), RequestBody.fromString("2")));
    S3Exception odd =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("k").ifNoneMatch("abc"), RequestBody.fromString("2")));

    assertThat(exists.statusCode()).isEqualTo(412);
    assertThat(absent.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
    assertThat(odd.statusCode()).isEqualTo(501);
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k")).asUtf8String()).isEqualTo("1");
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void aChecksumIsVerifiedAndKept(ChecksumAlgorithm algorithm) {
    var put =
        cloud.s3.putObject(
            r -> r.bucket(B).key("k").checksumAlgorithm(algorithm),
            RequestBody.fromString("checked"));

    var head = cloud.s3.headObject(r -> r.bucket(B).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(put.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    assertThat(head.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("k")).checksumType()).isNull();
    assertThat(
            cloud
                .s3
                .getObjectAsBytes(r -> r.bucket(B).key("k").checksumMode(ChecksumMode.ENABLED))
                .asUtf8String())
        .isEqualTo("checked");
  }

  @Test
  void aWrongChecksumIsRefusedAndNothingIsKept() {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("k").checksumCRC32("AAAAAA=="),
                    RequestBody.fromString("checked")));

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("BadDigest");
    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo("The CRC32 you specified did not match the calculated checksum.");
    assertThat(S3Fixture.refusal(() -> cloud.s3.headObject(r -> r.bucket(B).key("k"))).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aWrongContentMd5IsRefused() {
    S3Exception wrong =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("k").contentMD5("CYketZBSTjX8czcsztXZhg=="),
                    RequestBody.fromString("x")));
    S3Exception invalid =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("k").contentMD5("__invalid__"),
                    RequestBody.fromString("x")));

    assertThat(wrong.awsErrorDetails().errorCode()).isEqualTo("BadDigest");
    assertThat(invalid.awsErrorDetails().errorCode()).isEqualTo("InvalidDigest");
  }

  @Test
  void aStreamOfUnknownPiecesIsStored() {
    byte[] body = bytes(300_000);

    cloud.s3.putObject(
        r -> r.bucket(B).key("k"),
        RequestBody.fromContentProvider(
            () -> new ByteArrayInputStream(body), body.length, "application/x-test"));

    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k")).asByteArrayUnsafe())
        .isEqualTo(body);
  }

  @Test
  void deletingWhatIsNotThereSucceeds() {
    cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("x"));

    cloud.s3.deleteObject(r -> r.bucket(B).key("k"));
    cloud.s3.deleteObject(r -> r.bucket(B).key("k"));

    S3Exception gone =
        S3Fixture.refusal(() -> cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k")));
    assertThat(gone.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
    assertThat(gone.awsErrorDetails().errorMessage())
        .isEqualTo("The specified key does not exist.");
  }

  @Test
  void whoMayNotListIsNotToldThatAKeyIsAbsent() {
    S3Client reader =
        cloud.clientOf(
            "reader",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}");
    cloud.s3.putObject(r -> r.bucket(B).key("there"), RequestBody.fromString("x"));

    S3Exception refusal =
        S3Fixture.refusal(() -> reader.getObjectAsBytes(r -> r.bucket(B).key("absent")));

    assertThat(reader.getObjectAsBytes(r -> r.bucket(B).key("there")).asUtf8String())
        .isEqualTo("x");
    assertThat(refusal.statusCode()).isEqualTo(403);
    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:user/reader is not authorized to perform:"
                + " s3:ListBucket on resource: \"arn:aws:s3:::object-bucket\" because no"
                + " identity-based policy allows the s3:ListBucket action");
  }

  @Test
  void anUnsignedReadIsRefusedBarely() throws Exception {
    cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("x"));

    var answer = cloud.unsigned("GET", "/" + B + "/k");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("<Code>AccessDenied</Code><Message>Access Denied</Message>");
    assertThat(cloud.records("GetObject"))
        .singleElement()
        .asString()
        .contains("\"accountId\":\"anonymous\"")
        .contains("\"errorCode\":\"AccessDenied\",\"errorMessage\":\"Access Denied\"");
  }

  @Test
  void aClassOfOtherBucketsIsRefused() {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("k").storageClass("OUTPOSTS"),
                    RequestBody.fromString("x")));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidStorageClass");
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
