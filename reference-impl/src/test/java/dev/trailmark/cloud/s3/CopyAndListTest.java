package dev.trailmark.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** CopyObject, DeleteObjects and the two listings. */
class CopyAndListTest {
  private static final String B = "list-bucket";
  private S3Fixture cloud;

  @BeforeEach
  void start() throws Exception {
    cloud = new S3Fixture();
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  @AfterEach
  void stop() throws Exception {
    cloud.close();
  }

  private void put(String... keys) {
    for (String key : keys) {
      cloud.s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString(key));
    }
  }

  @Test
  void aCopyHasTheMetadataOfItsSourceUnlessReplaced() {
    cloud.s3.putObject(
        r -> r.bucket(B).key("a b+ü").contentType("text/plain").metadata(Map.of("m", "1")),
        RequestBody.fromString("body"));

    var copied =
        cloud.s3.copyObject(
            r -> r.sourceBucket(B).sourceKey("a b+ü").destinationBucket(B).destinationKey("copy"));
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey("a b+ü")
                .destinationBucket(B)
                .destinationKey("replaced")
                .metadataDirective("REPLACE")
                .metadata(Map.of("n", "2")));

    assertThat(copied.copyObjectResult().eTag()).isEqualTo("\"841a2d689ad86bd1611447453c22c6fc\"");
    assertThat(copied.copyObjectResult().lastModified()).isNotNull();
    var head = cloud.s3.headObject(r -> r.bucket(B).key("copy"));
    assertThat(head.contentType()).isEqualTo("text/plain");
    assertThat(head.metadata()).containsExactly(Map.entry("m", "1"));
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("replaced")).metadata())
        .containsExactly(Map.entry("n", "2"));
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("copy")).asUtf8String())
        .isEqualTo("body");
    assertThat(cloud.records("CopyObject").get(0))
        .contains("\"ARN\":\"arn:aws:s3:::list-bucket/copy\"")
        .contains("\"ARN\":\"arn:aws:s3:::list-bucket/a b+ü\"");
  }

  @Test
  void aCopyIsEncryptedAsItsRequestSays() {
    String key = cloud.kms.createKey().keyMetadata().arn();
    byte[] body = new byte[200_000];
    cloud.s3.putObject(
        r -> r.bucket(B).key("kms").serverSideEncryption("aws:kms").ssekmsKeyId(key),
        RequestBody.fromBytes(body));

    var plain =
        cloud.s3.copyObject(
            r -> r.sourceBucket(B).sourceKey("kms").destinationBucket(B).destinationKey("plain"));
    var sealed =
        cloud.s3.copyObject(
            r ->
                r.sourceBucket(B)
                    .sourceKey("plain")
                    .destinationBucket(B)
                    .destinationKey("sealed")
                    .serverSideEncryption("aws:kms")
                    .ssekmsKeyId(key));

    assertThat(plain.serverSideEncryptionAsString()).isEqualTo("AES256");
    assertThat(sealed.ssekmsKeyId()).isEqualTo(key);
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("sealed")).asByteArray())
        .isEqualTo(body);
    cloud.kms.disableKey(r -> r.keyId(key));
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.copyObject(
                    r ->
                        r.sourceBucket(B)
                            .sourceKey("sealed")
                            .destinationBucket(B)
                            .destinationKey("x")));
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("KMS.DisabledException");
  }

  @Test
  void aCopyOntoItselfMustChangeSomething() {
    put("k");

    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.copyObject(
                    r ->
                        r.sourceBucket(B).sourceKey("k").destinationBucket(B).destinationKey("k")));
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey("k")
                .destinationBucket(B)
                .destinationKey("k")
                .metadataDirective("REPLACE"));

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("k")).asUtf8String()).isEqualTo("k");
  }

  @Test
  void aCopyNeedsToReadAndToWrite() {
    put("k");
    S3Client writer =
        cloud.clientOf(
            "writer",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":[\"s3:PutObject\",\"s3:ListBucket\"],\"Resource\":\"*\"}]}");

    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                writer.copyObject(
                    r ->
                        r.sourceBucket(B).sourceKey("k").destinationBucket(B).destinationKey("l")));

    assertThat(refusal.awsErrorDetails().errorMessage()).contains("s3:GetObject");
  }

  @Test
  void aMissingSourceIsNoSuchKey() {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.copyObject(
                    r ->
                        r.sourceBucket(B)
                            .sourceKey("none")
                            .destinationBucket(B)
                            .destinationKey("l")));

    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
  }

  @Test
  void manyObjectsAreDeletedAtOnceEachByItsOwnPermission() {
    put("a/1", "a/2", "b/1");
    S3Client half =
        cloud.clientOf(
            "half",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"s3:DeleteObject\","
                + "\"Resource\":\"arn:aws:s3:::list-bucket/a/*\"}]}");

    var answer =
        half.deleteObjects(
            r -> r.bucket(B).delete(d -> d.objects(id("a/1"), id("a/none"), id("b/1"))));

    assertThat(answer.deleted()).extracting("key").containsExactly("a/1", "a/none");
    assertThat(answer.errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.key()).isEqualTo("b/1");
              assertThat(error.code()).isEqualTo("AccessDenied");
              assertThat(error.message()).contains("s3:DeleteObject");
            });
    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(B)).contents())
        .extracting(S3Object::key)
        .containsExactly("a/2", "b/1");
  }

  private static ObjectIdentifier id(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  @Test
  void keysAreListedInByteOrderAndInPages() {
    put("b", "a", "ä", "\uD83D\uDE00", "\uFFFD", "a/b");

    List<String> keys = new ArrayList<>();
    ListObjectsV2Response page = cloud.s3.listObjectsV2(r -> r.bucket(B).maxKeys(2));
    while (true) {
      page.contents().forEach(object -> keys.add(object.key()));
      if (!page.isTruncated()) {
        break;
      }
      String token = page.nextContinuationToken();
      page = cloud.s3.listObjectsV2(r -> r.bucket(B).maxKeys(2).continuationToken(token));
    }

    assertThat(keys).containsExactly("a", "a/b", "b", "ä", "\uFFFD", "\uD83D\uDE00");
    assertThat(page.contents().get(0).storageClassAsString()).isEqualTo("STANDARD");
    assertThat(page.contents().get(0).owner()).isNull();
  }

  @Test
  void keysAreRolledUpAtTheDelimiter() {
    put("asdf", "boo/bar", "boo/baz/xyzzy", "cquux/bla", "cquux/thud", "d");

    ListObjectsV2Response all = cloud.s3.listObjectsV2(r -> r.bucket(B).delimiter("/"));
    ListObjectsV2Response first =
        cloud.s3.listObjectsV2(r -> r.bucket(B).delimiter("/").maxKeys(2));
    ListObjectsV2Response second =
        cloud.s3.listObjectsV2(
            r ->
                r.bucket(B)
                    .delimiter("/")
                    .maxKeys(2)
                    .continuationToken(first.nextContinuationToken()));
    ListObjectsV2Response below =
        cloud.s3.listObjectsV2(r -> r.bucket(B).delimiter("/").prefix("boo/"));

    assertThat(all.contents()).extracting(S3Object::key).containsExactly("asdf", "d");
    assertThat(all.commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("boo/", "cquux/");
    assertThat(all.keyCount()).isEqualTo(4);
    assertThat(first.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("boo/");
    assertThat(second.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("cquux/");
    assertThat(second.contents()).extracting(S3Object::key).containsExactly("d");
    assertThat(second.isTruncated()).isFalse();
    assertThat(below.contents()).extracting(S3Object::key).containsExactly("boo/bar");
    assertThat(below.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("boo/baz/");
  }

  @Test
  void theFirstVersionOfListingGoesOnByMarker() {
    put("a", "b", "c/d", "c/e");

    var first = cloud.s3.listObjects(r -> r.bucket(B).maxKeys(1).delimiter("/"));
    var rest = cloud.s3.listObjects(r -> r.bucket(B).marker("b").delimiter("/"));
    var after = cloud.s3.listObjectsV2(r -> r.bucket(B).startAfter("b"));

    assertThat(first.nextMarker()).isEqualTo("a");
    assertThat(first.contents().get(0).owner().id()).endsWith(S3Fixture.ACCOUNT);
    assertThat(rest.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("c/");
    assertThat(after.contents()).extracting(S3Object::key).containsExactly("c/d", "c/e");
    assertThat(cloud.records("ListObjects")).hasSize(3);
    assertThat(cloud.records("ListObjects").get(2)).contains("\"list-type\":\"2\"");
  }

  @Test
  void badListingParametersAreRefused() {
    S3Exception token =
        S3Fixture.refusal(
            () -> cloud.s3.listObjectsV2(r -> r.bucket(B).continuationToken("made-up")));
    S3Exception negative =
        S3Fixture.refusal(() -> cloud.s3.listObjectsV2(r -> r.bucket(B).maxKeys(-1)));

    assertThat(token.awsErrorDetails().errorMessage())
        .isEqualTo("The continuation token provided is incorrect");
    assertThat(negative.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(B).maxKeys(0)).isTruncated()).isFalse();
  }

  @Test
  void aPolicyCanConfineListingToAPrefix() {
    put("mine/1", "theirs/1");
    S3Client confined =
        cloud.clientOf(
            "confined",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Action\":\"s3:ListBucket\",\"Resource\":\"*\",\"Condition\":"
                + "{\"StringLike\":{\"s3:prefix\":\"mine/*\"}}}]}");

    assertThat(confined.listObjectsV2(r -> r.bucket(B).prefix("mine/")).keyCount()).isEqualTo(1);
    S3Exception refusal =
        S3Fixture.refusal(() -> confined.listObjectsV2(r -> r.bucket(B).prefix("theirs/")));
    assertThat(refusal.statusCode()).isEqualTo(403);
  }
}
