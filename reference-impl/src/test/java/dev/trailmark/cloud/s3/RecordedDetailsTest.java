package dev.trailmark.cloud.s3;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.form.UploadForm;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AnalyticsConfiguration;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.IntelligentTieringConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.TargetGrant;
import software.amazon.awssdk.services.s3.model.Type;

/** What AWS was recorded to answer, beside copies and uploads in parts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedDetailsTest {
  private static final String OWNER = "0".repeat(52) + S3Fixture.ACCOUNT;
  private static final String LOG_GROUP = "http://acs.amazonaws.com/groups/s3/LogDelivery";
  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private final S3Client s3 = cloud.s3;
  private String b;

  @BeforeEach
  void bucket() {
    b = "recorded-" + made++;
    s3.createBucket(r -> r.bucket(b));
  }

  private void letAclsCount(String bucket) {
    s3.putBucketOwnershipControls(
        r ->
            r.bucket(bucket)
                .ownershipControls(o -> o.rules(x -> x.objectOwnership("ObjectWriter"))));
  }

  private static void assertRefused(S3Exception refusal, int status, String code, String message) {
    assertThat(refusal.statusCode()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  /** As published by those who compare another server with S3, byte for byte. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET | /k?response-other=v | | InvalidArgument | response-other is not in the set of\
           overridable response headers. Please refer to the S3 API documentation for a complete\
           list of overridable response headers. | <ArgumentName>response-other</ArgumentName>\
          <ArgumentValue>v</ArgumentValue>
          GET | /k?attributes | | InvalidRequest | The x-amz-object-attributes header specifying\
           the attributes to be retrieved is either missing or empty | ''
          GET | /up?part-number-marker=-2&uploadId=UPLOAD | | InvalidArgument | Argument\
           part-number-marker must be an integer between 0 and 2147483647 | ''
          PUT | /k?uploadId=UPLOAD | | MethodNotAllowed | The specified method is not allowed\
           against this resource. | <Method>PUT</Method><ResourceType>UPLOAD</ResourceType>
          PUT | /copy | BUCKET/k | InvalidRequest | The request included a body. Requests of this\
           type must not include a non-empty body. | ''
          PUT | /up?partNumber=1&uploadId=UPLOAD | '' | InvalidArgument | Invalid copy source\
           bucket name | ''
          PUT | /up?partNumber=1&uploadId=UPLOAD | BUCKET | InvalidArgument | Invalid copy source\
           object key | ''
          """)
  void requestsAreRefusedAsOthersSawThem(
      String method, String target, String source, String code, String message, String more)
      throws Exception {
    s3.putObject(r -> r.bucket(b).key("k"), RequestBody.fromString("x"));
    String upload = s3.createMultipartUpload(r -> r.bucket(b).key("up")).uploadId();
    RawS3 request = new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT));
    if (source != null) {
      request.with("x-amz-copy-source", source.replace("BUCKET", b));
    }

    RawS3.Answer answer =
        request.send(
            method,
            "/" + b + target.replace("UPLOAD", upload),
            "/copy".equals(target) ? "body" : "");

    assertThat(answer.status()).isEqualTo(code.equals("MethodNotAllowed") ? 405 : 400);
    assertThat(answer.body())
        .contains("<Code>" + code + "</Code><Message>" + message + "</Message>" + more);
  }

  @Test
  void aLocationConstraintIsNotEmpty() throws Exception {
    RawS3.Answer answer =
        new RawS3(cloud.endpoint())
            .by(cloud.root(S3Fixture.ACCOUNT))
            .send(
                "PUT",
                "/" + b + "-empty",
                "<CreateBucketConfiguration><LocationConstraint></LocationConstraint>"
                    + "</CreateBucketConfiguration>");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "<Code>InvalidLocationConstraint</Code><Message>The specified location-constraint is"
                + " not valid</Message><LocationConstraint");
  }

  /** Values as they are shown, and which of them need an encoded word. */
  @ParameterizedTest
  @CsvSource({
    "=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?=, =?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?=",
    "=?UTF-8?B?dGVzdF/igJRfMj8=?=, =?UTF-8?Q?test=5F=E2=80=94=5F2=3F?=",
    "=?UTF-8?B?AAECAw==?=, =?UTF-8?B?AAECAw==?=",
    "=?UTF-8?B?77+977+9?=, =?UTF-8?B?77+977+9?=",
    "=?UTF-8?Q?actually-ascii?=, actually-ascii",
  })
  void metadataIsQuotedWhereMostOfItIsAsciiAndElseInBase64(String sent, String shown) {
    s3.putObject(r -> r.bucket(b).key("k").metadata(Map.of("m", sent)), RequestBody.empty());
    assertThat(s3.headObject(r -> r.bucket(b).key("k")).metadata()).containsEntry("m", shown);
  }

  @Test
  void metadataOfFormsIsTextAndHeadersOfFormsLoseWhatLatinDoesNotHave() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                new UploadForm(cloud.endpoint(), b)
                    .with("key", "k")
                    .with("x-amz-meta-word", "=?UTF-8?B?YWJj?=")
                    .with("x-amz-meta-umlauts", "ÄMÄZÕÑ S3")
                    .with("x-amz-meta-tab", "a\tb")
                    .with("Cache-Control", "non-ascii-%E2%80%94_—_é_")
                    .version4(cloud.root(S3Fixture.ACCOUNT).resolveCredentials())
                    .request(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    HeadObjectResponse head = s3.headObject(r -> r.bucket(b).key("k"));
    assertThat(head.metadata())
        .containsEntry("word", "=?UTF-8?B?YWJj?=")
        .containsEntry("umlauts", "=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?=")
        .containsEntry("tab", "a\tb");
    assertThat(head.cacheControl()).startsWith("non-ascii-%E2%80%94_ _").endsWith("_");
  }

  @Test
  void bucketsAreListedWithTheirArnsAndHeadBucketSaysXml() throws Exception {
    assertThat(s3.listBuckets(r -> r.prefix(b)).buckets())
        .singleElement()
        .satisfies(listed -> assertThat(listed.bucketArn()).isEqualTo("arn:aws:s3:::" + b));
    assertThat(s3.listBuckets().buckets())
        .allSatisfy(
            listed -> {
              assertThat(listed.bucketArn()).isEqualTo("arn:aws:s3:::" + listed.name());
              assertThat(listed.bucketRegion()).isNull();
            });
    RawS3.Answer head =
        new RawS3(cloud.endpoint()).by(cloud.root(S3Fixture.ACCOUNT)).send("HEAD", "/" + b, "");
    assertThat(head.header("content-type")).isEqualTo("application/xml");
    assertThat(head.body()).isEmpty();
  }

  @Test
  void anAclsOwnerHasToBeAnAccountAndADeleteMarkerHasNoAcl() {
    letAclsCount(b);
    S3Exception unknown =
        refusal(
            () ->
                s3.putBucketAcl(
                    r ->
                        r.bucket(b)
                            .accessControlPolicy(
                                p ->
                                    p.owner(o -> o.id("wrong-id"))
                                        .grants(
                                            g ->
                                                g.permission("FULL_CONTROL")
                                                    .grantee(
                                                        x -> x.type(Type.GROUP).uri(LOG_GROUP))))));
    assertRefused(unknown, 400, "InvalidArgument", "Invalid id");
    s3.putBucketVersioning(r -> r.bucket(b).versioningConfiguration(v -> v.status("Enabled")));
    s3.putObject(r -> r.bucket(b).key("k"), RequestBody.empty());
    s3.deleteObject(r -> r.bucket(b).key("k"));
    S3Exception marker = refusal(() -> s3.putObjectAcl(r -> r.bucket(b).key("k").acl("private")));
    assertRefused(
        marker,
        405,
        "MethodNotAllowed",
        "The specified method is not allowed against this resource.");
    assertThat(refusal(() -> s3.getObjectAcl(r -> r.bucket(b).key("k"))).statusCode())
        .isEqualTo(404);
    assertThat(
            refusal(() -> s3.putObjectAcl(r -> r.bucket(b).key("no").acl("private"))).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aVersionThatIsNamedIsNotSaidToExpire() {
    s3.putBucketVersioning(r -> r.bucket(b).versioningConfiguration(v -> v.status("Enabled")));
    s3.putBucketLifecycleConfiguration(
        r ->
            r.bucket(b)
                .lifecycleConfiguration(
                    l ->
                        l.rules(
                            rule ->
                                rule.id("soon")
                                    .status("Enabled")
                                    .filter(f -> f.prefix(""))
                                    .expiration(e -> e.days(1)))));
    String version = s3.putObject(r -> r.bucket(b).key("k"), RequestBody.empty()).versionId();
    assertThat(s3.headObject(r -> r.bucket(b).key("k")).expiration()).contains("soon");
    assertThat(s3.headObject(r -> r.bucket(b).key("k").versionId(version)).expiration()).isNull();
  }

  @Test
  void configurationsOfManyAreStoredWith204AndAnotherIdIsNoSuchDocument() {
    AnalyticsConfiguration analysis =
        AnalyticsConfiguration.builder().id("one").storageClassAnalysis(a -> {}).build();
    assertThat(
            s3.putBucketAnalyticsConfiguration(
                    r -> r.bucket(b).id("one").analyticsConfiguration(analysis))
                .sdkHttpResponse()
                .statusCode())
        .isEqualTo(204);
    IntelligentTieringConfiguration archive =
        IntelligentTieringConfiguration.builder()
            .id("one")
            .status("Enabled")
            .tierings(t -> t.days(90).accessTier("ARCHIVE_ACCESS"))
            .build();
    assertThat(
            s3.putBucketIntelligentTieringConfiguration(
                    r -> r.bucket(b).id("one").intelligentTieringConfiguration(archive))
                .sdkHttpResponse()
                .statusCode())
        .isEqualTo(204);
    assertThat(
            refusal(
                    () ->
                        s3.putBucketAnalyticsConfiguration(
                            r -> r.bucket(b).id("two").analyticsConfiguration(analysis)))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("MalformedXML");
    assertThat(
            refusal(
                    () ->
                        s3.putBucketIntelligentTieringConfiguration(
                            r -> r.bucket(b).id("two").intelligentTieringConfiguration(archive)))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("MalformedXML");
  }

  private TargetGrant grant(Type type, String grantee, String permission) {
    return TargetGrant.builder()
        .permission(permission)
        .grantee(
            g ->
                g.type(type)
                    .id(type == Type.GROUP ? null : grantee)
                    .uri(type == Type.GROUP ? grantee : null))
        .build();
  }

  private void log(String target, TargetGrant... grants) {
    s3.putBucketLogging(
        r ->
            r.bucket(b)
                .bucketLoggingStatus(
                    s ->
                        s.loggingEnabled(
                            l -> l.targetBucket(target).targetPrefix("log").targetGrants(grants))));
  }

  @Test
  void grantsToTheGroupThatDeliversLogsAreKeptWhereAclsDoNotCount() {
    String target = b + "-logs";
    s3.createBucket(r -> r.bucket(target));
    log(target, grant(Type.GROUP, LOG_GROUP, "WRITE"), grant(Type.GROUP, LOG_GROUP, "READ_ACP"));
    assertThat(s3.getBucketLogging(r -> r.bucket(b)).loggingEnabled().targetGrants())
        .extracting(TargetGrant::permissionAsString)
        .containsExactly("WRITE", "READ_ACP");
    assertThat(
            refusal(() -> log(target, grant(Type.CANONICAL_USER, OWNER, "READ")))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("AccessControlListNotSupported");
    letAclsCount(target);
    s3.putBucketAcl(r -> r.bucket(target).acl("log-delivery-write"));
    assertThat(
            refusal(() -> log(target, grant(Type.GROUP, LOG_GROUP, "LOOK")))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("MalformedACLError");
  }
}
