package dev.trailmark.cloud.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Every condition key that S3 feeds: a policy with that condition lets the request that has the
 * value pass and refuses its twin.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ConditionKeysTest {
  private static final String B = "key-bucket";
  private static final String OPEN = "open-bucket";
  private static final String OWNER = "id=" + "0".repeat(52) + S3Fixture.ACCOUNT;
  private static final String OTHER = "id=" + "0".repeat(52) + S3Fixture.OTHER;
  private static final RequestBody BODY = RequestBody.fromString("x");

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private String keyArn;

  @BeforeAll
  void start() {
    cloud.s3.createBucket(r -> r.bucket(B));
    cloud.openBucket(OPEN);
    keyArn = cloud.kms.createKey(r -> {}).keyMetadata().arn();
    for (String key : List.of("k", "other")) {
      cloud.s3.putObject(r -> r.bucket(B).key(key), BODY);
      cloud.s3.putObject(r -> r.bucket(OPEN).key(key), BODY);
    }
  }

  /** What a user does. */
  private interface Request {
    void by(S3Client s3) throws Exception;
  }

  /**
   * A condition on an action, a request that meets it and one that does not.
   *
   * @param condition with {@code '} for {@code "}
   */
  private record Row(String action, String condition, Request passes, Request fails) {
    @Override
    public String toString() {
      return action + " if " + condition;
    }
  }

  static List<Row> rows() {
    return List.of(
        new Row(
            "s3:ListBucket",
            "'StringEquals':{'s3:prefix':'home/'}",
            s3 -> s3.listObjectsV2(r -> r.bucket(B).prefix("home/")),
            s3 -> s3.listObjectsV2(r -> r.bucket(B))),
        new Row(
            "s3:ListBucket",
            "'StringEquals':{'s3:delimiter':'/'}",
            s3 -> s3.listObjects(r -> r.bucket(B).delimiter("/")),
            s3 -> s3.listObjects(r -> r.bucket(B).delimiter("-"))),
        new Row(
            "s3:ListBucket",
            "'NumericLessThanEquals':{'s3:max-keys':10}",
            s3 -> s3.listObjectsV2(r -> r.bucket(B).maxKeys(10)),
            s3 -> s3.listObjectsV2(r -> r.bucket(B).maxKeys(11))),
        new Row(
            "s3:GetObjectVersion",
            "'StringEquals':{'s3:VersionId':'null'}",
            s3 -> s3.headObject(r -> r.bucket(B).key("k").versionId("null")),
            s3 -> s3.headObject(r -> r.bucket(B).key("k").versionId("another"))),
        new Row(
            "s3:PutObject",
            "'StringEquals':{'s3:x-amz-acl':'bucket-owner-full-control'}",
            s3 -> s3.putObject(r -> r.bucket(B).key("n").acl("bucket-owner-full-control"), BODY),
            s3 -> s3.putObject(r -> r.bucket(B).key("n"), BODY)),
        new Row(
            "s3:PutObjectAcl",
            "'StringEquals':{'s3:x-amz-grant-read':'" + OWNER + "'}",
            s3 -> s3.putObjectAcl(r -> r.bucket(OPEN).key("k").grantRead(OWNER)),
            s3 -> s3.putObjectAcl(r -> r.bucket(OPEN).key("k").grantRead(OTHER))),
        new Row(
            "s3:PutBucketAcl",
            "'StringEquals':{'s3:x-amz-grant-write':'" + OWNER + "'}",
            s3 -> s3.putBucketAcl(r -> r.bucket(OPEN).grantWrite(OWNER)),
            s3 -> s3.putBucketAcl(r -> r.bucket(OPEN).grantWrite(OTHER))),
        new Row(
            "s3:PutBucketAcl",
            "'StringEquals':{'s3:x-amz-grant-read-acp':'" + OWNER + "'}",
            s3 -> s3.putBucketAcl(r -> r.bucket(OPEN).grantReadACP(OWNER)),
            s3 -> s3.putBucketAcl(r -> r.bucket(OPEN).grantReadACP(OTHER))),
        new Row(
            "s3:PutBucketAcl",
            "'StringEquals':{'s3:x-amz-grant-write-acp':'" + OWNER + "'}",
            s3 -> s3.putBucketAcl(r -> r.bucket(OPEN).grantWriteACP(OWNER)),
            s3 -> s3.putBucketAcl(r -> r.bucket(OPEN).grantWriteACP(OTHER))),
        new Row(
            "s3:PutBucketAcl",
            "'StringEquals':{'s3:x-amz-grant-full-control':'" + OWNER + "'}",
            s3 -> s3.putBucketAcl(r -> r.bucket(OPEN).grantFullControl(OWNER)),
            s3 -> s3.putBucketAcl(r -> r.bucket(OPEN).grantFullControl(OTHER))),
        new Row(
            "s3:PutObject",
            "'StringLike':{'s3:x-amz-copy-source':'key-bucket/k'}",
            s3 -> copy(s3, "k", null),
            s3 -> copy(s3, "other", null)),
        new Row(
            "s3:PutObject",
            "'StringEquals':{'s3:x-amz-metadata-directive':'REPLACE'}",
            s3 -> copy(s3, "k", "REPLACE"),
            s3 -> copy(s3, "k", "COPY")),
        new Row(
            "s3:PutObject",
            "'StringEquals':{'s3:x-amz-storage-class':'STANDARD'}",
            s3 -> s3.putObject(r -> r.bucket(B).key("n").storageClass("STANDARD"), BODY),
            s3 -> s3.putObject(r -> r.bucket(B).key("n"), BODY)),
        new Row(
            "s3:PutObject",
            "'StringEquals':{'s3:x-amz-server-side-encryption':'AES256'}",
            s3 -> s3.putObject(r -> r.bucket(B).key("n").serverSideEncryption("AES256"), BODY),
            s3 -> s3.putObject(r -> r.bucket(B).key("n"), BODY)),
        new Row(
            "s3:PutObject",
            "'StringEquals':{'s3:if-none-match':'*'}",
            s3 -> s3.putObject(r -> r.bucket(B).key("new").ifNoneMatch("*"), BODY),
            s3 -> s3.putObject(r -> r.bucket(B).key("new"), BODY)),
        new Row(
            "s3:PutObject",
            "'Null':{'s3:if-match':'false'}",
            S3ConditionKeysTest::putOverWhatWasPut,
            s3 -> s3.putObject(r -> r.bucket(B).key("n"), BODY)),
        new Row(
            "s3:PutObject",
            "'StringEquals':{'s3:x-amz-grant-read':'" + OWNER + "'}",
            s3 -> s3.putObject(r -> r.bucket(OPEN).key("n").grantRead(OWNER), BODY),
            s3 -> s3.putObject(r -> r.bucket(OPEN).key("n"), BODY)),
        new Row(
            "s3:PutObject",
            "'StringEquals':{'s3:x-amz-server-side-encryption':'AES256'}",
            s3 -> copySealed(s3, "AES256"),
            s3 -> copySealed(s3, "aws:kms")),
        new Row(
            "s3:CreateBucket",
            "'StringEquals':{'s3:x-amz-acl':'private'}",
            s3 -> s3.createBucket(r -> r.bucket("with-acl").acl("private")),
            s3 -> s3.createBucket(r -> r.bucket("without-acl"))),
        new Row(
            "s3:GetObjectVersionAcl",
            "'StringEquals':{'s3:VersionId':'null'}",
            s3 -> s3.getObjectAcl(r -> r.bucket(B).key("k").versionId("null")),
            s3 -> s3.getObjectAcl(r -> r.bucket(B).key("k").versionId("another"))),
        new Row(
            "s3:DeleteObjectVersion",
            "'StringEquals':{'s3:VersionId':'null'}",
            s3 -> s3.deleteObject(r -> r.bucket(B).key("absent").versionId("null")),
            s3 -> s3.deleteObject(r -> r.bucket(B).key("absent").versionId("another"))),
        new Row(
            "s3:DeleteObject",
            "'Null':{'s3:if-match':'false'}",
            S3ConditionKeysTest::deleteWhatWasPut,
            s3 -> s3.deleteObject(r -> r.bucket(B).key("gone"))),
        new Row(
            "s3:CreateBucket",
            "'StringEquals':{'s3:LocationConstraint':'eu-west-1'}",
            s3 -> create(s3, "there", "eu-west-1"),
            s3 -> create(s3, "elsewhere", "eu-central-1")),
        new Row(
            "s3:CreateBucket",
            "'StringEquals':{'s3:x-amz-object-ownership':'BucketOwnerEnforced'}",
            s3 -> s3.createBucket(r -> r.bucket("own-1").objectOwnership("BucketOwnerEnforced")),
            s3 -> s3.createBucket(r -> r.bucket("own-2").objectOwnership("ObjectWriter"))),
        new Row(
            "s3:GetObject",
            "'StringEquals':{'aws:Referer':'https://example.com/'}",
            s3 -> getFrom(s3, "https://example.com/"),
            s3 -> getFrom(s3, "https://example.org/")));
  }

  private static void copy(S3Client s3, String source, String directive) {
    s3.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey(source)
                .destinationBucket(B)
                .destinationKey("copy")
                .metadataDirective(directive));
  }

  private static void copySealed(S3Client s3, String algorithm) {
    s3.copyObject(
        r ->
            r.sourceBucket(B)
                .sourceKey("k")
                .destinationBucket(B)
                .destinationKey("copy")
                .serverSideEncryption(algorithm));
  }

  private static void putOverWhatWasPut(S3Client s3) {
    String tag = s3.headObject(r -> r.bucket(B).key("other")).eTag();
    s3.putObject(r -> r.bucket(B).key("other").ifMatch(tag), BODY);
  }

  private static void deleteWhatWasPut(S3Client s3) {
    String tag = s3.putObject(r -> r.bucket(B).key("gone"), BODY).eTag();
    s3.deleteObject(r -> r.bucket(B).key("gone").ifMatch(tag));
  }

  private static void create(S3Client s3, String name, String region) {
    s3.createBucket(
        r -> r.bucket(name).createBucketConfiguration(c -> c.locationConstraint(region)));
  }

  private static void getFrom(S3Client s3, String referer) {
    s3.getObjectAsBytes(
        r ->
            r.bucket(B)
                .key("k")
                .overrideConfiguration(c -> c.headers(Map.of("Referer", List.of(referer)))));
  }

  /** A user who may do the action under the condition and everything else without. */
  private AwsCredentialsProvider user(String action, String condition) {
    return cloud.user(
        "tester",
        ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'"
                + action
                + "','Resource':'*','Condition':{"
                + condition
                + "}},{'Effect':'Allow','NotAction':'"
                + action
                + "','Resource':'*'}]}")
            .replace('\'', '"'));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRequestWithTheValuePassesAndItsTwinDoesNot(Row row) throws Exception {
    AwsCredentialsProvider user = user(row.action(), row.condition());
    Region region = row.condition().contains("eu-west-1") ? Region.EU_WEST_1 : Region.US_EAST_1;
    S3Client s3 = cloud.client(user, region);

    row.passes().by(s3);

    assertThat(S3Fixture.refusal(() -> row.fails().by(s3)).statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'StringEquals':{'s3:ResourceAccount':'VALUE'}|111122223333|444455556666",
        "'StringEquals':{'aws:ResourceAccount':'VALUE'}|111122223333|444455556666",
        "'StringEquals':{'s3:authType':'VALUE'}|REST-HEADER|REST-QUERY-STRING",
        "'StringEquals':{'s3:signatureversion':'VALUE'}|AWS4-HMAC-SHA256|AWS",
        "'Null':{'s3:x-amz-content-sha256':'VALUE'}|false|true",
        "'Null':{'s3:TlsVersion':'VALUE'}|true|false",
        "'IpAddress':{'aws:SourceIp':'VALUE'}|127.0.0.0/8|10.0.0.0/8",
        "'StringLike':{'aws:UserAgent':'VALUE'}|*aws-sdk-java*|curl*",
        "'Bool':{'aws:SecureTransport':'VALUE'}|false|true",
        "'Bool':{'aws:ViaAWSService':'VALUE'}|false|true",
        "'Bool':{'aws:PrincipalIsAWSService':'VALUE'}|false|true",
        "'StringEquals':{'aws:RequestedRegion':'VALUE'}|us-east-1|eu-west-1",
        "'StringEquals':{'aws:username':'VALUE'}|tester|Tester",
        "'StringEquals':{'aws:userid':'VALUE'}|AIDAtester|111122223333",
        "'StringEquals':{'aws:PrincipalType':'VALUE'}|User|AssumedRole",
        "'StringEquals':{'aws:PrincipalAccount':'VALUE'}|111122223333|444455556666",
        "'ArnLike':{'aws:PrincipalArn':'VALUE'}|arn:aws:iam::*:user/test*|arn:aws:iam::*:role/*",
        "'DateGreaterThan':{'aws:CurrentTime':'VALUE'}|2020-01-01T00:00:00Z|2099-01-01T00:00:00Z",
        "'NumericGreaterThan':{'aws:EpochTime':'VALUE'}|1577836800|4070908800",
        "'Null':{'aws:PrincipalOrgID':'VALUE'}|true|false",
        "'Null':{'aws:SourceArn':'VALUE'}|true|false",
        "'Null':{'aws:CalledVia':'VALUE'}|true|false",
        "'Null':{'aws:TokenIssueTime':'VALUE'}|true|false",
        "'Null':{'aws:MultiFactorAuthPresent':'VALUE'}|true|false",
      },
      quoteCharacter = '`')
  void aSignedReadHasTheValueAndNoOther(String condition, String value, String other) {
    AwsCredentialsProvider user = user("s3:GetObject", condition.replace("VALUE", value));
    cloud.client(user, Region.US_EAST_1).getObjectAsBytes(r -> r.bucket(B).key("k"));

    AwsCredentialsProvider twin = user("s3:GetObject", condition.replace("VALUE", other));
    S3Exception refusal =
        S3Fixture.refusal(
            () -> cloud.client(twin, Region.US_EAST_1).getObjectAsBytes(r -> r.bucket(B).key("k")));
    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:user/tester is not authorized to perform:"
                + " s3:GetObject on resource: \"arn:aws:s3:::key-bucket/k\" because no"
                + " identity-based policy allows the s3:GetObject action");
  }

  @Test
  void theWayOfSigningIsSeenInUrlsToo() throws Exception {
    assertThat(presigned("'StringEquals':{'s3:authType':'REST-QUERY-STRING'}")).isEqualTo(200);
    assertThat(presigned("'StringEquals':{'s3:authType':'REST-HEADER'}")).isEqualTo(403);
    assertThat(presigned("'Null':{'s3:x-amz-content-sha256':'true'}")).isEqualTo(200);
    assertThat(version2("'StringEquals':{'s3:signatureversion':'AWS'}")).isEqualTo(200);
    assertThat(version2("'StringEquals':{'s3:signatureversion':'AWS4-HMAC-SHA256'}"))
        .isEqualTo(403);
  }

  /** The fixture's clock is an hour ahead of the one that signs. */
  @Test
  void onlyUrlsHaveASignatureThatAges() throws Exception {
    assertThat(presigned("'NumericLessThan':{'s3:signatureAge':'4000000'}")).isEqualTo(200);
    assertThat(presigned("'NumericLessThan':{'s3:signatureAge':'600000'}")).isEqualTo(403);
    assertThat(version2("'NumericEquals':{'s3:signatureAge':'0'}")).isEqualTo(200);
    AwsCredentialsProvider user = user("s3:GetObject", "'Null':{'s3:signatureAge':'true'}");
    cloud.client(user, Region.US_EAST_1).getObjectAsBytes(r -> r.bucket(B).key("k"));
  }

  private int presigned(String condition) throws Exception {
    try (S3Presigner presigner = cloud.presigner(user("s3:GetObject", condition))) {
      var url =
          presigner
              .presignGetObject(
                  p ->
                      p.signatureDuration(Duration.ofDays(1))
                          .getObjectRequest(r -> r.bucket(B).key("k")))
              .url();
      return cloud.unsigned("GET", url.getFile()).statusCode();
    }
  }

  private int version2(String condition) throws Exception {
    user("s3:GetObject", condition);
    return cloud
        .unsigned("GET", cloud.presignedByVersion2("AKIATESTER", "/" + B + "/k"))
        .statusCode();
  }

  @Test
  void theKeyIdIsTheOneThatTheHeaderCarries() {
    String condition =
        "'StringEquals':{'s3:x-amz-server-side-encryption-aws-kms-key-id':'" + keyArn + "'}";
    S3Client s3 = cloud.client(user("s3:PutObject", condition), Region.US_EAST_1);

    s3.putObject(
        r -> r.bucket(B).key("n").serverSideEncryption("aws:kms").ssekmsKeyId(keyArn), BODY);

    S3Exception refusal =
        S3Fixture.refusal(
            () -> s3.putObject(r -> r.bucket(B).key("n").serverSideEncryption("aws:kms"), BODY));
    assertThat(refusal.statusCode()).isEqualTo(403);
  }

  @Test
  void whatMakesObjectsIsToldFromOtherWrites() {
    S3Client maker =
        cloud.client(
            user("s3:PutObject", "'Bool':{'s3:ObjectCreationOperation':'true'}"), Region.US_EAST_1);
    maker.putObject(r -> r.bucket(B).key("n"), BODY);
    copy(maker, "k", null);

    S3Client other =
        cloud.client(
            user("s3:PutObject", "'Bool':{'s3:ObjectCreationOperation':'false'}"),
            Region.US_EAST_1);
    assertThat(S3Fixture.refusal(() -> copy(other, "k", null)).statusCode()).isEqualTo(403);
  }

  @Test
  void aBatchOfDeletionsIsDecidedByEachObjectsCondition() {
    S3Client s3 =
        cloud.client(user("s3:DeleteObject", "'Null':{'s3:if-match':'false'}"), Region.US_EAST_1);

    var answer =
        s3.deleteObjects(
            r ->
                r.bucket(B)
                    .delete(
                        d -> d.objects(o -> o.key("free"), o -> o.key("bound").eTag("\"none\""))));

    assertThat(answer.errors())
        .extracting(e -> e.key(), e -> e.code())
        .containsExactlyInAnyOrder(tuple("free", "AccessDenied"), tuple("bound", "NoSuchKey"));
  }
}
