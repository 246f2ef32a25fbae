package dev.trailmark.cloud.s3.acl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Each setting of Block Public Access by itself: what it refuses and what it lets be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicAccessBlockTest {
  private static final String ACLS = "block-acls";
  private static final String POLICY = "block-policy";
  private static final String MIXED = "block-mixed";
  private static final RequestBody BODY = RequestBody.fromString("x");
  private static final String EVERYONE = "\"*\"";

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private S3Client user;

  @BeforeAll
  void start() {
    user = cloud.clientOf("plain", null);
    for (String bucket : List.of(ACLS, POLICY, MIXED)) {
      cloud.openBucket(bucket);
      cloud.s3.putObject(r -> r.bucket(bucket).key("k"), BODY);
    }
    cloud.s3.putBucketAcl(r -> r.bucket(ACLS).acl("public-read"));
    cloud.s3.putObjectAcl(r -> r.bucket(ACLS).key("k").acl("public-read"));
    putPolicy(POLICY, reads(POLICY, EVERYONE));
  }

  /**
   * The columns: setting a bucket's, an object's and a new object's public ACL, a public policy;
   * reading and listing unsigned by an ACL that is there; reading by a policy that is there:
   * unsigned, as another account, as the owner's user without a policy of his own.
   */
  @ParameterizedTest
  @CsvSource({
    "none,                  200 200 200 204 200 200 200 200 200",
    "BlockPublicAcls,       403 403 403 204 200 200 200 200 200",
    "IgnorePublicAcls,      200 200 200 204 403 403 200 200 200",
    "BlockPublicPolicy,     200 200 200 403 200 200 200 200 200",
    "RestrictPublicBuckets, 200 200 200 204 200 200 403 403 200",
    "all,                   403 403 403 403 403 403 403 403 200",
  })
  void aSettingRefusesItsPartOnly(String setting, String expected) throws Exception {
    block(ACLS, "none");
    cloud.s3.putBucketAcl(r -> r.bucket(ACLS).acl("public-read"));
    block(ACLS, setting);
    block(POLICY, setting);
    List<Integer> answers = new ArrayList<>();
    answers.add(
        status(() -> cloud.s3.putBucketAcl(r -> r.bucket(ACLS).acl("public-read-write")), 200));
    answers.add(
        status(() -> cloud.s3.putObjectAcl(r -> r.bucket(ACLS).key("k").acl("public-read")), 200));
    answers.add(
        status(
            () -> cloud.s3.putObject(r -> r.bucket(ACLS).key("n").acl("authenticated-read"), BODY),
            200));
    answers.add(status(() -> putPolicy(POLICY, reads(POLICY, EVERYONE)), 204));
    answers.add(unsigned(ACLS, "k"));
    answers.add(unsigned(ACLS, ""));
    answers.add(unsigned(POLICY, "k"));
    answers.add(status(() -> read(cloud.stranger, POLICY), 200));
    answers.add(status(() -> read(user, POLICY), 200));

    assertThat(answers).isEqualTo(Stream.of(expected.split(" ")).map(Integer::valueOf).toList());
  }

  @Test
  void whatIsNotPublicIsLeftAlone() {
    block(MIXED, "all");

    putPolicy(MIXED, reads(MIXED, "{\"AWS\":\"" + S3Fixture.OTHER + "\"}"));
    cloud.s3.putObjectAcl(
        r -> r.bucket(MIXED).key("k").grantRead("id=" + "0".repeat(52) + S3Fixture.OTHER));

    assertThat(status(() -> read(cloud.stranger, MIXED), 200)).isEqualTo(200);
    assertThat(cloud.s3.getBucketPolicyStatus(r -> r.bucket(MIXED)).policyStatus().isPublic())
        .isFalse();
  }

  /** One public statement is enough to shut out an account that another statement lets in. */
  @Test
  void aPublicStatementCostsOtherAccountsTheirAccess() {
    String theirs = reads(MIXED, "{\"AWS\":\"" + S3Fixture.OTHER + "\"}");
    block(MIXED, "none");
    putPolicy(MIXED, theirs, lists());
    block(MIXED, "RestrictPublicBuckets");

    assertThat(cloud.s3.getBucketPolicyStatus(r -> r.bucket(MIXED)).policyStatus().isPublic())
        .isTrue();
    S3Exception refusal = S3Fixture.refusal(() -> read(cloud.stranger, MIXED));
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Access Denied");

    putPolicy(MIXED, theirs);
    assertThat(status(() -> read(cloud.stranger, MIXED), 200)).isEqualTo(200);
  }

  @Test
  void aBucketsPublicAclIsRefusedWhenItIsMadeToo() {
    S3Exception refusal =
        S3Fixture.refusal(
            () ->
                cloud.s3.createBucket(
                    r ->
                        r.bucket("public-from-birth")
                            .acl("public-read")
                            .objectOwnership("ObjectWriter")));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode())
        .isEqualTo("InvalidBucketAclWithBlockPublicAccessError");
  }

  @Test
  void refusalsNameTheSetting() {
    block(ACLS, "all");
    block(POLICY, "all");
    String who = "User: arn:aws:iam::111122223333:root is not authorized to perform: ";
    String acls =
        " because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public"
            + " Access.";

    assertThat(message(() -> cloud.s3.putBucketAcl(r -> r.bucket(ACLS).acl("public-read"))))
        .isEqualTo(who + "s3:PutBucketAcl on resource: \"arn:aws:s3:::block-acls\"" + acls);
    assertThat(
            message(
                () -> cloud.s3.putObject(r -> r.bucket(ACLS).key("n").acl("public-read"), BODY)))
        .isEqualTo(who + "s3:PutObject on resource: \"arn:aws:s3:::block-acls/n\"" + acls);
    assertThat(message(() -> putPolicy(POLICY, reads(POLICY, EVERYONE))))
        .isEqualTo(
            who
                + "s3:PutBucketPolicy on resource: \"arn:aws:s3:::block-policy\" because public"
                + " policies are prevented by the BlockPublicPolicy setting in S3 Block Public"
                + " Access.");
    assertThat(message(() -> read(user, ACLS)))
        .as("an ACL that counted would let the user in")
        .isEqualTo(
            "User: arn:aws:iam::111122223333:user/plain is not authorized to perform: s3:GetObject"
                + " on resource: \"arn:aws:s3:::block-acls/k\" because no resource-based policy"
                + " allows the s3:GetObject action");
  }

  private void block(String bucket, String setting) {
    boolean all = setting.equals("all");
    cloud.s3.putPublicAccessBlock(
        r ->
            r.bucket(bucket)
                .publicAccessBlockConfiguration(
                    c ->
                        c.blockPublicAcls(all || setting.equals("BlockPublicAcls"))
                            .ignorePublicAcls(all || setting.equals("IgnorePublicAcls"))
                            .blockPublicPolicy(all || setting.equals("BlockPublicPolicy"))
                            .restrictPublicBuckets(
                                all || setting.equals("RestrictPublicBuckets"))));
  }

  private void putPolicy(String bucket, String... statements) {
    cloud.s3.putBucketPolicy(
        r ->
            r.bucket(bucket)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":["
                        + String.join(",", statements)
                        + "]}"));
  }

  private static String reads(String bucket, String principal) {
    return "{\"Effect\":\"Allow\",\"Principal\":%s,\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::%s/*\"}"
        .formatted(principal, bucket);
  }

  private static String lists() {
    return "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::%s\"}"
        .formatted(MIXED);
  }

  private static void read(S3Client by, String bucket) {
    by.getObjectAsBytes(r -> r.bucket(bucket).key("k"));
  }

  private int unsigned(String bucket, String key) throws Exception {
    return cloud.unsigned("GET", "/" + bucket + "/" + key).statusCode();
  }

  private static String message(Runnable call) {
    return S3Fixture.refusal(call::run).awsErrorDetails().errorMessage();
  }

  private static int status(Runnable call, int success) {
    try {
      call.run();
      return success;
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }
}
