package dev.trailmark.cloud.s3.config;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.store.Stores;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Configurations of buckets that are put, read and deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BucketConfigurationsTest {
  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private final S3Client s3 = cloud.s3;
  private String b;

  @BeforeEach
  void aBucket() {
    b = "configured-" + made++;
    s3.createBucket(r -> r.bucket(b));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static void assertRefused(S3Exception refusal, int status, String code, String message) {
    assertThat(refusal.statusCode()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  @Test
  void tagsArePutAsAWholeAndReadAsTheyWerePut() {
    s3.putBucketTagging(r -> r.bucket(b).tagging(t -> t.tagSet(tag("z", "1"), tag("a", ""))));
    assertThat(s3.getBucketTagging(r -> r.bucket(b)).tagSet())
        .containsExactly(tag("z", "1"), tag("a", ""));

    s3.putBucketTagging(r -> r.bucket(b).tagging(t -> t.tagSet(tag("only", "é 1"))));
    assertThat(s3.getBucketTagging(r -> r.bucket(b)).tagSet()).containsExactly(tag("only", "é 1"));
  }

  @Test
  void aBucketWithoutTagsHasNoTagSet() {
    assertRefused(
        refusal(() -> s3.getBucketTagging(r -> r.bucket(b))),
        404,
        "NoSuchTagSet",
        "The TagSet does not exist");

    s3.putBucketTagging(r -> r.bucket(b).tagging(t -> t.tagSet(tag("k", "v"))));
    s3.deleteBucketTagging(r -> r.bucket(b));
    s3.deleteBucketTagging(r -> r.bucket(b));

    assertThat(refusal(() -> s3.getBucketTagging(r -> r.bucket(b))).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "k,k, InvalidTag, Cannot provide multiple Tags with the same key",
    "k,aws:x, InvalidTag, System tags cannot be added/updated by requester",
    "k,'a,b', InvalidTag, The TagKey you have provided is invalid",
    "k,'', InvalidTag, The TagKey you have provided is invalid",
  })
  void aTagThatIsNotValidIsRefused(String one, String two, String code, String message) {
    S3Exception refusal =
        refusal(
            () ->
                s3.putBucketTagging(
                    r -> r.bucket(b).tagging(t -> t.tagSet(tag(one, "v"), tag(two, "v")))));

    assertRefused(refusal, 400, code, message);
    assertThat(refusal(() -> s3.getBucketTagging(r -> r.bucket(b))).statusCode()).isEqualTo(404);
  }

  @Test
  void aBucketHasFiftyTagsAtMost() {
    List<Tag> tags = IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toList();

    s3.putBucketTagging(r -> r.bucket(b).tagging(t -> t.tagSet(tags.subList(0, 50))));

    assertThat(
            refusal(() -> s3.putBucketTagging(r -> r.bucket(b).tagging(t -> t.tagSet(tags))))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("BadRequest");
  }

  @Test
  void aBucketIsCreatedWithTags() {
    String tagged = b + "-tagged";
    s3.createBucket(
        r -> r.bucket(tagged).createBucketConfiguration(c -> c.tags(tag("team", "blue"))));

    assertThat(s3.getBucketTagging(r -> r.bucket(tagged)).tagSet())
        .containsExactly(tag("team", "blue"));
  }

  @Test
  void onlyWhoMayTagABucketDoes() {
    S3Client reader =
        cloud.clientOf(
            "tagreader",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetBucketTagging\",\"Resource\":\"*\"}}");

    assertThat(refusal(() -> reader.getBucketTagging(r -> r.bucket(b))).statusCode())
        .isEqualTo(404);
    assertThat(
            refusal(
                    () ->
                        reader.putBucketTagging(
                            r -> r.bucket(b).tagging(t -> t.tagSet(tag("k", "v")))))
                .getMessage())
        .contains("is not authorized to perform: s3:PutBucketTagging");
    assertThat(refusal(() -> reader.deleteBucketTagging(r -> r.bucket(b))).getMessage())
        .contains("is not authorized to perform: s3:PutBucketTagging");
  }

  @Test
  void tagsAreRecordedAsTheDocumentThatWasSent() {
    s3.putBucketTagging(r -> r.bucket(b).tagging(t -> t.tagSet(tag("a", "1"), tag("b", "2"))));

    assertThat(cloud.records("PutBucketTagging"))
        .last()
        .asString()
        .contains(
            "\"Tagging\":{\"xmlns\":\"http://s3.amazonaws.com/doc/2006-03-01/\",\"TagSet\":{\"Tag\":"
                + "[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}]}}")
        .contains("\"tagging\":\"\"");
  }

  @Test
  void tagsCountInPoliciesOnceTheBucketSaysSo() {
    S3Client blue =
        cloud.clientOf(
            "blue",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/Team\":\"blue\"}}}}");
    s3.putBucketTagging(r -> r.bucket(b).tagging(t -> t.tagSet(tag("Team", "blue"))));
    assertThat(s3.getBucketAbac(r -> r.bucket(b)).abacStatus().statusAsString())
        .isEqualTo("Disabled");
    assertThat(refusal(() -> blue.listObjectsV2(r -> r.bucket(b))).statusCode()).isEqualTo(403);

    s3.putBucketAbac(r -> r.bucket(b).abacStatus(a -> a.status("Enabled")));

    assertThat(blue.listObjectsV2(r -> r.bucket(b)).keyCount()).isZero();
    s3.putBucketAbac(r -> r.bucket(b).abacStatus(a -> a.status("Disabled")));
    assertThat(refusal(() -> blue.listObjectsV2(r -> r.bucket(b))).statusCode()).isEqualTo(403);
  }

  @Test
  void tagsThatCountAreNotReplacedOrDeletedAsAWhole() {
    s3.putBucketTagging(r -> r.bucket(b).tagging(t -> t.tagSet(tag("Team", "blue"))));
    s3.putBucketAbac(r -> r.bucket(b).abacStatus(a -> a.status("Enabled")));

    for (S3Exception refusal :
        List.of(
            refusal(
                () -> s3.putBucketTagging(r -> r.bucket(b).tagging(t -> t.tagSet(tag("a", "b"))))),
            refusal(() -> s3.deleteBucketTagging(r -> r.bucket(b))))) {
      assertThat(refusal.statusCode()).isEqualTo(400);
      assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
      assertThat(refusal.awsErrorDetails().errorMessage())
          .contains("Use the TagResource and UntagResource operations");
    }
    assertThat(s3.getBucketTagging(r -> r.bucket(b)).tagSet()).containsExactly(tag("Team", "blue"));

    s3.putBucketAbac(r -> r.bucket(b).abacStatus(a -> a.status("Disabled")));
    s3.deleteBucketTagging(r -> r.bucket(b));
  }

  @Test
  void accelerationIsNotSetUntilItIs() {
    assertThat(s3.getBucketAccelerateConfiguration(r -> r.bucket(b)).status()).isNull();

    s3.putBucketAccelerateConfiguration(
        r -> r.bucket(b).accelerateConfiguration(c -> c.status("Enabled")));
    assertThat(s3.getBucketAccelerateConfiguration(r -> r.bucket(b)).statusAsString())
        .isEqualTo("Enabled");

    assertThat(
            refusal(
                    () ->
                        s3.putBucketAccelerateConfiguration(
                            r -> r.bucket(b).accelerateConfiguration(c -> c.status("enabled"))))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("MalformedXML");
  }

  @ParameterizedTest
  @CsvSource({
    "eu-north-1, 405, MethodNotAllowed",
    "ap-northeast-3, 405, MethodNotAllowed",
    "us-gov-west-1, 400, UnsupportedArgument"
  })
  void someRegionsHaveNoAcceleration(String region, int status, String code) {
    S3Client there = cloud.client(cloud.root(S3Fixture.ACCOUNT), Region.of(region));
    String name = b + "-there";
    there.createBucket(
        r -> r.bucket(name).createBucketConfiguration(c -> c.locationConstraint(region)));

    for (S3Exception refusal :
        List.of(
            refusal(() -> there.getBucketAccelerateConfiguration(r -> r.bucket(name))),
            refusal(
                () ->
                    there.putBucketAccelerateConfiguration(
                        r -> r.bucket(name).accelerateConfiguration(c -> c.status("Enabled")))))) {
      assertThat(refusal.statusCode()).isEqualTo(status);
      assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    }
    there.deleteBucket(r -> r.bucket(name));
  }

  @Test
  void theOwnerPaysUnlessTheRequesterDoes() {
    assertThat(s3.getBucketRequestPayment(r -> r.bucket(b)).payerAsString())
        .isEqualTo("BucketOwner");

    s3.putBucketRequestPayment(
        r -> r.bucket(b).requestPaymentConfiguration(c -> c.payer("Requester")));
    assertThat(s3.getBucketRequestPayment(r -> r.bucket(b)).payerAsString()).isEqualTo("Requester");

    assertThat(
            refusal(
                    () ->
                        s3.putBucketRequestPayment(
                            r -> r.bucket(b).requestPaymentConfiguration(c -> c.payer("Nobody"))))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("MalformedXML");
  }

  @Test
  void configurationsGoWithTheirBucket() {
    s3.putBucketAccelerateConfiguration(
        r -> r.bucket(b).accelerateConfiguration(c -> c.status("Enabled")));
    s3.putBucketTagging(r -> r.bucket(b).tagging(t -> t.tagSet(tag("k", "v"))));
    s3.deleteBucket(r -> r.bucket(b));
    s3.createBucket(r -> r.bucket(b));

    assertThat(s3.getBucketAccelerateConfiguration(r -> r.bucket(b)).status()).isNull();
    assertThat(refusal(() -> s3.getBucketTagging(r -> r.bucket(b))).statusCode()).isEqualTo(404);
  }

  @Test
  void configurationsOutliveARestart(@TempDir Path directory) throws Exception {
    try (S3Fixture first = new S3Fixture(Stores.onDisk(directory))) {
      first.s3.createBucket(r -> r.bucket("kept"));
      first.s3.putBucketTagging(r -> r.bucket("kept").tagging(t -> t.tagSet(tag("k", "v"))));
      first.s3.putBucketRequestPayment(
          r -> r.bucket("kept").requestPaymentConfiguration(c -> c.payer("Requester")));
    }
    try (S3Fixture second = new S3Fixture(Stores.onDisk(directory))) {
      assertThat(second.s3.getBucketTagging(r -> r.bucket("kept")).tagSet())
          .containsExactly(tag("k", "v"));
      assertThat(second.s3.getBucketRequestPayment(r -> r.bucket("kept")).payerAsString())
          .isEqualTo("Requester");
    }
  }

  /** The SDK's type of this request has no such member; s3cmd sends the header all the same. */
  @ParameterizedTest
  @CsvSource({"true, 200, <", "false, 400, <Code>BadDigest</Code>", ", 400, Content-MD5"})
  void aLifecycleComesWithTheDigestOfItsDocument(Boolean right, int status, String said)
      throws Exception {
    String body =
        "<LifecycleConfiguration><Rule><ID>a</ID><Filter><Prefix>tmp/</Prefix></Filter>"
            + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>"
            + "</LifecycleConfiguration>";
    RawS3 request = new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT));
    if (right != null) {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest((right ? body : "other").getBytes(UTF_8));
      request.with("Content-MD5", Base64.getEncoder().encodeToString(digest));
    }

    RawS3.Answer answer = request.send("PUT", "/" + b + "?lifecycle", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat("<" + answer.body()).contains(said);
  }
}
