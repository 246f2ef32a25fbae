package dev.trailmark.cloud.s3.annotation;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AnnotationDirective;
import software.amazon.awssdk.services.s3.model.AnnotationEntry;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What becomes of annotations as their objects are versioned, encrypted, locked and copied. */
class AnnotatedObjectsTest {
  private static final String PLAIN = "annotated-plain";
  private static final String VERSIONED = "annotated-versions";
  private static final String LOCKED = "annotated-locks";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private static String kmsKey;
  private String key;

  @BeforeAll
  static void start() {
    cloud.s3.createBucket(r -> r.bucket(PLAIN));
    cloud.s3.createBucket(r -> r.bucket(LOCKED).objectLockEnabledForBucket(true));
    cloud.s3.createBucket(r -> r.bucket(VERSIONED));
    versioning("Enabled");
    kmsKey = cloud.kms.createKey(r -> r.keySpec(KeySpec.SYMMETRIC_DEFAULT)).keyMetadata().arn();
  }

  @BeforeEach
  void ownKey(TestInfo test) {
    key = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void annotationsGoWithTheObjectThatIsOverwrittenOrDeleted() {
    write(PLAIN, b -> {});
    annotate(PLAIN, null, "a", "x");
    write(PLAIN, b -> {});
    assertThat(names(PLAIN, null)).isEmpty();

    annotate(PLAIN, null, "a", "x");
    cloud.s3.deleteObject(r -> r.bucket(PLAIN).key(key));
    write(PLAIN, b -> {});
    assertThat(names(PLAIN, null)).isEmpty();
  }

  @Test
  void eachVersionHasItsOwn() {
    String first = write(VERSIONED, b -> {});
    annotate(VERSIONED, null, "a", "of the first");
    String second = write(VERSIONED, b -> {});
    assertThat(names(VERSIONED, null)).isEmpty();
    annotate(VERSIONED, first, "b", "late");
    annotate(VERSIONED, second, "a", "of the second");

    assertThat(names(VERSIONED, first)).isEqualTo("a,b");
    assertThat(text(VERSIONED, first, "a")).isEqualTo("of the first");
    assertThat(text(VERSIONED, null, "a")).isEqualTo("of the second");
    var listed = cloud.s3.listObjectAnnotations(r -> r.bucket(VERSIONED).key(key));
    assertThat(listed.objectVersionId()).isEqualTo(second);

    cloud.s3.deleteObjectAnnotation(
        r -> r.bucket(VERSIONED).key(key).versionId(first).annotationName("a"));
    assertThat(names(VERSIONED, first)).isEqualTo("b");
    cloud.s3.deleteObject(r -> r.bucket(VERSIONED).key(key).versionId(second));
    assertThat(names(VERSIONED, null)).isEqualTo("b");
  }

  @Test
  void aDeleteMarkerHidesThemAndHasNone() {
    String version = write(VERSIONED, b -> {});
    annotate(VERSIONED, null, "a", "x");
    String marker = cloud.s3.deleteObject(r -> r.bucket(VERSIONED).key(key)).versionId();

    refused(() -> names(VERSIONED, null), 405, "MethodNotAllowed");
    refused(() -> names(VERSIONED, marker), 405, "MethodNotAllowed");
    refused(() -> annotate(VERSIONED, marker, "b", "x"), 405, "MethodNotAllowed");
    assertThat(names(VERSIONED, version)).isEqualTo("a");
    cloud.s3.deleteObject(r -> r.bucket(VERSIONED).key(key).versionId(marker));
    assertThat(names(VERSIONED, null)).isEqualTo("a");
    cloud.s3.deleteObject(r -> r.bucket(VERSIONED).key(key).versionId(version));
    refused(() -> names(VERSIONED, version), 404, "NoSuchVersion");
  }

  @Test
  void theNullVersionLosesThemAsItIsReplaced() {
    versioning("Suspended");
    try {
      write(VERSIONED, b -> {});
      annotate(VERSIONED, "null", "a", "x");
      assertThat(names(VERSIONED, "null")).isEqualTo("a");
      versioning("Enabled");
      String later = write(VERSIONED, b -> {});
      assertThat(names(VERSIONED, "null")).isEqualTo("a");
      versioning("Suspended");
      write(VERSIONED, b -> {});
      assertThat(names(VERSIONED, "null")).isEmpty();
      assertThat(names(VERSIONED, later)).isEmpty();
    } finally {
      versioning("Enabled");
    }
  }

  @Test
  void aRequestThatNamesAVersionTakesThePermissionOfVersions() {
    String version = write(VERSIONED, b -> {});
    annotate(VERSIONED, null, "a", "x");
    S3Client current = cloud.clientOf("anncurrent", allow("s3:GetObjectAnnotation"));
    S3Client versions = cloud.clientOf("annversions", allow("s3:GetObjectVersionAnnotation"));

    assertThat(text(current, VERSIONED, null, "a")).isEqualTo("x");
    refused(() -> text(current, VERSIONED, version, "a"), 403, "AccessDenied");
    assertThat(text(versions, VERSIONED, version, "a")).isEqualTo("x");
    refused(() -> text(versions, VERSIONED, null, "a"), 403, "AccessDenied");
  }

  @Test
  void theyAreEncryptedAsTheObjectIsAndKmsIsAskedAsTheCaller() {
    write(PLAIN, b -> b.serverSideEncryption("aws:kms").ssekmsKeyId(kmsKey));
    S3Client noKms = cloud.clientOf("annnokms", allow("s3:*"));
    S3Client withKms = cloud.clientOf("annkms", allow("s3:*\",\"kms:*"));

    refused(() -> annotate(noKms, PLAIN, null, "a", "x"), 403, "AccessDenied");
    var made =
        withKms.putObjectAnnotation(
            r -> r.bucket(PLAIN).key(key).annotationName("a"), RequestBody.fromString("x"));
    assertThat(made.serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(text(withKms, PLAIN, null, "a")).isEqualTo("x");
    refused(() -> text(noKms, PLAIN, null, "a"), 403, "AccessDenied");
    assertThat(cloud.records("GenerateDataKey"))
        .anySatisfy(
            record -> assertThat(record).contains("annkms").contains("/" + key).contains(kmsKey));
  }

  @Test
  void twoLayersAndBucketKeysAreInheritedToo() {
    write(PLAIN, b -> b.serverSideEncryption("aws:kms:dsse").ssekmsKeyId(kmsKey));
    assertThat(annotate(cloud.s3, PLAIN, null, "a", "dual")).isEqualTo("aws:kms:dsse");
    assertThat(text(PLAIN, null, "a")).isEqualTo("dual");

    write(PLAIN, b -> b.serverSideEncryption("aws:kms").ssekmsKeyId(kmsKey).bucketKeyEnabled(true));
    assertThat(annotate(cloud.s3, PLAIN, null, "a", "shared")).isEqualTo("aws:kms");
    assertThat(text(PLAIN, null, "a")).isEqualTo("shared");
  }

  @Test
  void objectsUnderTheClientsKeyHaveNone() {
    allowCustomerKeys();
    write(PLAIN, AnnotatedObjectsTest::underCustomerKey);

    refused(() -> annotate(PLAIN, null, "a", "x"), 400, "InvalidRequest");
    assertThat(names(PLAIN, null)).isEmpty();
  }

  @Test
  void archivedObjectsAreAnnotatedWithoutBeingRestored() {
    write(PLAIN, b -> b.storageClass("DEEP_ARCHIVE"));
    annotate(PLAIN, null, "a", "x");

    assertThat(text(PLAIN, null, "a")).isEqualTo("x");
    cloud.s3.deleteObjectAnnotation(r -> r.bucket(PLAIN).key(key).annotationName("a"));
    assertThat(names(PLAIN, null)).isEmpty();
  }

  @Test
  void lockedObjectsKeepTheirsUnlessGovernanceIsBypassed() {
    Instant until = cloud.now().plusSeconds(86_400);
    write(LOCKED, b -> b.objectLockMode("GOVERNANCE").objectLockRetainUntilDate(until));
    annotate(LOCKED, null, "a", "x");
    S3Client some = cloud.clientOf("annlock", allow("s3:DeleteObjectAnnotation"));

    refused(() -> deleteAnnotation(cloud.s3, false), 403, "AccessDenied");
    refused(() -> deleteAnnotation(some, true), 403, "AccessDenied");
    deleteAnnotation(cloud.s3, true);
    assertThat(names(LOCKED, null)).isEmpty();

    annotate(LOCKED, null, "a", "x");
    cloud.s3.putObjectLegalHold(r -> r.bucket(LOCKED).key(key).legalHold(h -> h.status("ON")));
    refused(() -> deleteAnnotation(cloud.s3, true), 403, "AccessDenied");
  }

  private void deleteAnnotation(S3Client client, boolean bypass) {
    client.deleteObjectAnnotation(
        r ->
            r.bucket(LOCKED)
                .key(key)
                .annotationName("a")
                .overrideConfiguration(
                    o -> {
                      if (bypass) {
                        o.putHeader("x-amz-bypass-governance-retention", "true");
                      }
                    }));
  }

  @Test
  void aCopyTakesThemAlongUnlessTheyAreExcluded() {
    write(PLAIN, b -> {});
    annotate(PLAIN, null, "a", "one");
    annotate(PLAIN, null, "b", "two");

    copy(cloud.s3, b -> b.serverSideEncryption("aws:kms").ssekmsKeyId(kmsKey));
    assertThat(names(VERSIONED, null)).isEqualTo("a,b");
    var read =
        cloud.s3.getObjectAnnotationAsBytes(
            r -> r.bucket(VERSIONED).key(key).annotationName("b").checksumMode("ENABLED"));
    assertThat(read.asUtf8String()).isEqualTo("two");
    assertThat(read.response().serverSideEncryptionAsString()).isEqualTo("aws:kms");
    assertThat(read.response().checksumCRC32()).isNotNull();

    copy(cloud.s3, b -> b.checksumAlgorithm("SHA256"));
    assertThat(
            cloud
                .s3
                .listObjectAnnotations(r -> r.bucket(VERSIONED).key(key))
                .annotations()
                .get(0)
                .checksumAlgorithmAsStrings())
        .containsExactly("SHA256");

    copy(cloud.s3, b -> b.annotationDirective(AnnotationDirective.EXCLUDE));
    assertThat(names(VERSIONED, null)).isEmpty();
    assertThat(names(PLAIN, null)).isEqualTo("a,b");
    refused(() -> copy(cloud.s3, b -> b.annotationDirective("MOVE")), 400, "InvalidArgument");
  }

  @Test
  void theDirectiveMayComeInTheQuery() throws Exception {
    write(PLAIN, b -> {});
    annotate(PLAIN, null, "a", "x");
    String copy = "/" + VERSIONED + "/" + key + "?x-amz-object-annotation-directive=";

    assertThat(copied(copy + "EXCLUDE").status()).isEqualTo(200);
    assertThat(names(VERSIONED, null)).isEmpty();
    assertThat(copied(copy + "COPY").status()).isEqualTo(200);
    assertThat(names(VERSIONED, null)).isEqualTo("a");
    assertThat(copied(copy + "MOVE").body()).contains("<Code>InvalidArgument</Code>");
  }

  private RawS3.Answer copied(String target) throws Exception {
    return new RawS3(cloud.endpoint())
        .by(cloud.root(S3Fixture.ACCOUNT))
        .with("x-amz-copy-source", "/" + PLAIN + "/" + key)
        .send("PUT", target, "");
  }

  @Test
  void aCopyOntoItselfKeepsThem() {
    write(PLAIN, b -> {});
    annotate(PLAIN, null, "a", "x");
    cloud.s3.copyObject(
        r ->
            r.sourceBucket(PLAIN)
                .sourceKey(key)
                .destinationBucket(PLAIN)
                .destinationKey(key)
                .storageClass("STANDARD_IA"));

    assertThat(text(PLAIN, null, "a")).isEqualTo("x");
  }

  @Test
  void copyingThemTakesThePermissionsToReadAndToPutThem() {
    write(PLAIN, b -> {});
    String objects = "s3:GetObject\",\"s3:PutObject";
    S3Client plain = cloud.clientOf("anncopyone", allow(objects));
    S3Client reader = cloud.clientOf("anncopytwo", allow(objects + "\",\"s3:GetObjectAnnotation"));
    S3Client both =
        cloud.clientOf(
            "anncopythree",
            allow(objects + "\",\"s3:GetObjectAnnotation\",\"s3:PutObjectAnnotation"));
    copy(plain, b -> {});
    annotate(PLAIN, null, "a", "x");

    refused(() -> copy(plain, b -> {}), 403, "AccessDenied");
    refused(() -> copy(reader, b -> {}), 403, "AccessDenied");
    copy(plain, b -> b.annotationDirective("EXCLUDE"));
    copy(both, b -> {});
    assertThat(names(VERSIONED, null)).isEqualTo("a");
  }

  @Test
  void aCopyUnderTheClientsKeyCannotTakeThem() {
    allowCustomerKeys();
    write(PLAIN, b -> {});
    annotate(PLAIN, null, "a", "x");
    byte[] secret = new byte[32];
    String base64 = Base64.getEncoder().encodeToString(secret);
    String md5 = Base64.getEncoder().encodeToString(BodyDigests.md5().digest(secret));
    for (AnnotationDirective directive : AnnotationDirective.knownValues()) {
      S3Exception refused =
          refusal(
              () ->
                  cloud.s3.copyObject(
                      r ->
                          r.sourceBucket(PLAIN)
                              .sourceKey(key)
                              .destinationBucket(PLAIN)
                              .destinationKey(key + "-copy")
                              .annotationDirective(directive)
                              .sseCustomerAlgorithm("AES256")
                              .sseCustomerKey(base64)
                              .sseCustomerKeyMD5(md5)));
      assertThat(refused == null).isEqualTo(directive == AnnotationDirective.EXCLUDE);
    }
  }

  private static void versioning(String status) {
    cloud.s3.putBucketVersioning(
        r -> r.bucket(VERSIONED).versioningConfiguration(v -> v.status(status)));
  }

  private static void allowCustomerKeys() {
    cloud.s3.putBucketEncryption(
        r ->
            r.bucket(PLAIN)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.applyServerSideEncryptionByDefault(
                                        by -> by.sseAlgorithm("AES256"))
                                    .blockedEncryptionTypes(
                                        t -> t.encryptionTypeWithStrings("NONE")))));
  }

