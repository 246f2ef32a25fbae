package dev.trailmark.cloud.s3.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** How checksums that a client names are refused, as others measured it at S3. */
class ChecksumClaimsTest {
  private static final String B = "claims";
  private static final String BODY = "abc";
  private static final String CRC = "NSRBwg==";
  private static final String LOOSE_BITS = "NSRBwh==";
  private static final String OTHER = "NiRBwg==";
  private static final String OF_PARTS = crcOf(Base64.getDecoder().decode(CRC));
  @AutoClose private static final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  static void start() {
    cloud.s3.createBucket(r -> r.bucket(B));
    cloud.s3.putObject(r -> r.bucket(B).key("key"), RequestBody.fromString(BODY));
  }

  private static String crcOf(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static void assertRefused(String code, String message, ThrowingCallable call) {
    S3Exception refused = S3Fixture.refusal(call);
    assertThat(refused).isNotNull();
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  private static String begin(String type) {
    return cloud
        .s3
        .createMultipartUpload(
            r -> r.bucket(B).key("parts").checksumAlgorithm("CRC32").checksumType(type))
        .uploadId();
  }

  private static String part(String upload, String... headers) {
    return cloud
        .s3
        .uploadPart(
            UploadPartRequest.builder()
                .bucket(B)
                .key("parts")
                .uploadId(upload)
                .partNumber(1)
                .overrideConfiguration(
                    o -> {
                      for (int i = 0; i < headers.length; i += 2) {
                        o.putHeader(headers[i], headers[i + 1]);
                      }
                    })
                .build(),
            RequestBody.fromString(BODY))
        .eTag();
  }

  /** Begins, uploads a part, and completes with what is named. */
  private static void complete(
      String type,
      Consumer<CompletedPart.Builder> named,
      Consumer<CompleteMultipartUploadRequest.Builder> headers) {
    String upload = begin(type);
    CompletedPart.Builder part =
        CompletedPart.builder().partNumber(1).eTag(part(upload, "x-amz-checksum-crc32", CRC));
    named.accept(part);
    cloud.s3.completeMultipartUpload(
        r -> {
          r.bucket(B).key("parts").uploadId(upload).multipartUpload(m -> m.parts(part.build()));
          headers.accept(r);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {LOOSE_BITS, "NSRBwg", "NSRBwg=", "short===", "shrt", "N^SR^Bwg=="})
  void aChecksumIsSpeltAsAnEncoderWould(String value) {
    assertRefused(
        "InvalidRequest",
        "Value for x-amz-checksum-crc32 header is invalid.",
        () -> put("x-amz-checksum-crc32", value));
  }

  private static void put(String... headers) {
    cloud.s3.putObject(
        r ->
            r.bucket(B)
                .key("put")
                .overrideConfiguration(
                    o -> {
                      for (int i = 0; i < headers.length; i += 2) {
                        o.putHeader(headers[i], headers[i + 1]);
                      }
                    }),
        RequestBody.fromString(BODY));
  }

  @Test
  void theNamedAlgorithmIsThatOfTheValue() {
    String message = "Value for x-amz-sdk-checksum-algorithm header is invalid.";
    String[] other = {"x-amz-sdk-checksum-algorithm", "SHA1", "x-amz-checksum-crc32", CRC};
    assertRefused("InvalidRequest", message, () -> put(other));
    String upload = begin("COMPOSITE");
    assertRefused("InvalidRequest", message, () -> part(upload, other));

    put("x-amz-sdk-checksum-algorithm", "CRC32", "x-amz-checksum-crc32", CRC);
  }

  @Test
  void aPartNeedsItsChecksumWhereTheObjectsIsMadeOfThem() throws Exception {
    RawS3.Answer refused = bare(begin("COMPOSITE"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body())
        .contains(
            "<Code>InvalidRequest</Code><Message>Checksum Type mismatch occurred, expected checksum"
                + " Type: crc32, actual checksum Type: null</Message>");
    assertThat(bare(begin("FULL_OBJECT")).status()).isEqualTo(200);
  }

  /** A part without a checksum, which the SDK would compute unasked. */
  private static RawS3.Answer bare(String upload) throws Exception {
    return signed().send("PUT", "/" + B + "/parts?partNumber=1&uploadId=" + upload, BODY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CRC32,CRC32C | COMPOSITE | Invalid types are specified in x-amz-checksum-algorithm"
            + " header.",
        "CRC32 | TEST | Value for x-amz-checksum-type header is invalid."
      })
  void anUploadHasOneAlgorithmAndOneOfTwoTypes(String algorithm, String type, String message) {
    assertRefused(
        "InvalidRequest",
        message,
        () ->
            cloud.s3.createMultipartUpload(
                r -> r.bucket(B).key("parts").checksumAlgorithm(algorithm).checksumType(type)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<ChecksumCRC32>NSRBwh==</ChecksumCRC32> | CRC32:NSRBwh==;",
        "<ChecksumSHA256>eA==</ChecksumSHA256><ChecksumCRC32>NSRBwg==</ChecksumCRC32>"
            + " | CRC32:NSRBwg==;SHA256:eA==;"
      })
  void aCompletionNamesOneReadableChecksumForAPart(String named, String sent) throws Exception {
    for (String type : new String[] {"COMPOSITE", "FULL_OBJECT"}) {
      assertThat(completed(begin(type), 1, named))
          .contains(
              "<Code>InvalidArgument</Code>"
                  + "<Message>Invalid Base64 or multiple checksums present in request</Message>"
                  + "<ArgumentName>Checksum</ArgumentName><ArgumentValue>"
                  + sent
                  + "</ArgumentValue>");
    }
  }

  @Test
  void aCompletionNamesPartsFromOneOn() throws Exception {
    assertThat(completed(begin("COMPOSITE"), 0, "<ChecksumCRC32>" + CRC + "</ChecksumCRC32>"))
        .contains(
            "<Code>InvalidArgument</Code><Message>PartNumber must be &gt;= 1</Message>"
                + "<ArgumentName>PartNumber</ArgumentName><ArgumentValue>0</ArgumentValue>");
  }

  private static String completed(String upload, int number, String checksums) throws Exception {
    return signed()
        .send(
            "POST",
            "/" + B + "/parts?uploadId=" + upload,
            "<CompleteMultipartUpload><Part><PartNumber>"
                + number
                + "</PartNumber><ETag>900150983cd24fb0d6963f7d28e17f72</ETag>"
                + checksums
                + "</Part></CompleteMultipartUpload>")
        .body();
  }

  @ParameterizedTest
  @ValueSource(strings = {LOOSE_BITS, CRC + "-a", "none"})
  void theObjectsChecksumIsOneOrNamesTheNumberOfParts(String value) {
    for (String type : new String[] {"COMPOSITE", "FULL_OBJECT"}) {
      assertRefused(
          "InvalidRequest",
          "Value for x-amz-checksum-crc32 header is invalid.",
          () ->
              complete(
                  type, p -> p.checksumCRC32(CRC), r -> r.checksumCRC32(value).checksumType(type)));
    }
  }

  @Test
  void namedChecksumsOfPartsHaveToMakeTheObjectsBeforePartsAreLookedFor() {
    String message = "The crc32 you specified did not match the calculated checksum.";
    assertRefused(
        "BadDigest",
        message,
        () -> complete("COMPOSITE", p -> p.checksumCRC32(OTHER), r -> r.checksumCRC32(OF_PARTS)));
    assertRefused(
        "BadDigest",
        message,
        () ->
            complete(
                "COMPOSITE", p -> p.checksumCRC32(CRC), r -> r.checksumCRC32(OF_PARTS + "-2")));
    complete("COMPOSITE", p -> p.checksumCRC32(CRC), r -> r.checksumCRC32(OF_PARTS));
    complete("COMPOSITE", p -> p.checksumCRC32(CRC), r -> r.checksumCRC32(OF_PARTS + "-1"));

    S3Exception whole =
        S3Fixture.refusal(
            () ->
                complete(
                    "FULL_OBJECT",
                    p -> p.checksumCRC32(OTHER),
                    r -> r.checksumCRC32(CRC).checksumType("FULL_OBJECT")));
    assertThat(whole.awsErrorDetails().errorCode()).isEqualTo("InvalidPart");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-amz-checksum-bad | x"
            + " | The algorithm type you specified in x-amz-checksum- header is invalid.",
        "x-amz-trailer | x-amz-content-sha256"
            + " | The value specified in the x-amz-trailer header is not supported",
        "x-amz-trailer | ,x-amz-checksum-crc32"
            + " | The value specified in the x-amz-trailer header is not supported",
        "x-amz-trailer | x-amz-checksum-crc32, x-amz-checksum-sha1"
            + " | Expecting a single x-amz-checksum- header. Multiple checksum Types are not"
            + " allowed.",
        "x-amz-trailer | x-amz-checksum-crc32,,"
            + " | The request contained trailing data that was not well-formed or did not conform"
            + " to our published schema.",
      })
  void aHeaderNamesOneChecksumThatThereIs(String header, String value, String message)
      throws Exception {
    assertThat(signed().with(header, value).send("PUT", "/" + B + "/key", BODY).body())
        .contains("<Message>" + message + "</Message>");
  }

  @Test
  void aChecksumIsInAHeaderOrInTheTrailer() throws Exception {
    assertThat(
            signed()
                .with("x-amz-checksum-crc32", CRC)
                .with("x-amz-trailer", "x-amz-checksum-crc32")
                .send("PUT", "/" + B + "/key", BODY)
                .body())
        .contains("<Message>Expecting a single x-amz-checksum- header</Message>");
  }

  /** A request as it is written down: the SDK would add checksums and trailers of its own. */
  private static RawS3 signed() {
    return new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT));
  }

  @Test
  void theDigestOfADocumentIsHeldToItAndRepeatedAsSent() throws Exception {
    String md5 = "1B2M2Y8AsgTpgAmY7PhCfg==";
    String delete = "<Delete><Object><Key>k</Key></Object></Delete>";
    String complete =
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>e</ETag></Part>"
            + "</CompleteMultipartUpload>";
    String upload = "/parts?uploadId=" + begin("FULL_OBJECT");
    for (String target : new String[] {"?delete", upload}) {
      RawS3.Answer refused =
          signed()
              .with("Content-MD5", md5)
              .send("POST", "/" + B + target, target.equals(upload) ? complete : delete);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body())
          .contains("<Code>BadDigest</Code>")
          .contains("<ExpectedDigest>" + md5 + "</ExpectedDigest>");
    }
    assertThat(signed().send("POST", "/" + B + "?delete", delete).body())
        .contains("Missing required header for this request: Content-MD5 OR x-amz-checksum-*<");
  }

  @Test
  void theCodingOfChunksIsKeptWhereThereAreNone() throws Exception {
    signed().with("Content-Encoding", "aws-chunked").send("PUT", "/" + B + "/coded", BODY);

    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("coded")).contentEncoding())
        .isEqualTo("aws-chunked");
  }

  @Test
  void checksumsAreAskedForInSmallLettersToo() {
    cloud.s3.putObject(
        r -> r.bucket(B).key("small").checksumAlgorithm("SHA256"), RequestBody.fromString("x"));

    assertThat(
            cloud
                .s3
                .headObject(r -> r.bucket(B).key("small").checksumMode("enabled"))
                .checksumSHA256())
        .isEqualTo("LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=");
  }

  @Test
  void checksumsAreAskedForByEnabledAndNothingElse() {
    assertRefused(
        "InvalidRequest",
        "Value for x-amz-checksum-mode header is invalid.",
        () -> cloud.s3.getObject(r -> r.bucket(B).key("key").checksumMode("DISABLED")));
    assertThat(
            S3Fixture.refusal(
                    () -> cloud.s3.headObject(r -> r.bucket(B).key("key").checksumMode("DISABLED")))
                .statusCode())
        .isEqualTo(400);
  }
}
