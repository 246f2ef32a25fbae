package dev.trailmark.cloud.s3;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.http.HttpFront;
import dev.trailmark.cloud.http.Loopback;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AnnotationEntry;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectAnnotationResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What others do between two steps of one request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MomentsTest {
  private static final String B = "moments";
  private static final int PART = 5 * 1024 * 1024;
  private static final String ALL_BUT_BYPASS =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
          + "\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"s3:BypassGovernanceRetention\","
          + "\"Resource\":\"*\"}]}";

  private final MomentStore store = new MomentStore();
  private S3Fixture cloud;
  private S3Client s3;

  /** What the others ask comes in by a door of its own: the first one's loop may be waiting. */
  private HttpFront side;

  private S3Client other;
  private String key;

  @BeforeAll
  void start() throws Exception {
    cloud = new S3Fixture(store);
    s3 = cloud.s3;
    side = Loopback.listen(cloud.gateway.pipeline(), HttpFront.newWorkers());
    other =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + side.port()))
            .region(Region.US_EAST_1)
            .credentialsProvider(cloud.root(S3Fixture.ACCOUNT))
            .forcePathStyle(true)
            .build();
    s3.createBucket(r -> r.bucket(B).objectLockEnabledForBucket(true));
  }

  @AfterAll
  void stop() throws Exception {
    other.close();
    side.close();
    cloud.close();
  }

  @BeforeEach
  void ownKey(TestInfo test) {
    key = test.getTestMethod().orElseThrow().getName();
  }

  @AfterEach
  void theMomentCame() {
    assertThat(store.isSpent()).isTrue();
  }

  private String put() {
    return s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString("x")).versionId();
  }

  private void retain(S3Client client, String version) {
    Instant until = Instant.now().plus(30, ChronoUnit.DAYS);
    client.putObjectRetention(
        r ->
            r.bucket(B)
                .key(key)
                .versionId(version)
                .retention(q -> q.mode("GOVERNANCE").retainUntilDate(until)));
  }

  @Test
  void aRetentionThatComesBeforeTheDeletionHoldsAgainstABypassThatWasNotAskedFor() {
    String version = put();
    S3Client user = cloud.clientOf("moments-one", ALL_BUT_BYPASS);
    store.beforeNextChange(() -> retain(other, version));

    S3Exception refused =
        refusal(
            () ->
                user.deleteObject(
                    r -> r.bucket(B).key(key).versionId(version).bypassGovernanceRetention(true)));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.awsErrorDetails().errorMessage())
        .isEqualTo("Access Denied because object protected by object lock.");
    s3.headObject(r -> r.bucket(B).key(key).versionId(version));
  }

  @Test
  void soItDoesInAListOfDeletions() {
    String version = put();
    S3Client user = cloud.clientOf("moments-list", ALL_BUT_BYPASS);
    store.beforeNextChange(() -> retain(other, version));

    DeleteObjectsResponse answer =
        user.deleteObjects(
            r ->
                r.bucket(B)
                    .bypassGovernanceRetention(true)
                    .delete(d -> d.objects(o -> o.key(key).versionId(version))));

    assertThat(answer.deleted()).isEmpty();
    assertThat(answer.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.code()).isEqualTo("AccessDenied"));
    s3.headObject(r -> r.bucket(B).key(key).versionId(version));
  }

  @Test
  void aRetentionThatWasThereIsBypassedAlsoWhenItIsProlongedBeforeTheDeletion() {
    String version = put();
    retain(s3, version);
    store.beforeNextChange(() -> retain(other, version));

    s3.deleteObject(r -> r.bucket(B).key(key).versionId(version).bypassGovernanceRetention(true));

    assertThat(
            refusal(() -> s3.headObject(r -> r.bucket(B).key(key).versionId(version))).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aVersionThatIsDeletedBeforeItIsHeldIsGone() {
    String version = put();
    store.beforeNextChange(() -> other.deleteObject(r -> r.bucket(B).key(key).versionId(version)));

    S3Exception refused =
        refusal(
            () ->
                s3.putObjectLegalHold(
                    r -> r.bucket(B).key(key).versionId(version).legalHold(h -> h.status("ON"))));

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NoSuchVersion");
  }

  private void completedWhile(Consumer<Runnable> moment) {
    String upload = s3.createMultipartUpload(r -> r.bucket(B).key(key)).uploadId();
    List<CompletedPart> parts = List.of(part(s3, upload, 1, PART), part(s3, upload, 2, 1));
    moment.accept(() -> other.abortMultipartUpload(r -> r.bucket(B).key(key).uploadId(upload)));
    ThrowingCallable completion =
        () ->
            s3.completeMultipartUpload(
                r -> r.bucket(B).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));

    S3Exception refused = refusal(completion);

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NoSuchUpload");
    assertThat(refusal(() -> s3.getObject(r -> r.bucket(B).key(key))))
        .isInstanceOf(NoSuchKeyException.class);
  }

  private CompletedPart part(S3Client client, String upload, int number, int size) {
    String tag =
        client
            .uploadPart(
                r -> r.bucket(B).key(key).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(new byte[size]))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  @Test
  void anUploadThatIsAbortedWhileItsPartsAreReadIsGone() {
    completedWhile(store::beforeNextBody);
  }

  @Test
  void anUploadThatIsAbortedAfterItsPartsWereReadIsGone() {
    completedWhile(store::beforeNextChange);
  }

  @Test
  void aPartThatIsSentAgainWhileTheUploadIsCompletedIsAConflict() {
    String upload = s3.createMultipartUpload(r -> r.bucket(B).key(key)).uploadId();
    CompletedPart part = part(s3, upload, 1, PART);
    store.beforeNextBody(() -> part(other, upload, 1, PART));

    S3Exception refused =
        refusal(
            () ->
                s3.completeMultipartUpload(
                    r ->
                        r.bucket(B).key(key).uploadId(upload).multipartUpload(m -> m.parts(part))));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ConditionalRequestConflict");
    s3.abortMultipartUpload(r -> r.bucket(B).key(key).uploadId(upload));
  }

  @Test
  void anObjectThatIsReplacedBeforeItsBodyIsOpenedIsReadAsItIsThen() {
    s3.createBucket(r -> r.bucket("moments-plain"));
    s3.putObject(r -> r.bucket("moments-plain").key(key), RequestBody.fromString("before"));
    store.beforeNextBody(
        () ->
            other.putObject(
                r -> r.bucket("moments-plain").key(key), RequestBody.fromString("after")));

    assertThat(s3.getObjectAsBytes(r -> r.bucket("moments-plain").key(key)).asUtf8String())
        .isEqualTo("after");
  }

  private String plainBucket() {
    String bucket = B + "-" + key.toLowerCase(Locale.ROOT).substring(0, 40);
    s3.createBucket(r -> r.bucket(bucket));
    s3.putObject(r -> r.bucket(bucket).key("source"), RequestBody.fromString("before"));
    return bucket;
  }

  @Test
  void aCopyOfAnObjectThatIsReplacedMeanwhileIsOfTheNewOne() {
    String bucket = plainBucket();
    store.beforeNextBody(
        () ->
            other.putObject(r -> r.bucket(bucket).key("source"), RequestBody.fromString("after")));

    s3.copyObject(
        r ->
            r.sourceBucket(bucket)
                .sourceKey("source")
                .destinationBucket(bucket)
                .destinationKey("copy"));

    assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("copy")).asUtf8String())
        .isEqualTo("after");
  }

  @Test
  void aPartThatIsCopiedFromAnObjectThatIsReplacedMeanwhileIsOfTheNewOne() {
    String bucket = plainBucket();
    String upload = s3.createMultipartUpload(r -> r.bucket(bucket).key("copy")).uploadId();
    store.beforeNextBody(
        () ->
            other.putObject(r -> r.bucket(bucket).key("source"), RequestBody.fromString("after")));

    String tag =
        s3.uploadPartCopy(
                r ->
                    r.sourceBucket(bucket)
                        .sourceKey("source")
                        .destinationBucket(bucket)
                        .destinationKey("copy")
                        .uploadId(upload)
                        .partNumber(1))
            .copyPartResult()
            .eTag();

    assertThat(tag).isEqualTo(s3.headObject(r -> r.bucket(bucket).key("source")).eTag());
  }

  @Test
  void aCopyOfAnObjectThatIsDeletedMeanwhileFindsNone() {
    String bucket = plainBucket();
    store.beforeNextBody(() -> other.deleteObject(r -> r.bucket(bucket).key("source")));

    S3Exception refused =
        refusal(
            () ->
                s3.copyObject(
                    r ->
                        r.sourceBucket(bucket)
                            .sourceKey("source")
                            .destinationBucket(bucket)
                            .destinationKey("copy")));

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NoSuchKey");
  }

  @Test
  void anAnnotationGoesToTheVersionThatWasThereWhenANewerOneComes() {
    String version = put();
    store.beforeNextChange(
        () -> other.putObject(r -> r.bucket(B).key(key), RequestBody.fromString("newer")));

    String annotated = annotate(s3, "n").objectVersionId();

    assertThat(annotated).isEqualTo(version);
    assertThat(annotations(version)).containsExactly("n");
    assertThat(annotations(null)).isEmpty();
  }

  @Test
  void anAnnotationIsDeletedOfTheVersionThatWasThereWhenANewerOneComes() {
    String version = put();
    annotate(s3, "n");
    store.beforeNextChange(
        () -> {
          other.putObject(r -> r.bucket(B).key(key), RequestBody.fromString("newer"));
          annotate(other, "n");
        });

    String of =
        s3.deleteObjectAnnotation(r -> r.bucket(B).key(key).annotationName("n")).objectVersionId();

    assertThat(of).isEqualTo(version);
    assertThat(annotations(version)).isEmpty();
    assertThat(annotations(null)).containsExactly("n");
  }

  @Test
  void anAnnotationOfAnObjectThatIsReplacedMeanwhileIsAConflict() {
    String bucket = B + "-unversioned";
    s3.createBucket(r -> r.bucket(bucket));
    s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.empty());
    store.beforeNextChange(
        () -> other.putObject(r -> r.bucket(bucket).key(key), RequestBody.empty()));

    S3Exception refused =
        refusal(
            () ->
                s3.putObjectAnnotation(
                    r -> r.bucket(bucket).key(key).annotationName("n"),
                    RequestBody.fromString("text")));

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(s3.listObjectAnnotations(r -> r.bucket(bucket).key(key)).annotations()).isEmpty();
  }

  private PutObjectAnnotationResponse annotate(S3Client client, String name) {
    return client.putObjectAnnotation(
        r -> r.bucket(B).key(key).annotationName(name), RequestBody.fromString("text"));
  }

  private List<String> annotations(String version) {
    return s3
        .listObjectAnnotations(r -> r.bucket(B).key(key).versionId(version))
        .annotations()
        .stream()
        .map(AnnotationEntry::annotationName)
        .toList();
  }
}
