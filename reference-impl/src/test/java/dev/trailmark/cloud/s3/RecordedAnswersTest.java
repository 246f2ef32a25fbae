package dev.trailmark.cloud.s3;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** What single requests were seen to be answered where the API reference does not say. */
class RecordedAnswersTest {
  private static final String BUCKET = "answers";
  private static final String VERSIONED = "versioned-answers";
  private static final String NEVER_GIVEN = "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  static void start() {
    cloud.s3.createBucket(r -> r.bucket(BUCKET));
    cloud.s3.createBucket(r -> r.bucket(VERSIONED));
    cloud.s3.putBucketVersioning(
        r -> r.bucket(VERSIONED).versioningConfiguration(v -> v.status("Enabled")));
    put(BUCKET, "key");
    put(VERSIONED, "key");
  }

  private static String put(String bucket, String key) {
    return cloud
        .s3
        .putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("0123456789"))
        .versionId();
  }

  private static void assertRefused(int status, String code, String message, ThrowingCallable c) {
    S3Exception refused = refusal(c);
    assertThat(refused).isNotNull();
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  @Test
  void aVersionIdThatWasNeverGivenIsInvalidWhateverTheBucketKeeps() {
    String message = "Invalid version id specified";
    for (String bucket : new String[] {BUCKET, VERSIONED}) {
      assertRefused(
          400,
          "InvalidArgument",
          message,
          () -> cloud.s3.getObject(r -> r.bucket(bucket).key("key").versionId(NEVER_GIVEN)));
      assertRefused(
          400,
          "InvalidArgument",
          message,
          () -> cloud.s3.deleteObject(r -> r.bucket(bucket).key("key").versionId(NEVER_GIVEN)));
    }
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("key")).asUtf8String())
        .isEqualTo("0123456789");
  }

  @Test
  void aVersionIdThatWasGivenAndIsGoneCanBeDeletedAgainButNotRead() {
    String id = put(VERSIONED, "gone");
    cloud.s3.deleteObject(r -> r.bucket(VERSIONED).key("gone").versionId(id));

    var again = cloud.s3.deleteObject(r -> r.bucket(VERSIONED).key("gone").versionId(id));

    assertThat(again.versionId()).isEqualTo(id);
    assertRefused(
        404,
        "NoSuchVersion",
        "The specified version does not exist.",
        () -> cloud.s3.getObject(r -> r.bucket(VERSIONED).key("gone").versionId(id)));
  }

  @Test
  void amongManyDeletionsAnInvalidVersionIdIsOneOfNoVersion() {
    put(VERSIONED, "one");
    var answer =
        cloud.s3.deleteObjects(
            r ->
                r.bucket(VERSIONED)
                    .delete(
                        d ->
                            d.objects(
                                ObjectIdentifier.builder()
                                    .key("one")
                                    .versionId(NEVER_GIVEN)
                                    .build(),
                                ObjectIdentifier.builder().key("one").build())));

    assertThat(answer.errors()).hasSize(1);
    assertThat(answer.errors().get(0).code()).isEqualTo("NoSuchVersion");
    assertThat(answer.errors().get(0).message()).isEqualTo("The specified version does not exist.");
    assertThat(answer.errors().get(0).versionId()).isEqualTo(NEVER_GIVEN);
    assertThat(answer.deleted()).extracting(DeletedObject::deleteMarker).containsExactly(true);
  }

  @Test
  void aDocumentWithoutATagSetRemovesTheTags() throws IOException {
    Tag tag = Tag.builder().key("a").value("1").build();
    cloud.s3.putObjectTagging(r -> r.bucket(BUCKET).key("key").tagging(t -> t.tagSet(tag)));
    cloud.s3.putBucketTagging(r -> r.bucket(BUCKET).tagging(t -> t.tagSet(tag)));

    cloud.s3.putObjectTagging(r -> r.bucket(BUCKET).key("key").tagging(t -> {}));
    cloud.s3.putBucketTagging(r -> r.bucket(BUCKET).tagging(t -> {}));

    assertThat(cloud.s3.getObjectTagging(r -> r.bucket(BUCKET).key("key")).tagSet()).isEmpty();
    assertRefused(
        404,
        "NoSuchTagSet",
        "The TagSet does not exist",
        () -> cloud.s3.getBucketTagging(r -> r.bucket(BUCKET)));
  }

  @Test
  void aHeaderOfTagsMayHaveEmptyPairsButNoSecondEqualsSign() {
    cloud.s3.putObject(
        r -> r.bucket(BUCKET).key("tagged").tagging("key1&&&key2"), RequestBody.empty());

    assertThat(cloud.s3.getObjectTagging(r -> r.bucket(BUCKET).key("tagged")).tagSet())
        .extracting(Tag::key)
        .containsExactly("key1", "key2");
    assertRefused(
        400,
        "InvalidArgument",
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters"
            + " without tag name duplicates.",
        () ->
            cloud.s3.putObject(
                r -> r.bucket(BUCKET).key("tagged").tagging("key1=val1,key2=val2"),
                RequestBody.empty()));
  }

  @Test
  void aBucketThatIsThereIsNotCreatedAgainWithTags() {
    Tag tag = Tag.builder().key("a").value("1").build();
    String name = "made-once";
    cloud.s3.createBucket(r -> r.bucket(name).createBucketConfiguration(c -> c.tags(tag)));

    assertRefused(
        409,
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
        () ->
            cloud.s3.createBucket(r -> r.bucket(name).createBucketConfiguration(c -> c.tags(tag))));
    cloud.s3.createBucket(r -> r.bucket(name));
    assertThat(cloud.s3.getBucketTagging(r -> r.bucket(name)).tagSet()).containsExactly(tag);
  }

  @Test
  void rangesOfPartCopiesAreRefusedByWhereTheyBegin() {
    String id = cloud.s3.createMultipartUpload(r -> r.bucket(BUCKET).key("copy")).uploadId();

    assertRefused(
        400,
        "InvalidArgument",
        "Range specified is not valid for source object of size: 10",
        () -> copyPart(id, "bytes=0-100"));
    assertRefused(
        400,
        "InvalidRequest",
        "The specified copy range is invalid for the source object size",
        () -> copyPart(id, "bytes=100-200"));
  }

  private static void copyPart(String uploadId, String range) {
    cloud.s3.uploadPartCopy(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("key")
                .destinationBucket(BUCKET)
                .destinationKey("copy")
                .uploadId(uploadId)
                .partNumber(1)
                .copySourceRange(range));
  }

  @Test
  void aCompletionThatIsSentAgainIsAnsweredAgain() {
    String key = "completed";
    String id = cloud.s3.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
    String tag =
        cloud
            .s3
            .uploadPart(
                r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();

    var first = complete(key, id, tag);
    var again = complete(key, id, tag);
    cloud.s3.abortMultipartUpload(r -> r.bucket(BUCKET).key(key).uploadId(id));

    assertThat(again.eTag()).isEqualTo(first.eTag());
    assertThat(again.location()).isEqualTo(first.location());
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String())
        .isEqualTo("part");
    String gone =
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.";
    assertRefused(404, "NoSuchUpload", gone, () -> complete(key, id, "\"" + "0".repeat(32) + "\""));
    put(BUCKET, key);
    assertRefused(404, "NoSuchUpload", gone, () -> complete(key, id, tag));
  }

  private static CompleteMultipartUploadResponse complete(String key, String id, String tag) {
    return cloud.s3.completeMultipartUpload(
        r ->
            r.bucket(BUCKET)
                .key(key)
                .uploadId(id)
                .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(tag))));
  }

  @Test
  void twoConditionsOfAWriteAreNamedTogether() throws IOException {
    RawS3.Answer answer =
        new RawS3(cloud.endpoint())
            .by(cloud.root(S3Fixture.ACCOUNT))
            .with("If-Match", "abc")
            .with("If-None-Match", "*")
            .send("PUT", "/" + BUCKET + "/both", "");

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.body())
        .contains("<Header>If-Match,If-None-Match</Header>")
        .contains(
            "<additionalMessage>Multiple conditional request headers present in the"
                + " request</additionalMessage>");
  }

  @Test
  void anUploadWithoutAChecksumIsAnsweredWithTheOneThatS3Made() throws IOException {
    RawS3.Answer answer =
        new RawS3(cloud.endpoint())
            .by(cloud.root(S3Fixture.ACCOUNT))
            .send("PUT", "/" + BUCKET + "/plain", "");

    assertThat(answer.header("x-amz-checksum-crc64nvme")).isEqualTo("AAAAAAAAAAA=");
    assertThat(answer.header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
  }

  @Test
  void aHeadOfASubresourceNamesTheMethodsItTakes() throws Exception {
    var answer = cloud.unsigned("HEAD", "/" + BUCKET + "/key?policy");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("DELETE, GET, PUT");
  }

  @Test
  void aBucketsPolicyIsNotTheObjectThatThePathNames() throws IOException {
    RawS3 s3 = new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT));

    RawS3.Answer read = s3.get("/" + BUCKET + "/key?policy");
    RawS3.Answer deleted = s3.send("DELETE", "/" + BUCKET + "/key?policy", "");

    assertThat(read.body()).contains("<Code>NoSuchBucketPolicy</Code>");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(cloud.s3.headObject(r -> r.bucket(BUCKET).key("key")).contentLength()).isEqualTo(10);
  }

  @Test
  void filtersOfNotificationsAreNamedInOneWay() {
    String queue = "arn:aws:sqs:us-east-1:" + S3Fixture.ACCOUNT + ":queue";
    cloud.s3.putBucketNotificationConfiguration(
        r ->
            r.bucket(BUCKET)
                .notificationConfiguration(
                    n ->
                        n.queueConfigurations(
                            q ->
                                q.queueArn(queue)
                                    .eventsWithStrings("s3:ObjectCreated:*")
                                    .filter(
                                        f ->
                                            f.key(
                                                k ->
                                                    k.filterRules(
                                                        rule -> rule.name("PREFIX").value("a"),
                                                        rule ->
                                                            rule.name("suffix").value("z")))))));

    assertThat(
            cloud
                .s3
                .getBucketNotificationConfiguration(r -> r.bucket(BUCKET))
                .queueConfigurations()
                .get(0)
                .filter()
                .key()
                .filterRules())
        .extracting(FilterRule::nameAsString)
        .containsExactly("Prefix", "Suffix");
  }

  @Test
  void anEmptyOriginIsKeptAndAllowsNobody() throws Exception {
    String bucket = "no-origin";
    cloud.s3.createBucket(r -> r.bucket(bucket));
    cloud.s3.putBucketCors(
        r ->
            r.bucket(bucket)
                .corsConfiguration(
                    c -> c.corsRules(rule -> rule.allowedOrigins("").allowedMethods("GET"))));

    assertThat(cloud.s3.getBucketCors(r -> r.bucket(bucket)).corsRules().get(0).allowedOrigins())
        .containsExactly("");
    var refused =
        cloud.unsigned(
            "OPTIONS",
            "/" + bucket,
            "Origin",
            "https://page",
            "Access-Control-Request-Method",
            "GET");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("<ResourceType>BUCKET</ResourceType>");
  }
}
