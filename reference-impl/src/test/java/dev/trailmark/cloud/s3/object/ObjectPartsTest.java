package dev.trailmark.cloud.s3.object;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What reads tell of an object's parts, and GetObjectAttributes. */
class ObjectPartsTest {
  private static final String B = "attributes-bucket";
  private static final byte[] FIRST = bytes(5 << 20);
  private static final byte[] LAST = bytes(1_000);
  @AutoClose private static final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  static void start() {
    cloud.s3.createBucket(r -> r.bucket(B));
    upload("plain", null);
    upload("summed", ChecksumAlgorithm.SHA256);
    cloud.s3.putObject(r -> r.bucket(B).key("whole"), RequestBody.fromString("whole body"));
    cloud.s3.putObject(r -> r.bucket(B).key("empty"), RequestBody.empty());
  }

  @Test
  void onePartIsReadByItsNumber() {
    var got = cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("plain").partNumber(2));

    assertThat(got.asByteArray()).isEqualTo(LAST);
    assertThat(got.response().sdkHttpResponse().statusCode()).isEqualTo(206);
    assertThat(got.response().partsCount()).isEqualTo(2);
    assertThat(got.response().contentRange())
        .isEqualTo("bytes %d-%d/%d", FIRST.length, FIRST.length + 999, FIRST.length + 1_000);
    var head = cloud.s3.headObject(r -> r.bucket(B).key("plain").partNumber(1));
    assertThat(head.contentLength()).isEqualTo(FIRST.length);
    assertThat(head.partsCount()).isEqualTo(2);
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("plain")).partsCount()).isNull();
  }

  @Test
  void anObjectWithoutPartsIsItsOwnFirst() {
    var got = cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("whole").partNumber(1));

    assertThat(got.asUtf8String()).isEqualTo("whole body");
    assertThat(got.response().sdkHttpResponse().statusCode()).isEqualTo(206);
    assertThat(got.response().partsCount()).isNull();
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("empty").partNumber(1)).asByteArray())
        .isEmpty();
  }

  @Test
  void aPartThatIsNotThereAndAPartOfARangeAreRefused() {
    S3Exception absent =
        refusal(() -> cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("plain").partNumber(3)));
    assertThat(absent.statusCode()).isEqualTo(416);
    assertThat(absent.awsErrorDetails().errorCode()).isEqualTo("InvalidPartNumber");
    assertThat(absent.awsErrorDetails().errorMessage())
        .isEqualTo("The requested partnumber is not satisfiable");
    S3Exception both =
        refusal(
            () ->
                cloud.s3.getObjectAsBytes(
                    r -> r.bucket(B).key("plain").partNumber(1).range("bytes=0-1")));
    assertThat(both.awsErrorDetails().errorMessage())
        .isEqualTo("Cannot specify both Range header and partNumber query parameter");
    assertThat(
            refusal(() -> cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("plain").partNumber(0)))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void aPartsChecksumComesWithThePart() {
    var got =
        cloud.s3.getObjectAsBytes(
            r -> r.bucket(B).key("summed").partNumber(2).checksumMode(ChecksumMode.ENABLED));

    assertThat(got.response().checksumSHA256()).isNotNull().doesNotContain("-");
    assertThat(got.response().checksumTypeAsString()).isEqualTo("COMPOSITE");
    assertThat(
            cloud
                .s3
                .headObject(r -> r.bucket(B).key("summed").checksumMode(ChecksumMode.ENABLED))
                .checksumSHA256())
        .endsWith("-2");
  }

  @Test
  void attributesListPartsWhereTheUploadNamedAnAlgorithm() {
    GetObjectAttributesResponse plain = attributes("plain");
    assertThat(plain.objectParts().totalPartsCount()).isEqualTo(2);
    assertThat(plain.objectParts().hasParts()).isFalse();
    GetObjectAttributesResponse summed = attributes("summed");
    assertThat(summed.objectParts().parts()).hasSize(2);
    assertThat(summed.objectParts().parts().get(0).size()).isEqualTo(FIRST.length);
    assertThat(summed.objectParts().parts()).allMatch(part -> part.checksumSHA256() != null);
    assertThat(summed.checksum().checksumSHA256()).isNotNull().doesNotContain("-");
    var page =
        cloud
            .s3
            .getObjectAttributes(
                r ->
                    r.bucket(B)
                        .key("summed")
                        .maxParts(1)
                        .objectAttributes(ObjectAttributes.OBJECT_PARTS))
            .objectParts();
    assertThat(page.isTruncated()).isTrue();
    assertThat(page.nextPartNumberMarker()).isEqualTo(1);
    assertThat(page.parts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "-1", "99999999999", ""})
  void aNumberOfPartsThatCannotBeIsIgnored(String most) throws IOException {
    RawS3.Answer answer =
        new RawS3(cloud.endpoint())
            .by(cloud.root(S3Fixture.ACCOUNT))
            .with("x-amz-object-attributes", "ObjectParts")
            .with("x-amz-max-parts", most)
            .get("/" + B + "/summed?attributes");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("<MaxParts>1000</MaxParts>")
        .contains("<IsTruncated>false</IsTruncated>");
  }

  @Test
  void attributesSayWhatIsAskedForAndNothingElse() {
    GetObjectAttributesResponse all = attributes("whole");
    assertThat(all.eTag()).matches("[0-9a-f]{32}");
    assertThat(all.objectSize()).isEqualTo(10);
    assertThat(all.storageClassAsString()).isEqualTo("STANDARD");
    assertThat(all.checksum().checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    assertThat(all.objectParts()).isNull();
    assertThat(all.lastModified()).isNotNull();
    GetObjectAttributesResponse size =
        cloud.s3.getObjectAttributes(
            r -> r.bucket(B).key("whole").objectAttributes(ObjectAttributes.OBJECT_SIZE));
    assertThat(size.objectSize()).isEqualTo(10);
    assertThat(size.eTag()).isNull();
    assertThat(size.checksum()).isNull();
  }

  @Test
  void attributesNeedTheirOwnPermissionBesideThatOfReading() {
    var reader = cloud.clientOf("attributereader", allow("s3:GetObject"));
    assertThat(refusal(() -> ask(reader)).awsErrorDetails().errorMessage())
        .contains("s3:GetObjectAttributes");
    var asker = cloud.clientOf("attributeasker", allow("s3:GetObjectAttributes"));
    assertThat(refusal(() -> ask(asker)).awsErrorDetails().errorMessage())
        .contains("s3:GetObject on resource");
    assertThat(
            refusal(
                    () ->
                        cloud.s3.getObjectAttributes(
                            r -> r.bucket(B).key("none").objectAttributes(ObjectAttributes.E_TAG)))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("NoSuchKey");
    assertThat(cloud.records("GetObjectAttributes")).isNotEmpty();
  }

  private static Object ask(software.amazon.awssdk.services.s3.S3Client client) {
    return client.getObjectAttributes(
        r -> r.bucket(B).key("whole").objectAttributes(ObjectAttributes.E_TAG));
  }

  private static String allow(String action) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
        + action
        + "\",\"Resource\":\"*\"}]}";
  }

  private static GetObjectAttributesResponse attributes(String key) {
    return cloud.s3.getObjectAttributes(
        r ->
            r.bucket(B)
                .key(key)
                .objectAttributes(
                    ObjectAttributes.E_TAG,
                    ObjectAttributes.CHECKSUM,
                    ObjectAttributes.OBJECT_PARTS,
                    ObjectAttributes.STORAGE_CLASS,
                    ObjectAttributes.OBJECT_SIZE));
  }

  private static void upload(String key, ChecksumAlgorithm algorithm) {
    String upload =
        cloud
            .s3
            .createMultipartUpload(r -> r.bucket(B).key(key).checksumAlgorithm(algorithm))
            .uploadId();
    CompletedPart one = part(key, upload, algorithm, 1, FIRST);
    CompletedPart two = part(key, upload, algorithm, 2, LAST);
    cloud.s3.completeMultipartUpload(
        r -> r.bucket(B).key(key).uploadId(upload).multipartUpload(m -> m.parts(one, two)));
  }

  private static CompletedPart part(
      String key, String upload, ChecksumAlgorithm algorithm, int number, byte[] body) {
    var out =
        cloud.s3.uploadPart(
            r ->
                r.bucket(B)
                    .key(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumAlgorithm(algorithm),
            RequestBody.fromBytes(body));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(out.eTag())
        .checksumSHA256(out.checksumSHA256())
        .build();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Arrays.copyOf(bytes, size);
  }
}
