package dev.trailmark.cloud.s3.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The two listings of objects: order, pages, prefixes and permissions. */
class ListingsTest {
  private static final String B = "list-bucket";
  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeEach
  void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  private void put(String... keys) {
    for (String key : keys) {
      cloud.s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString(key));
    }
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
