package dev.trailmark.cloud.s3.logging;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TargetGrant;

/** Lines of access logs that are no request's own, and who gets at the files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessLogDeedsTest {
  private static final String OTHER_ID = "0".repeat(52) + S3Fixture.OTHER;
  private static final RequestBody BODY = RequestBody.fromString("12345");
  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private final S3Client s3 = cloud.s3;
  private String b;
  private String logs;

  @BeforeEach
  void buckets() {
    b = "deeds-" + made++;
    logs = b + "-logs";
    s3.createBucket(r -> r.bucket(b));
    s3.createBucket(r -> r.bucket(logs).objectOwnership("ObjectWriter"));
    s3.putBucketAcl(r -> r.bucket(logs).acl("log-delivery-write"));
  }

  private void log(TargetGrant... grants) {
    s3.putBucketLogging(
        r ->
            r.bucket(b)
                .bucketLoggingStatus(
                    s ->
                        s.loggingEnabled(
                            l ->
                                l.targetBucket(logs)
                                    .targetPrefix("log/")
                                    .targetGrants(grants.length == 0 ? null : List.of(grants)))));
  }

  private void deliver() {
    cloud.pass(Duration.ofMinutes(6));
    cloud.settle();
  }

  private List<List<String>> lines(String operation) {
    return DeliveredLogs.of(DeliveredLogs.lines(s3, logs), operation);
  }

  @Test
  void eachKeyOfABatchIsALine() {
    s3.putObject(r -> r.bucket(b).key("a key"), BODY);
    log();
    S3Client some =
        cloud.clientOf(
            "somekeys",
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:DeleteObject\","
                + "\"Resource\":\"arn:aws:s3:::*/a*\"}}");
    some.deleteObjects(
        r ->
            r.bucket(b)
                .delete(
                    d ->
                        d.objects(
                            ObjectIdentifier.builder().key("a key").build(),
                            ObjectIdentifier.builder().key("other").build())));
    deliver();

    assertThat(lines("REST.POST.MULTI_OBJECT_DELETE")).hasSize(1);
    List<List<String>> keys = lines("BATCH.DELETE.OBJECT");
    assertThat(keys).hasSize(2).allSatisfy(line -> assertThat(line).hasSize(27));
    assertThat(keys.get(0).subList(7, 18))
        .containsExactly("a+key", "-", "204", "-", "-", "5", "-", "-", "-", "-", "-");
    assertThat(keys.get(1).subList(7, 13))
        .containsExactly("other", "-", "403", "AccessDenied", "-", "-");
    assertThat(keys.get(1).get(4)).isEqualTo("arn:aws:iam::111122223333:user/somekeys");
    assertThat(keys.get(0).get(5)).isEqualTo(lines("REST.POST.MULTI_OBJECT_DELETE").get(0).get(5));
  }

  @Test
  void whatChangesOfTheBucketMeanwhileDoesNotBeginAnotherFile() {
    log();
    s3.putObject(r -> r.bucket(b).key("k"), BODY);
    s3.putBucketVersioning(r -> r.bucket(b).versioningConfiguration(v -> v.status("Enabled")));
    s3.putObject(r -> r.bucket(b).key("k"), BODY);
    deliver();

    assertThat(lines("REST.PUT.OBJECT")).hasSize(2);
    assertThat(DeliveredLogs.keys(s3, logs)).hasSize(1);
  }

  @Test
  void theSourceOfACopyIsALineOfItsOwnBucketsLog() {
    String target = b + "-copies";
    s3.createBucket(r -> r.bucket(target));
    s3.putObject(r -> r.bucket(b).key("k"), BODY);
    log();
    s3.copyObject(
        r -> r.sourceBucket(b).sourceKey("k").destinationBucket(target).destinationKey("c"));
    String upload = s3.createMultipartUpload(r -> r.bucket(target).key("parts")).uploadId();
    s3.uploadPartCopy(
        r ->
            r.sourceBucket(b)
                .sourceKey("k")
                .destinationBucket(target)
                .destinationKey("parts")
                .uploadId(upload)
                .partNumber(1));
    deliver();

    assertThat(lines("REST.COPY.OBJECT_GET").get(0).subList(7, 18))
        .containsExactly("k", "-", "200", "-", "-", "5", "-", "-", "-", "-", "-");
    assertThat(lines("REST.COPY.PART_GET")).hasSize(1);
    assertThat(lines("REST.COPY.OBJECT")).isEmpty();
  }

  @Test
  void aVisitToAWebsiteIsNamedSo() throws Exception {
    s3.putBucketWebsite(
        r -> r.bucket(b).websiteConfiguration(w -> w.indexDocument(i -> i.suffix("index.html"))));
    log();
    new RawS3(cloud.endpoint()).to(b + ".s3-website-us-east-1.amazonaws.com").get("/page");
    deliver();

    assertThat(lines("WEBSITE.GET.OBJECT").get(0).subList(7, 10))
        .containsExactly("page", "\"GET /page HTTP/1.1\"", "403");
  }

  @Test
  void whatALifecycleDoesIsLoggedUnderItsDocumentedName() {
    s3.putBucketVersioning(r -> r.bucket(b).versioningConfiguration(v -> v.status("Enabled")));
    s3.putObject(r -> r.bucket(b).key("gone/k"), BODY);
    s3.putObject(r -> r.bucket(b).key("old/k"), BODY);
    s3.putObject(r -> r.bucket(b).key("old/k"), BODY);
    s3.putObject(r -> r.bucket(b).key("cold/k"), RequestBody.fromBytes(new byte[200_000]));
    s3.putObject(r -> r.bucket(b).key("frozen/k"), RequestBody.fromBytes(new byte[200_000]));
    s3.createMultipartUpload(r -> r.bucket(b).key("late/k"));
    s3.putBucketLifecycleConfiguration(
        r ->
            r.bucket(b)
                .lifecycleConfiguration(
                    c ->
                        c.rules(
                            rule("gone/").expiration(e -> e.days(1)).build(),
                            rule("old/")
                                .noncurrentVersionExpiration(e -> e.noncurrentDays(1))
                                .build(),
                            rule("cold/")
                                .transitions(t -> t.days(1).storageClass("GLACIER_IR"))
                                .build(),
                            rule("frozen/")
                                .transitions(t -> t.days(1).storageClass("GLACIER"))
                                .build(),
                            rule("late/")
                                .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1))
                                .build())));
    log();
    cloud.pass(Duration.ofDays(3));
    cloud.settle();
    deliver();

    List<String> marker = lines("S3.CREATE.DELETEMARKER").get(0);
    assertThat(marker).hasSize(27);
    assertThat(marker.subList(3, 5)).containsExactly("-", "AmazonS3");
    assertThat(marker.subList(7, 13)).containsExactly("gone/k", "-", "-", "-", "-", "5");
    assertThat(lines("S3.EXPIRE.OBJECT"))
        .singleElement()
        .satisfies(line -> assertThat(line.get(7)).isEqualTo("old/k"));
    assertThat(lines("S3.TRANSITION_GIR.OBJECT").get(0).get(12)).isEqualTo("200000");
    assertThat(lines("S3.TRANSITION.OBJECT").get(0).get(7)).isEqualTo("frozen/k");
    assertThat(lines("S3.DELETE.UPLOAD").get(0).get(7)).isEqualTo("late/k");
  }

  private static LifecycleRule.Builder rule(String prefix) {
    return LifecycleRule.builder().status("Enabled").filter(f -> f.prefix(prefix));
  }

  @Test
  void theFilesCarryTheTargetGrants() {
    log(
        TargetGrant.builder()
            .permission("READ")
            .grantee(g -> g.type("CanonicalUser").id(OTHER_ID))
            .build());
    assertThat(
            s3.getBucketLogging(r -> r.bucket(b)).loggingEnabled().targetGrants().get(0).grantee())
        .satisfies(grantee -> assertThat(grantee.id()).isEqualTo(OTHER_ID));
    s3.headBucket(r -> r.bucket(b));
    deliver();

    String file = DeliveredLogs.keys(s3, logs).get(0);
    List<Grant> grants = s3.getObjectAcl(r -> r.bucket(logs).key(file)).grants();
    assertThat(grants)
        .extracting(grant -> grant.grantee().id() + " " + grant.permissionAsString())
        .containsExactlyInAnyOrder(
            "0".repeat(52) + S3Fixture.ACCOUNT + " FULL_CONTROL", OTHER_ID + " READ");
    assertThat(cloud.stranger.getObjectAsBytes(r -> r.bucket(logs).key(file)).asUtf8String())
        .contains("REST.HEAD.BUCKET");
  }

  @Test
  void grantsThatCannotBeAreRefused() {
    assertRefused(
        refusal(
            () ->
                log(
                    TargetGrant.builder()
                        .permission("READ")
                        .grantee(g -> g.type("CanonicalUser").id("nobody"))
                        .build())),
        400,
        "InvalidArgument",
        "Invalid id");
    assertRefused(
        refusal(
            () ->
                log(
                    TargetGrant.builder()
                        .permission("READ_ACP")
                        .grantee(g -> g.type("CanonicalUser").id(OTHER_ID))
                        .build())),
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
    s3.putBucketAcl(r -> r.bucket(logs).acl("private"));
    s3.putBucketOwnershipControls(
        r ->
            r.bucket(logs)
                .ownershipControls(o -> o.rules(x -> x.objectOwnership("BucketOwnerEnforced"))));
    assertRefused(
        refusal(
            () ->
                log(
                    TargetGrant.builder()
                        .permission("READ")
                        .grantee(g -> g.type("CanonicalUser").id(OTHER_ID))
                        .build())),
        400,
        "AccessControlListNotSupported",
        "Target grants not allowed for bucket owner enforced buckets");
  }

  private static void assertRefused(S3Exception refusal, int status, String code, String message) {
    assertThat(refusal.statusCode()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }
}
