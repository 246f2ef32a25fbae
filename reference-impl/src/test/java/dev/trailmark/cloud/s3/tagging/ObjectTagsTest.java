package dev.trailmark.cloud.s3.tagging;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Tags of objects: their operations, headers, limits, and who may see and set them. */
class ObjectTagsTest {
  private static final String B = "tag-bucket";
  private static final String VERSIONED = "tag-versions";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private String key;

  @BeforeAll
  static void start() {
    cloud.s3.createBucket(r -> r.bucket(B));
    cloud.s3.createBucket(r -> r.bucket(VERSIONED));
    cloud.s3.putBucketVersioning(
        r -> r.bucket(VERSIONED).versioningConfiguration(v -> v.status("Enabled")));
  }

  @BeforeEach
  void ownKey(TestInfo test) {
    key = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void tagsArePutReadReplacedAndRemoved() {
    put(null);
    assertThat(tags()).isEmpty();

    set(cloud.s3, tag("z", "1"), tag("a", "2"));
    assertThat(tags()).containsExactly(tag("z", "1"), tag("a", "2"));
    set(cloud.s3, tag("Dept", "R+D"));
    assertThat(tags()).containsExactly(tag("Dept", "R+D"));
  }

  @Test
  void deletedTagsAreGoneAndTheObjectIsAsOldAsBefore() {
    put("a=1");
    var before = cloud.s3.headObject(r -> r.bucket(B).key(key));
    cloud.pass(java.time.Duration.ofMinutes(1));

    int status =
        cloud.s3.deleteObjectTagging(r -> r.bucket(B).key(key)).sdkHttpResponse().statusCode();

    assertThat(status).isEqualTo(204);
    assertThat(tags()).isEmpty();
    var after = cloud.s3.headObject(r -> r.bucket(B).key(key));
    assertThat(after.lastModified()).isEqualTo(before.lastModified());
    assertThat(after.eTag()).isEqualTo(before.eTag());
  }

  @Test
  void theHeaderOfAWriteSetsTagsAndReadsCountThem() {
    put("Project=Blue%20Sky&empty&x=%2B%3D");

    assertThat(tags())
        .containsExactly(tag("Project", "Blue Sky"), tag("empty", ""), tag("x", "+="));
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key(key)).tagCount()).isEqualTo(3);
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key(key)).response().tagCount())
        .isEqualTo(3);
    put(null);
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key(key)).tagCount()).isNull();
  }

  @Test
  void anUploadInPartsHasTheTagsItBeganWith() {
    String upload =
        cloud.s3.createMultipartUpload(r -> r.bucket(B).key(key).tagging("a=1")).uploadId();
    var part =
        cloud.s3.uploadPart(
            r -> r.bucket(B).key(key).uploadId(upload).partNumber(1), RequestBody.fromString("x"));
    cloud.s3.completeMultipartUpload(
        r ->
            r.bucket(B)
                .key(key)
                .uploadId(upload)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(part.eTag()))));

    assertThat(tags()).containsExactly(tag("a", "1"));
  }

  @Test
  void aCopyHasItsSourcesTagsUnlessTheyAreReplaced() {
    put("a=1");
    copy(cloud.s3, null, "b=2");
    assertThat(tagsOfCopy()).containsExactly(tag("a", "1"));
    copy(cloud.s3, TaggingDirective.REPLACE, "b=2");
    assertThat(tagsOfCopy()).containsExactly(tag("b", "2"));
    copy(cloud.s3, TaggingDirective.REPLACE, null);
    assertThat(tagsOfCopy()).isEmpty();
    assertThat(refusal(() -> copy(cloud.s3, TaggingDirective.UNKNOWN_TO_SDK_VERSION, null)))
        .isNotNull();
  }

  @Test
  void copyingTagsTakesThePermissionsToReadAndToSetThem() {
    put("a=1");
    S3Client plain = cloud.clientOf("tagcopyone", allow("s3:GetObject", "s3:PutObject"));
    assertThat(refusal(() -> copy(plain, null, null)).awsErrorDetails().errorMessage())
        .contains("s3:GetObjectTagging");
    S3Client reader =
        cloud.clientOf("tagcopytwo", allow("s3:GetObject", "s3:PutObject", "s3:GetObjectTagging"));
    assertThat(refusal(() -> copy(reader, null, null)).awsErrorDetails().errorMessage())
        .contains("s3:PutObjectTagging");
    copy(plain, TaggingDirective.REPLACE, null);
  }

  @Test
  void whatIsNoTagIsRefusedInAwsWords() {
    put(null);
    assertRefused(
        List.of(tag("a", "1"), tag("a", "2")),
        "InvalidTag",
        "Cannot provide multiple Tags with the same key");
    assertRefused(
        List.of(tag("aws:x", "1")), "InvalidTag", "Your TagKey cannot be prefixed with aws:");
    assertRefused(
        List.of(tag("a,b", "1")), "InvalidTag", "The TagKey you have provided is invalid");
    assertRefused(
        List.of(tag("k".repeat(129), "1")),
        "InvalidTag",
        "The TagKey you have provided is invalid");
    assertRefused(
        List.of(tag("a", "v".repeat(257))),
        "InvalidTag",
        "The TagValue you have provided is invalid");
    List<Tag> eleven = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      eleven.add(tag("k" + i, ""));
    }
    assertRefused(eleven, "BadRequest", "Object tags cannot be greater than 10");
    S3Exception twice = refusal(() -> put("key1=val1&key1=val2"));
    assertThat(twice.awsErrorDetails().errorCode()).isEqualTo("InvalidArgument");
    assertThat(twice.awsErrorDetails().errorMessage())
        .isEqualTo(
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
                + " parameters without tag name duplicates.");
  }

  @Test
  void eachVersionHasItsTagsAndADeleteMarkerHasNone() {
    String first = putVersion("a=1");
    String second = putVersion("b=2");
    cloud.s3.putObjectTagging(
        r -> r.bucket(VERSIONED).key(key).versionId(first).tagging(t -> t.tagSet(tag("a", "new"))));

    assertThat(versionTags(first)).containsExactly(tag("a", "new"));
    assertThat(versionTags(second)).containsExactly(tag("b", "2"));
    var read = cloud.s3.getObjectTagging(r -> r.bucket(VERSIONED).key(key));
    assertThat(read.versionId()).isEqualTo(second);
    assertThat(read.tagSet()).containsExactly(tag("b", "2"));

    String marker = cloud.s3.deleteObject(r -> r.bucket(VERSIONED).key(key)).versionId();
    for (String version : new String[] {marker, null}) {
      S3Exception refused = refusal(() -> versionTags(version));
      assertThat(refused.statusCode()).isEqualTo(405);
      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("MethodNotAllowed");
    }
    assertThat(versionTags(first)).containsExactly(tag("a", "new"));
  }

  @Test
  void anAbsentObjectHasNoTags() {
    assertThat(refusal(this::tags).awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
    assertThat(
            refusal(
                    () ->
                        cloud.s3.getObjectTagging(
                            r -> r.bucket(VERSIONED).key(key).versionId("x".repeat(32))))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("InvalidArgument");
  }

  @Test
  void tagsTakeTheirOwnPermissions() {
    put("a=1");
    S3Client writer = cloud.clientOf("tagwriter", allow("s3:PutObject", "s3:GetObject"));

    assertThat(refusal(() -> set(writer, tag("b", "2"))).awsErrorDetails().errorMessage())
        .contains("s3:PutObjectTagging");
    assertThat(
            refusal(
                    () ->
                        writer.putObject(
                            r -> r.bucket(B).key(key).tagging("a=1"), RequestBody.empty()))
                .awsErrorDetails()
                .errorMessage())
        .contains("s3:PutObjectTagging");
    assertThat(
            refusal(() -> writer.deleteObjectTagging(r -> r.bucket(B).key(key)))
                .awsErrorDetails()
                .errorMessage())
        .contains("s3:DeleteObjectTagging");
    assertThat(writer.headObject(r -> r.bucket(B).key(key)).tagCount())
        .as("who may not read tags is not told how many there are")
        .isNull();
    String version = putVersion("a=1");
    S3Client current = cloud.clientOf("tagcurrent", allow("s3:GetObjectTagging"));
    current.getObjectTagging(r -> r.bucket(VERSIONED).key(key));
    assertThat(
            refusal(
                    () ->
                        current.getObjectTagging(
                            r -> r.bucket(VERSIONED).key(key).versionId(version)))
                .awsErrorDetails()
                .errorMessage())
        .contains("s3:GetObjectVersionTagging");
  }

  @Test
  void policiesMayAskForTheTagsThatAnObjectHas() {
    S3Client blue =
        cloud.clientOf(
            "bluereader",
            allowIf("s3:GetObject", "{\"StringEquals\":{\"s3:ExistingObjectTag/Team\":\"blue\"}}"));
    put("Team=red");
    assertThat(refusal(() -> blue.headObject(r -> r.bucket(B).key(key))).statusCode())
        .isEqualTo(403);
    set(cloud.s3, tag("Team", "blue"));

    assertThat(blue.headObject(r -> r.bucket(B).key(key)).eTag()).isNotNull();
    set(cloud.s3);
    assertThat(refusal(() -> blue.headObject(r -> r.bucket(B).key(key))).statusCode())
        .isEqualTo(403);
  }

  @Test
  void policiesMayAskForTheTagsThatARequestSets() {
    String condition =
        "{\"StringEquals\":{\"s3:RequestObjectTag/Team\":\"blue\"},"
            + "\"ForAllValues:StringEquals\":{\"s3:RequestObjectTagKeys\":[\"Team\",\"Cost\"]}}";
    S3Client tagger =
        cloud.clientOf(
            "bluetagger",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
                + "[\"s3:PutObject\",\"s3:PutObjectTagging\"],\"Resource\":\"*\",\"Condition\":"
                + condition
                + "}]}");

    tagger.putObject(r -> r.bucket(B).key(key).tagging("Team=blue&Cost=1"), RequestBody.empty());
    set(tagger, tag("Team", "blue"));
    assertThat(refusal(() -> set(tagger, tag("Team", "red"))).statusCode()).isEqualTo(403);
    assertThat(refusal(() -> set(tagger, tag("Team", "blue"), tag("Other", ""))).statusCode())
        .isEqualTo(403);
    assertThat(
            refusal(() -> tagger.putObject(r -> r.bucket(B).key(key), RequestBody.empty()))
                .statusCode())
        .as("no tags at all do not match either")
        .isEqualTo(403);
  }

  @Test
  void recordsNameTheSubResource() {
    put(null);
    set(cloud.s3, tag("a", "1"));

    assertThat(cloud.records("PutObjectTagging"))
        .last()
        .asString()
        .contains("\"tagging\":\"\"")
        .contains("\"key\":\"" + key + "\"")
        .contains("\"managementEvent\":false");
  }

  private void assertRefused(List<Tag> tags, String code, String message) {
    S3Exception refused = refusal(() -> set(cloud.s3, tags.toArray(Tag[]::new)));
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    if (message != null) {
      assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
    }
  }

  private void put(String tagging) {
    cloud.s3.putObject(r -> r.bucket(B).key(key).tagging(tagging), RequestBody.fromString("x"));
  }

  private String putVersion(String tagging) {
    return cloud
        .s3
        .putObject(r -> r.bucket(VERSIONED).key(key).tagging(tagging), RequestBody.fromString("x"))
        .versionId();
  }

  private void copy(S3Client client, TaggingDirective directive, String tagging) {
    client.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey(key)
                .destinationBucket(B)
                .destinationKey(key + "-copy")
                .taggingDirective(directive)
                .tagging(tagging));
  }

  private void set(S3Client client, Tag... tags) {
    client.putObjectTagging(r -> r.bucket(B).key(key).tagging(t -> t.tagSet(tags)));
  }

  private List<Tag> tags() {
    return cloud.s3.getObjectTagging(r -> r.bucket(B).key(key)).tagSet();
  }

  private List<Tag> tagsOfCopy() {
    return cloud.s3.getObjectTagging(r -> r.bucket(B).key(key + "-copy")).tagSet();
  }

  private List<Tag> versionTags(String version) {
    return cloud.s3.getObjectTagging(r -> r.bucket(VERSIONED).key(key).versionId(version)).tagSet();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static String allow(String... actions) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
        + String.join("\",\"", actions)
        + "\"],\"Resource\":\"*\"}]}";
  }

  private static String allowIf(String action, String condition) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
        + action
        + "\",\"Resource\":\"*\",\"Condition\":"
        + condition
        + "}]}";
  }
}
