package dev.trailmark.cloud.s3.annotation;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.listing.ListTokens;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.version.Annotations;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AnnotationEntry;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.DeleteObjectAnnotationResponse;
import software.amazon.awssdk.services.s3.model.ListObjectAnnotationsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAnnotationResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Annotations: their operations, names, texts, pages, conditions, checksums, permissions, records.
 */
class AnnotationsTest {
  private static final String B = "annotated";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private String key;

  @BeforeAll
  static void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  @BeforeEach
  void ownObject(TestInfo test) {
    key = test.getTestMethod().orElseThrow().getName() + test.getDisplayName().hashCode();
    cloud.s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString("body"));
  }

  @Test
  void anAnnotationIsPutReadReplacedAndDeleted() {
    var made = put("labels", "{\"cat\":1}");
    assertThat(made.key()).isEqualTo(key);
    assertThat(made.annotationName()).isEqualTo("labels");
    assertThat(made.objectVersionId()).isNull();
    assertThat(made.serverSideEncryptionAsString()).isEqualTo("AES256");

    var read =
        cloud.s3.getObjectAnnotationAsBytes(r -> r.bucket(B).key(key).annotationName("labels"));
    assertThat(read.asUtf8String()).isEqualTo("{\"cat\":1}");
    assertThat(read.response().contentLength()).isEqualTo(9);
    assertThat(read.response().eTag()).isEqualTo(made.eTag());
    assertThat(read.response().lastModified()).isNotNull();

    put("labels", "äöü");
    assertThat(text("labels")).isEqualTo("äöü");

    int status = delete("labels").sdkHttpResponse().statusCode();
    assertThat(status).isEqualTo(204);
    refused(() -> text("labels"), 404, "NoSuchAnnotation");
    assertThat(delete("labels").sdkHttpResponse().statusCode()).isEqualTo(204);
  }

  @Test
  void theObjectStaysAsItIs() {
    var before = cloud.s3.headObject(r -> r.bucket(B).key(key));
    cloud.pass(Duration.ofMinutes(1));

    put("a", "x");

    var after = cloud.s3.headObject(r -> r.bucket(B).key(key));
    assertThat(after.eTag()).isEqualTo(before.eTag());
    assertThat(after.lastModified()).isEqualTo(before.lastModified());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Räume_9.x-y", "名前", "aw", "3s"})
  void theseAreNames(String name) {
    put(name, "x");

    assertThat(text(name)).isEqualTo("x");
    assertThat(list().annotations()).extracting(AnnotationEntry::annotationName).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", " ", "a/b", "a:b", "aws", "AwsThing", "s3", "S3-x", "٣", "a\nb"})
  void theseAreNoNames(String name) {
    refused(() -> put(name, "x"), 400, "InvalidAnnotationName");
  }

  @Test
  void aNameHas512BytesAtMost() {
    put("é".repeat(256), "x");

    refused(() -> put("é".repeat(256) + "x", "x"), 400, "AnnotationNameTooLong");
  }

  @Test
  void aTextHasOneByteToOneMebibyteOfUtf8() {
    put("large", "x".repeat(1 << 20));
    assertThat(text("large")).hasSize(1 << 20);

    refused(() -> put("larger", "x".repeat((1 << 20) + 1)), 400, "EntityTooLarge");
    refused(() -> put("empty", ""), 400, "InvalidRequest");
    refused(
        () ->
            cloud.s3.putObjectAnnotation(
                r -> r.bucket(B).key(key).annotationName("binary"),
                RequestBody.fromBytes(new byte[] {'a', (byte) 0xFF})),
        415,
        "UnsupportedMediaType");
    assertThat(list().annotations())
        .extracting(AnnotationEntry::annotationName)
        .containsExactly("large");
  }

  @Test
  void aVersionHasAThousandAtMost() {
    put("first", "x");
    fill();

    refused(() -> put("one-more", "x"), 400, "AnnotationLimitExceeded");
    put("first", "y");
    delete("n1");
    put("one-more", "x");
    refused(() -> put("another", "x"), 400, "AnnotationLimitExceeded");
  }

  /** As many as there may be; their texts are not read. */
  private void fill() {
    ObjectRecord object = ObjectRecord.current(cloud.store.state(), B, key);
    AnnotationRecord first = Annotations.find(cloud.store.state(), object, "first");
    cloud
        .store
        .stage(
            S3Kinds.scope(B),
            tx -> {
              for (int i = 1; i < Annotations.MOST; i++) {
                tx.put(S3Kinds.ANNOTATION, S3Kinds.annotationKey(object, "n" + i), first);
              }
              return object;
            })
        .commit(List.of());
  }

  @Test
  void listsGoByNameAPageAtATime() {
    for (String name : List.of("b", "a2", "a1", "Z", "a3", "ä")) {
      put(name, name.repeat(2));
    }

    ListObjectAnnotationsResponse all = list();
    assertThat(all.annotations())
        .extracting(AnnotationEntry::annotationName)
        .containsExactly("Z", "a1", "a2", "a3", "b", "ä");
    assertThat(all.annotationCount()).isEqualTo(6);
    assertThat(all.maxAnnotationResults()).isEqualTo(1_000);
    assertThat(all.nextContinuationToken()).isNull();
    assertThat(all.annotations().get(5).size()).isEqualTo(4);
    assertThat(all.annotations().get(0).checksumAlgorithmAsStrings()).containsExactly("CRC32");
    assertThat(all.annotations().get(0).eTag()).startsWith("\"");

    var paged =
        cloud.s3.listObjectAnnotationsPaginator(
            r -> r.bucket(B).key(key).annotationPrefix("a").maxAnnotationResults(2));
    assertThat(paged.stream().map(ListObjectAnnotationsResponse::annotationCount))
        .containsExactly(2, 1);
    assertThat(paged.annotations())
        .extracting(AnnotationEntry::annotationName)
        .containsExactly("a1", "a2", "a3");
  }

  @Test
  void aTokenOfAnotherPrefixFindsWhatIsBehindItsName() {
    for (String name : List.of("a", "m1", "m2", "z")) {
      put(name, "text");
    }
    String behindA = ListTokens.of("a");
    String behindZ = ListTokens.of("z");

    assertThat(names("m", behindA)).containsExactly("m1", "m2");
    assertThat(names("m", behindZ)).isEmpty();
    assertThat(names("z", behindA)).containsExactly("z");
    assertThat(names("none", behindA)).isEmpty();
  }

  private List<String> names(String prefix, String token) {
    return cloud
        .s3
        .listObjectAnnotations(
            r -> r.bucket(B).key(key).annotationPrefix(prefix).continuationToken(token))
        .annotations()
        .stream()
        .map(AnnotationEntry::annotationName)
        .toList();
  }

  @Test
  void aListRefusesWhatCannotBe() {
    for (int most : new int[] {0, -1, 1_001}) {
      refused(
          () ->
              cloud.s3.listObjectAnnotations(r -> r.bucket(B).key(key).maxAnnotationResults(most)),
          400,
          "InvalidArgument");
    }
    refused(
        () -> cloud.s3.listObjectAnnotations(r -> r.bucket(B).key(key).annotationPrefix("a b")),
        400,
        "InvalidPrefix");
    refused(
        () -> cloud.s3.listObjectAnnotations(r -> r.bucket(B).key(key).continuationToken("made")),
        400,
        "InvalidArgument");
  }

  @Test
  void whatIsNotThereHasNone() {
    refused(() -> cloud.s3.listObjectAnnotations(r -> r.bucket(B).key("absent")), 404, "NoSuchKey");
    refused(
        () ->
            cloud.s3.putObjectAnnotation(
                r -> r.bucket(B).key("absent").annotationName("a"), RequestBody.fromString("x")),
        404,
        "NoSuchKey");
    refused(
        () -> cloud.s3.deleteObjectAnnotation(r -> r.bucket(B).key("absent").annotationName("a")),
        404,
        "NoSuchKey");
    refused(
        () -> cloud.s3.listObjectAnnotations(r -> r.bucket("no-such-bucket-here").key("k")),
        404,
        "NoSuchBucket");
  }

  @Test
  void changesCanAskForTheObjectsTag() {
    String tag = cloud.s3.headObject(r -> r.bucket(B).key(key)).eTag();
    put("a", "x", tag);
    put("a", "y", tag.replace("\"", ""));

    refused(() -> put("a", "z", "\"other\""), 412, "PreconditionFailed");
    refused(
        () ->
            cloud.s3.deleteObjectAnnotation(
                r -> r.bucket(B).key(key).annotationName("a").objectIfMatch("other")),
        412,
        "PreconditionFailed");
    assertThat(text("a")).isEqualTo("y");
    cloud.s3.deleteObjectAnnotation(
        r -> r.bucket(B).key(key).annotationName("a").objectIfMatch(tag));
    assertThat(list().annotations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ChecksumAlgorithm.class,
      names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void aChecksumIsComparedKeptAndShown(ChecksumAlgorithm algorithm) {
    var made =
        cloud.s3.putObjectAnnotation(
            r -> r.bucket(B).key(key).annotationName("a").checksumAlgorithm(algorithm),
            RequestBody.fromString("text"));
    assertThat(made.checksumTypeAsString()).isEqualTo("FULL_OBJECT");

    var read =
        cloud.s3.getObjectAnnotationAsBytes(
            r -> r.bucket(B).key(key).annotationName("a").checksumMode("ENABLED"));
    assertThat(read.response().checksumTypeAsString()).isEqualTo("FULL_OBJECT");
    assertThat(list().annotations().get(0).checksumAlgorithm()).containsExactly(algorithm);
  }

  @Test
  void aWrongDigestIsRefused() {
    refused(
        () ->
            cloud.s3.putObjectAnnotation(
                r ->
                    r.bucket(B).key(key).annotationName("a").contentMD5("XrY7u+Ae7tCTyyK7j1rNww=="),
                RequestBody.fromString("other")),
        400,
        "BadDigest");
    refused(
        () ->
            cloud.s3.putObjectAnnotation(
                r -> r.bucket(B).key(key).annotationName("a").checksumCRC32("AAAAAA=="),
                RequestBody.fromString("other")),
        400,
        "BadDigest");
    assertThat(list().annotations()).isEmpty();
  }

  @Test
  void eachOperationHasAPermissionOfItsOwn() {
    put("a", "x");
    for (String allowed : List.of("Put", "Get", "Delete")) {
      S3Client some =
          cloud.clientOf(
              "ann" + allowed.toLowerCase(), allow("s3:" + allowed + "ObjectAnnotation"));
      assertThat(code(() -> put(some, "a", "x")))
          .isEqualTo(allowed.equals("Put") ? "" : "AccessDenied");
      assertThat(code(() -> get(some, "a"))).isEqualTo(allowed.equals("Get") ? "" : "AccessDenied");
      assertThat(code(() -> some.listObjectAnnotations(r -> r.bucket(B).key(key))))
          .isEqualTo("AccessDenied");
      assertThat(
              code(
                  () -> some.deleteObjectAnnotation(r -> r.bucket(B).key(key).annotationName("b"))))
          .isEqualTo(allowed.equals("Delete") ? "" : "AccessDenied");
    }
    S3Client lister = cloud.clientOf("annlist", allow("s3:ListObjectAnnotations"));
    assertThat(code(() -> lister.listObjectAnnotations(r -> r.bucket(B).key(key)))).isEmpty();
    assertThat(code(() -> get(lister, "a"))).isEqualTo("AccessDenied");
  }

  @Test
  void aPolicyCanAskForTheObjectsTags() {
    cloud.s3.putObject(
        r -> r.bucket(B).key(key).tagging("open=yes"), RequestBody.fromString("body"));
    put("a", "x");
    S3Client tagged =
        cloud.clientOf(
            "anntag",
            allow("s3:GetObjectAnnotation")
                .replace(
                    "\"Resource\"",
                    "\"Condition\":{\"StringEquals\":{\"s3:ExistingObjectTag/open\":\"yes\"}},\"Resource\""));

    assertThat(code(() -> get(tagged, "a"))).isEmpty();
    cloud.s3.deleteObjectTagging(r -> r.bucket(B).key(key));
    assertThat(code(() -> get(tagged, "a"))).isEqualTo("AccessDenied");
  }

  @Test
  void anotherOwnerThanExpectedAndStrangersAreRefused() {
    refused(
        () ->
            cloud.s3.listObjectAnnotations(
                r -> r.bucket(B).key(key).expectedBucketOwner(S3Fixture.OTHER)),
        403,
        "AccessDenied");
    refused(() -> get(cloud.stranger, "a"), 403, "AccessDenied");
  }

  @Test
  void recordsNameTheOperationsAndTheAnnotation() {
    put("noted", "x");
    get(cloud.s3, "noted");
    list();
    delete("noted");

    for (String event : List.of("Put", "Get", "Delete")) {
      assertThat(cloud.records(event + "ObjectAnnotation"))
          .anySatisfy(
              record ->
                  assertThat(record)
                      .contains(key)
                      .contains("\"annotationName\":\"noted\"")
                      .contains("\"managementEvent\":false"));
    }
    assertThat(cloud.records("ListObjectAnnotations"))
        .anySatisfy(record -> assertThat(record).contains(key).contains("\"annotation\":\"\""));
  }

  private static String allow(String action) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
        + action
        + "\",\"s3:ListBucket\"],\"Resource\":\"*\"}]}";
  }

  private PutObjectAnnotationResponse put(String name, String text) {
    return put(cloud.s3, name, text);
  }

  private PutObjectAnnotationResponse put(S3Client client, String name, String text) {
    return client.putObjectAnnotation(
        r -> r.bucket(B).key(key).annotationName(name), RequestBody.fromString(text));
  }

  private void put(String name, String text, String tag) {
    cloud.s3.putObjectAnnotation(
        r -> r.bucket(B).key(key).annotationName(name).objectIfMatch(tag),
        RequestBody.fromString(text));
  }

  private String text(String name) {
    return get(cloud.s3, name);
  }

  private String get(S3Client client, String name) {
    return client
        .getObjectAnnotationAsBytes(r -> r.bucket(B).key(key).annotationName(name))
        .asUtf8String();
  }

  private DeleteObjectAnnotationResponse delete(String name) {
    return cloud.s3.deleteObjectAnnotation(r -> r.bucket(B).key(key).annotationName(name));
  }

  private ListObjectAnnotationsResponse list() {
    return cloud.s3.listObjectAnnotations(r -> r.bucket(B).key(key));
  }

  private static String code(ThrowingCallable call) {
    S3Exception refused = refusal(call);
    return refused == null ? "" : refused.awsErrorDetails().errorCode();
  }

  private static void refused(ThrowingCallable call, int status, String code) {
    S3Exception refused = refusal(call);
    assertThat(refused).isNotNull();
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refused.statusCode()).isEqualTo(status);
  }
}
