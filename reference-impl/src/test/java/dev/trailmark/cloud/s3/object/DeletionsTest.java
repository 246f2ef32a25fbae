package dev.trailmark.cloud.s3.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** DeleteObjects. */
class DeletionsTest {
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

  @Test
  void aKeyThatIsTooLongFailsTheWholeRequest() {
    put("kept");

    S3Exception refused =
        S3Fixture.refusal(
            () ->
                cloud.s3.deleteObjects(
                    r ->
                        r.bucket(B).delete(d -> d.objects(id("kept"), id("ü".repeat(512) + "x")))));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("KeyTooLongError");
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("kept")).contentLength()).isEqualTo(4);
    cloud.s3.deleteObject(r -> r.bucket(B).key("kept"));
  }

  @Test
  void theBucketsOwnerLearnsWhatAnotherAccountWantedToDelete() {
    put("a");

    var answer = cloud.stranger.deleteObjects(r -> r.bucket(B).delete(d -> d.objects(id("a"))));

    assertThat(answer.errors()).extracting("code").containsExactly("AccessDenied");
    assertThat(cloud.records("DeleteObjects"))
        .last()
        .asString()
        .contains("\"type\":\"AWSAccount\"", "\"accountId\":\"" + S3Fixture.OTHER + "\"")
        .contains("sharedEventID");
    cloud.s3.deleteObject(r -> r.bucket(B).key("a"));
  }

  private static ObjectIdentifier id(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }
}
