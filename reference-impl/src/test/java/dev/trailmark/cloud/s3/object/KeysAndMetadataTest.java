package dev.trailmark.cloud.s3.object;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Keys of every kind, user metadata, redirects, and headers that a read replaces. */
class KeysAndMetadataTest {
  private static final String B = "keys-bucket";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  static void aBucket() {
    cloud.openBucket(B);
  }

  static List<String> keys() {
    List<String> keys = new ArrayList<>();
    keys.add("k".repeat(1_024));
    keys.add("ü".repeat(512));
    keys.addAll(
        List.of(
            "日本語/клавиша/😀",
            "a/./b/../c",
            "dots/..",
            "plus+and space",
            "100%25 %2F",
            "folder/",
            "q?a=b&c#d",
            "<&>\"'",
            "back\\slash",
            "tab\tline\nfeed\u0001bell\u0007",
            "~!*'()@,;:$=[]{}|^`"));
    return keys;
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aKeyOfAnyKindIsWrittenReadListedCopiedAndDeleted(String key) {
    cloud.s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString(key));

    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key(key)).asUtf8String()).isEqualTo(key);
    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(B).encodingType("url")).contents())
        .extracting(S3Object::key)
        .containsExactly(key);
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey(key)
                .destinationBucket(B)
                .destinationKey(key)
                .metadataDirective(MetadataDirective.REPLACE));
    if (key.chars().allMatch(c -> c >= ' ' || c == '\t' || c == '\n')) {
      cloud.s3.deleteObjects(r -> r.bucket(B).delete(d -> d.objects(o -> o.key(key))));
    } else {
      // XML 1.0 cannot carry the others.
      cloud.s3.deleteObject(r -> r.bucket(B).key(key));
    }
    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(B)).contents()).isEmpty();
  }

  /** The SDK's HTTP client would make one slash of several. */
  @ParameterizedTest
  @ValueSource(strings = {"/leading", "//", "a//b///c", "/"})
  void slashesBelongToTheKey(String key) throws Exception {
    try (S3Presigner presigner = cloud.presigner(cloud.root(S3Fixture.ACCOUNT))) {
      String put =
          presigner
              .presignPutObject(
                  r ->
                      r.signatureDuration(Duration.ofMinutes(5))
                          .putObjectRequest(p -> p.bucket(B).key(key)))
              .url()
              .getFile();
      assertThat(cloud.unsigned("PUT", put).statusCode()).isEqualTo(200);
    }
    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(B)).contents())
        .extracting(S3Object::key)
        .containsExactly(key);
    cloud.s3.deleteObjects(r -> r.bucket(B).delete(d -> d.objects(o -> o.key(key))));
  }

  @Test
  void aKeyOfMoreThan1024BytesIsTooLong() {
    S3Exception refused =
        refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("ü".repeat(512) + "x"), RequestBody.empty()));
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("KeyTooLongError");
  }

  @Test
  void encodedWordsInMetadataAreDecodedAndOtherCharactersComeBackEncoded() {
    cloud.s3.putObject(
        r ->
            r.bucket(B)
                .key("m")
                .metadata(
                    Map.of(
                        "b", "=?UTF-8?B?w6TDtsO8?=",
                        "q", "=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus?= Ulm",
                        "plain", "=?UTF-8?B?cGxhaW4=?=",
                        "broken", "=?UTF-8?B?%%%?=")),
        RequestBody.empty());

    Map<String, String> read = cloud.s3.headObject(r -> r.bucket(B).key("m")).metadata();

    assertThat(read)
        .containsEntry("b", "=?UTF-8?B?w6TDtsO8?=")
        .containsEntry("q", "=?UTF-8?Q?Gr=C3=BC=C3=9Fe_aus_Ulm?=")
        .containsEntry("plain", "plain")
        .containsEntry("broken", "=?UTF-8?B?%%%?=");
    cloud.s3.deleteObject(r -> r.bucket(B).key("m"));
  }

  @Test
  void aRedirectIsKeptReturnedAndNotCopied() {
    cloud.s3.putObject(
        r -> r.bucket(B).key("r").websiteRedirectLocation("/elsewhere"), RequestBody.empty());
    cloud.s3.copyObject(
        r -> r.sourceBucket(B).sourceKey("r").destinationBucket(B).destinationKey("r2"));

    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("r")).websiteRedirectLocation())
        .isEqualTo("/elsewhere");
    assertThat(
            cloud
                .s3
                .getObjectAsBytes(r -> r.bucket(B).key("r"))
                .response()
                .websiteRedirectLocation())
        .isEqualTo("/elsewhere");
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("r2")).websiteRedirectLocation()).isNull();
    S3Exception refused =
        refusal(
            () ->
                cloud.s3.putObject(
                    r -> r.bucket(B).key("x").websiteRedirectLocation("elsewhere"),
                    RequestBody.empty()));
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidRedirectLocation");
    List.of("r", "r2").forEach(key -> cloud.s3.deleteObject(r -> r.bucket(B).key(key)));
  }

  @Test
  void severalRangesAreAnsweredWithTheWholeObjectAndNoneOfItWith416() throws Exception {
    cloud.s3.putObject(
        r -> r.bucket(B).key("p").acl("public-read"), RequestBody.fromString("0123"));

    assertThat(cloud.unsigned("GET", "/" + B + "/p", "Range", "bytes=0-1,3-3"))
        .satisfies(a -> assertThat(a.statusCode()).isEqualTo(200))
        .satisfies(a -> assertThat(a.body()).isEqualTo("0123"));
    assertThat(cloud.unsigned("GET", "/" + B + "/p", "Range", "bytes=4-"))
        .satisfies(a -> assertThat(a.statusCode()).isEqualTo(416))
        .satisfies(
            a ->
                assertThat(a.body())
                    .contains("<RangeRequested>bytes=4-</RangeRequested>")
                    .contains("<ActualObjectSize>4</ActualObjectSize>"));
    for (String method : List.of("GET", "HEAD")) {
      assertThat(
              cloud
                  .unsigned(method, "/" + B + "/p?response-content-type=text%2Fplain")
                  .statusCode())
          .as(method + " unsigned with a header to replace")
          .isEqualTo(400);
    }
    cloud.s3.deleteObject(r -> r.bucket(B).key("p"));
  }

  @Test
  void aKeyThatGoesOnAfterAZeroIsAnotherKeyWithVersionsAndUploadsOfItsOwn() {
    String bucket = "zero-bucket";
    cloud.openBucket(bucket);
    cloud.s3.putBucketVersioning(
        r -> r.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
    List<String> keys = List.of("a", "a\0", "a\0\0", "a\0b", "a\1", "ab");
    for (int i = 0; i < 2; i++) {
      for (String key : keys) {
        cloud.s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(key));
      }
    }
    for (String key : keys) {
      try {
        cloud.s3.createMultipartUpload(r -> r.bucket(bucket).key(key));
      } catch (SdkClientException unreadable) {
        // The answer names the key, and XML has no such characters.
        assertThat(key).isNotIn("a", "ab");
      }
    }

    List<String> twice = keys.stream().flatMap(key -> Stream.of(key, key)).toList();
    assertThat(
            cloud
                .s3
                .listObjectVersionsPaginator(r -> r.bucket(bucket).encodingType("url").maxKeys(3))
                .versions())
        .extracting(ObjectVersion::key)
        .containsExactlyElementsOf(twice);
    assertThat(
            cloud
                .s3
                .listMultipartUploadsPaginator(
                    r -> r.bucket(bucket).encodingType("url").maxUploads(2))
                .uploads())
        .extracting(MultipartUpload::key)
        .containsExactlyElementsOf(keys);
    assertThat(
            cloud
                .s3
                .listObjectVersions(
                    r -> r.bucket(bucket).encodingType("url").prefix("a").keyMarker("a"))
                .versions())
        .extracting(ObjectVersion::key)
        .containsExactlyElementsOf(twice.subList(2, twice.size()));

    cloud.s3.deleteObject(r -> r.bucket(bucket).key("a"));
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(bucket).key("a\0")).asUtf8String())
        .isEqualTo("a\0");
  }
}