  private static void underCustomerKey(PutObjectRequest.Builder b) {
    byte[] secret = new byte[32];
    b.sseCustomerAlgorithm("AES256")
        .sseCustomerKey(Base64.getEncoder().encodeToString(secret))
        .sseCustomerKeyMD5(Base64.getEncoder().encodeToString(BodyDigests.md5().digest(secret)));
  }

  private static String allow(String actions) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\""
        + actions
        + "\"],\"Resource\":\"*\"}]}";
  }

  private String write(String bucket, Consumer<PutObjectRequest.Builder> how) {
    PutObjectRequest.Builder request = PutObjectRequest.builder().bucket(bucket).key(key);
    how.accept(request);
    return cloud.s3.putObject(request.build(), RequestBody.fromString("body")).versionId();
  }

  private void copy(S3Client client, Consumer<CopyObjectRequest.Builder> how) {
    CopyObjectRequest.Builder request =
        CopyObjectRequest.builder()
            .sourceBucket(PLAIN)
            .sourceKey(key)
            .destinationBucket(VERSIONED)
            .destinationKey(key);
    how.accept(request);
    client.copyObject(request.build());
  }

  private void annotate(String bucket, String version, String name, String text) {
    annotate(cloud.s3, bucket, version, name, text);
  }

  private String annotate(
      S3Client client, String bucket, String version, String name, String text) {
    return client
        .putObjectAnnotation(
            r -> r.bucket(bucket).key(key).versionId(version).annotationName(name),
            RequestBody.fromString(text))
        .serverSideEncryptionAsString();
  }

  private String text(String bucket, String version, String name) {
    return text(cloud.s3, bucket, version, name);
  }

  private String text(S3Client client, String bucket, String version, String name) {
    return client
        .getObjectAnnotationAsBytes(
            r -> r.bucket(bucket).key(key).versionId(version).annotationName(name))
        .asUtf8String();
  }

  /** The names of a version's annotations, joined by commas. */
  private String names(String bucket, String version) {
    return String.join(
        ",",
        cloud
            .s3
            .listObjectAnnotations(r -> r.bucket(bucket).key(key).versionId(version))
            .annotations()
            .stream()
            .map(AnnotationEntry::annotationName)
            .toList());
  }

  private static void refused(ThrowingCallable call, int status, String code) {
    S3Exception refused = refusal(call);
    assertThat(refused).isNotNull();
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refused.statusCode()).isEqualTo(status);
  }
}
