package dev.trailmark.cloud.s3.listing;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What listings were seen to answer where the API reference does not say. */
class RecordedListingsTest {
  private static final String FOLDERS = "folders";
  private static final List<String> KEYS = List.of("f/a/1", "f/a/2", "f/b", "f/c");
  @AutoClose private static final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  static void start() {
    cloud.s3.createBucket(r -> r.bucket(FOLDERS));
    for (String key : KEYS) {
      put(FOLDERS, key);
      begin(FOLDERS, key);
    }
  }

  private static String put(String bucket, String key) {
    return cloud.s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.empty()).versionId();
  }

  private static String begin(String bucket, String key) {
    cloud.pass(Duration.ofSeconds(1));
    return cloud.s3.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
  }

  @Test
  void aMarkerWithinACommonPrefixLeavesOutThePrefix() {
    var objects =
        cloud.s3.listObjects(r -> r.bucket(FOLDERS).prefix("f/").delimiter("/").marker("f/a/1"));
    var objectsV2 =
        cloud.s3.listObjectsV2(
            r -> r.bucket(FOLDERS).prefix("f/").delimiter("/").startAfter("f/a/1"));
    var versions =
        cloud.s3.listObjectVersions(
            r -> r.bucket(FOLDERS).prefix("f/").delimiter("/").keyMarker("f/a/1"));
    var uploads =
        cloud.s3.listMultipartUploads(
            r -> r.bucket(FOLDERS).prefix("f/").delimiter("/").keyMarker("f/a/1"));

    assertThat(objects.contents()).extracting(S3Object::key).containsExactly("f/b", "f/c");
    assertThat(objectsV2.contents()).extracting(S3Object::key).containsExactly("f/b", "f/c");
    assertThat(versions.versions()).extracting(ObjectVersion::key).containsExactly("f/b", "f/c");
    assertThat(uploads.uploads()).extracting(MultipartUpload::key).containsExactly("f/b", "f/c");
    assertThat(objects.commonPrefixes()).isEmpty();
    assertThat(objectsV2.commonPrefixes()).isEmpty();
    assertThat(versions.commonPrefixes()).isEmpty();
    assertThat(uploads.commonPrefixes()).isEmpty();
  }

  @Test
  void aMarkerBeforeACommonPrefixLeavesItIn() {
    var objects =
        cloud.s3.listObjects(r -> r.bucket(FOLDERS).prefix("f/").delimiter("/").marker("f/A"));

    assertThat(objects.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("f/a/");
  }

  @Test
  void startAfterIsNotRepeatedBesideAToken() {
    String token =
        cloud.s3.listObjectsV2(r -> r.bucket(FOLDERS).maxKeys(1)).nextContinuationToken();
    var next =
        cloud.s3.listObjectsV2(
            r -> r.bucket(FOLDERS).startAfter("f/b").continuationToken(token).maxKeys(1));

    assertThat(next.startAfter()).isNull();
    assertThat(next.contents()).extracting(S3Object::key).containsExactly("f/a/2");
    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(FOLDERS).startAfter("f/b")).startAfter())
        .isEqualTo("f/b");
  }

  @Test
  void versionsGoOnBehindAMarkerWhoseVersionIsGone() {
    String bucket = "gone-markers";
    cloud.s3.createBucket(r -> r.bucket(bucket));
    cloud.s3.putBucketVersioning(
        r -> r.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
    List<String> ids = IntStream.range(0, 5).mapToObj(i -> put(bucket, "key")).toList();
    for (String id : ids.subList(2, 5)) {
      cloud.s3.deleteObject(r -> r.bucket(bucket).key("key").versionId(id));
    }

    ListObjectVersionsResponse rest =
        cloud.s3.listObjectVersions(
            r -> r.bucket(bucket).keyMarker("key").versionIdMarker(ids.get(2)));

    assertThat(rest.versions())
        .extracting(ObjectVersion::versionId)
        .containsExactly(ids.get(1), ids.get(0));
    assertThat(rest.versions().get(0).isLatest()).isTrue();
  }

  @Test
  void uploadsOfAKeyAreListedInTheOrderTheyBegan() {
    String bucket = "ordered-uploads";
    cloud.s3.createBucket(r -> r.bucket(bucket));
    List<String> ids = IntStream.range(0, 5).mapToObj(i -> begin(bucket, "key")).toList();

    assertThat(cloud.s3.listMultipartUploads(r -> r.bucket(bucket)).uploads())
        .extracting(MultipartUpload::uploadId)
        .containsExactlyElementsOf(ids);
  }

  @Test
  void aListOfUploadsNamesItsLastUploadAlsoOnTheLastPage() {
    ListMultipartUploadsResponse all = cloud.s3.listMultipartUploads(r -> r.bucket(FOLDERS));
    ListMultipartUploadsResponse prefixOnly =
        cloud.s3.listMultipartUploads(
            r -> r.bucket(FOLDERS).prefix("f/").delimiter("/").maxUploads(1));
    ListMultipartUploadsResponse idOnly =
        cloud.s3.listMultipartUploads(
            r -> r.bucket(FOLDERS).uploadIdMarker(all.nextUploadIdMarker()));

    assertThat(all.isTruncated()).isFalse();
    assertThat(all.nextKeyMarker()).isEqualTo("f/c");
    assertThat(all.nextUploadIdMarker()).isEqualTo(all.uploads().get(3).uploadId());
    assertThat(all.prefix()).isNull();
    assertThat(prefixOnly.isTruncated()).isTrue();
    assertThat(prefixOnly.nextKeyMarker()).isEmpty();
    assertThat(prefixOnly.nextUploadIdMarker()).isEmpty();
    assertThat(idOnly.uploadIdMarker()).isEmpty();
    assertThat(idOnly.uploads()).hasSize(4);
  }

  @Test
  void anEmptyNumberOfAListCountsAsAbsent() throws IOException {
    String id = begin(FOLDERS, "z");
    RawS3 s3 = new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT));
    String parts = "/" + FOLDERS + "/z?uploadId=" + id;

    assertThat(s3.get(parts + "&part-number-marker=").body())
        .contains("<PartNumberMarker>0</PartNumberMarker>");
    assertThat(s3.get(parts + "&max-parts=").body()).contains("<MaxParts>1000</MaxParts>");
    assertThat(s3.get(parts + "&max-parts=many").status()).isEqualTo(400);
    assertThat(s3.send("PUT", parts + "&partNumber=", "").status()).isEqualTo(400);
    cloud.s3.abortMultipartUpload(r -> r.bucket(FOLDERS).key("z").uploadId(id));
  }

  @ParameterizedTest
  @CsvSource({
    "eu-east-1, Argument value eu-east-1 is not a valid AWS Region",
    "aws-global, Argument value aws-global is not a valid AWS Region",
    "'', Argument value  is not a valid AWS Region",
    "eu-west-1, Requests with bucket-region specified must be made to the corresponding regional"
        + " endpoint",
  })
  void theBucketsOfARegionAreListedAtItsEndpointOnly(String region, String message) {
    for (S3Client client : List.of(cloud.s3, cloud.clientOf("listsnothing", null))) {
      S3Exception refused = refusal(() -> client.listBuckets(r -> r.bucketRegion(region)));

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
      assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, us-east-1, true",
    "us-east-1, US-EAST-1, true",
    "eu-west-1, eu-west-1, false"
  })
  void anEndpointListsTheBucketsOfItsOwnRegion(String endpoint, String asked, boolean there)
      throws IOException {
    RawS3.Answer answer =
        new RawS3(cloud.endpoint())
            .by(cloud.root(S3Fixture.ACCOUNT))
            .in(endpoint)
            .get("/?bucket-region=" + asked);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().contains("<Name>" + FOLDERS + "</Name>")).isEqualTo(there);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1", "3", "bogus"})
  void everyTypeOfListButTheSecondIsTheFirst(String type) throws IOException {
    RawS3 s3 = new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT));

    assertThat(s3.get("/" + FOLDERS + "?list-type=" + type).body())
        .contains("<Marker")
        .doesNotContain("<KeyCount>");
  }

  @Test
  void anEmptyTokenIsNoneForBucketsAndWrongForObjects() {
    assertThat(cloud.s3.listBuckets(r -> r.continuationToken("").maxBuckets(1)).buckets())
        .hasSize(1);
    assertThat(
            refusal(() -> cloud.s3.listObjectsV2(r -> r.bucket(FOLDERS).continuationToken("")))
                .awsErrorDetails()
                .errorMessage())
        .isEqualTo("The continuation token provided is incorrect");
  }
}
