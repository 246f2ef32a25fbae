package dev.trailmark.cloud.s3.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.RawS3;
import dev.trailmark.cloud.s3.S3Fixture;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Block Public Access of an account: S3 Control on S3's port, and what it does to buckets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountPublicAccessTest {
  private static final String PATH = "/v20180820/configuration/publicAccessBlock";
  private static final String OPEN = "open-in-closed-account";
  private static final RequestBody BODY = RequestBody.fromString("x");

  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  void start() {
    cloud.openBucket(OPEN);
    cloud.s3.putObject(r -> r.bucket(OPEN).key("acl").acl("public-read"), BODY);
    cloud.s3.putObject(r -> r.bucket(OPEN).key("policy"), BODY);
    cloud.s3.putBucketPolicy(r -> r.bucket(OPEN).policy(publicPolicy()));
  }

  @AfterEach
  void open() throws IOException {
    asRoot("DELETE", "");
  }

  @Test
  void itIsPutReadAndDeletedAsAWhole() throws IOException {
    assertThat(asRoot("PUT", block("BlockPublicAcls")).status()).isEqualTo(200);

    RawS3.Answer read = asRoot("GET", "");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body())
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<PublicAccessBlockConfiguration"
                + " xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\">"
                + "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls>"
                + "<BlockPublicPolicy>false</BlockPublicPolicy>"
                + "<RestrictPublicBuckets>false</RestrictPublicBuckets>"
                + "</PublicAccessBlockConfiguration>");

    assertThat(asRoot("DELETE", "").status()).isEqualTo(204);
    assertThat(asRoot("DELETE", "").status()).isEqualTo(204);
  }

  @Test
  void anAccountWithoutOneIsToldSoInAnErrorResponse() throws IOException {
    RawS3.Answer none = asRoot("GET", "");

    assertThat(none.status()).isEqualTo(404);
    assertThat(none.body())
        .startsWith(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ErrorResponse><Error>"
                + "<Code>NoSuchPublicAccessBlockConfiguration</Code>"
                + "<Message>The public access block configuration was not found</Message>"
                + "<AccountId>111122223333</AccountId></Error><RequestId>")
        .endsWith("</HostId></ErrorResponse>");
  }

  @Test
  void aBlockThatSaysNothingIsRefused() throws IOException {
    RawS3.Answer answer = asRoot("PUT", "<PublicAccessBlockConfiguration/>");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("<Code>InvalidRequest</Code>")
        .contains("<Message>Must specify at least one configuration.</Message>");
  }

  /**
   * As in a bucket's own block: setting a public ACL, reading by one, setting a public policy,
   * reading by one. A bucket with a public policy is restricted as a whole.
   */
  @ParameterizedTest
  @CsvSource({
    "none,                  200, 200, 200, 200",
    "BlockPublicAcls,       403, 200, 200, 200",
    "IgnorePublicAcls,      200, 403, 200, 200",
    "BlockPublicPolicy,     200, 200, 403, 200",
    "RestrictPublicBuckets, 200, 403, 200, 403",
  })
  void aSettingHoldsForEveryBucketOfTheAccount(
      String setting, int aclPut, int aclRead, int policyPut, int policyRead) throws IOException {
    if (!setting.equals("none")) {
      asRoot("PUT", block(setting));
    }

    assertThat(
            status(() -> cloud.s3.putObjectAcl(r -> r.bucket(OPEN).key("acl").acl("public-read"))))
        .isEqualTo(aclPut);
    assertThat(status(() -> cloud.s3.putBucketPolicy(r -> r.bucket(OPEN).policy(publicPolicy()))))
        .isEqualTo(policyPut);
    assertThat(raw().get("/" + OPEN + "/acl").status()).isEqualTo(aclRead);
    assertThat(raw().get("/" + OPEN + "/policy").status()).isEqualTo(policyRead);
  }

  @Test
  void theMostRestrictiveOfBothHolds() throws IOException {
    asRoot("PUT", block("BlockPublicAcls"));
    cloud.s3.putPublicAccessBlock(
        r -> r.bucket(OPEN).publicAccessBlockConfiguration(c -> c.restrictPublicBuckets(true)));

    assertThat(raw().get("/" + OPEN + "/policy").status()).isEqualTo(403);
    assertThat(
            status(() -> cloud.s3.putObjectAcl(r -> r.bucket(OPEN).key("acl").acl("public-read"))))
        .isEqualTo(403);
    cloud.s3.deletePublicAccessBlock(r -> r.bucket(OPEN));
  }

  @Test
  void anotherAccountsBlockDoesNotHoldHere() throws IOException {
    send(cloud.root(S3Fixture.OTHER), S3Fixture.OTHER, "PUT", block("RestrictPublicBuckets"));

    assertThat(raw().get("/" + OPEN + "/policy").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    s3:GetAccountPublicAccessBlock",
    "PUT,    s3:PutAccountPublicAccessBlock",
    "DELETE, s3:PutAccountPublicAccessBlock",
  })
  void eachTakesItsPermission(String method, String action) throws IOException {
    String body = method.equals("PUT") ? block("BlockPublicAcls") : "";
    AwsCredentialsProvider without =
        cloud.user("bucketsonly", allow("s3:*BucketPublicAccessBlock"));
    RawS3.Answer refused = send(without, S3Fixture.ACCOUNT, method, body);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            "<Message>User: arn:aws:iam::111122223333:user/bucketsonly is not authorized to"
                + " perform: "
                + action
                + " because no identity-based policy allows the "
                + action
                + " action</Message>");
    assertThat(send(cloud.user("may", allow(action)), S3Fixture.ACCOUNT, method, body).status())
        .isIn(200, 204, 404);
  }

  @Test
  void neitherOtherAccountsNorStrangersGetAtIt() throws IOException {
    assertThat(send(cloud.root(S3Fixture.OTHER), S3Fixture.ACCOUNT, "GET", "").body())
        .contains("<Code>AccessDenied</Code><Message>Access Denied</Message>");
    assertThat(send(null, S3Fixture.ACCOUNT, "DELETE", "").status()).isEqualTo(403);
  }

  @Test
  void itIsReachedByS3ControlsHostToo() throws IOException {
    RawS3.Answer answer =
        raw()
            .to(S3Fixture.ACCOUNT + ".s3-control.us-east-1.amazonaws.com")
            .with("x-amz-account-id", S3Fixture.ACCOUNT)
            .by(cloud.root(S3Fixture.ACCOUNT))
            .get(PATH);

    assertThat(answer.body()).contains("<ErrorResponse>", "<AccountId>111122223333</AccountId>");
    assertThat(
            raw()
                .to(S3Fixture.ACCOUNT + ".s3-control.us-east-1.amazonaws.com")
                .by(cloud.root(S3Fixture.ACCOUNT))
                .get(PATH)
                .body())
        .contains("<Message>Missing required header for this request: x-amz-account-id</Message>");
  }

  @Test
  void aBucketMayBeCalledAsTheApisVersion() {
    cloud.s3.createBucket(r -> r.bucket("v20180820"));
    cloud.s3.putObject(r -> r.bucket("v20180820").key("configuration/publicAccessBlock"), BODY);

    assertThat(cloud.s3.listObjectsV2(r -> r.bucket("v20180820")).contents().get(0).key())
        .isEqualTo("configuration/publicAccessBlock");
  }

  @Test
  void whatElseS3ControlHasIsNotImplemented() throws IOException {
    RawS3.Answer answer =
        raw()
            .with("x-amz-account-id", S3Fixture.ACCOUNT)
            .by(cloud.root(S3Fixture.ACCOUNT))
            .get("/v20180820/accesspoint");

    assertThat(answer.status()).isEqualTo(501);
    assertThat(answer.body()).contains("<ErrorResponse><Error><Code>NotImplemented</Code>");
  }

  @Test
  void recordsCallItByTheAccount() throws IOException {
    asRoot("PUT", block("IgnorePublicAcls"));
    asRoot("GET", "");
    asRoot("DELETE", "");

    assertThat(cloud.records("PutAccountPublicAccessBlock"))
        .last()
        .asString()
        .contains("\"IgnorePublicAcls\":true", "\"managementEvent\":true", "\"readOnly\":false");
    assertThat(cloud.records("GetAccountPublicAccessBlock")).isNotEmpty();
    assertThat(cloud.records("DeleteAccountPublicAccessBlock")).isNotEmpty();
  }

  private RawS3 raw() {
    return new RawS3(cloud.endpoint());
  }

  private RawS3.Answer asRoot(String method, String body) throws IOException {
    return send(cloud.root(S3Fixture.ACCOUNT), S3Fixture.ACCOUNT, method, body);
  }

  private RawS3.Answer send(AwsCredentialsProvider by, String account, String method, String body)
      throws IOException {
    return raw().with("x-amz-account-id", account).by(by).send(method, PATH, body);
  }

  private static String block(String setting) {
    return "<PublicAccessBlockConfiguration"
        + " xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\"><"
        + setting
        + ">true</"
        + setting
        + "></PublicAccessBlockConfiguration>";
  }

  private static String publicPolicy() {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
        + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::"
        + OPEN
        + "/policy\"}]}";
  }

  private static String allow(String action) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
        + action
        + "\",\"Resource\":\"*\"}]}";
  }

  private static int status(Runnable call) {
    S3Exception refusal = S3Fixture.refusal(call::run);
    return refusal == null ? 200 : refusal.statusCode();
  }
}
