package dev.trailmark.cloud.e2e;

import static dev.trailmark.cloud.e2e.AccessCloud.allow;
import static dev.trailmark.cloud.e2e.AccessCloud.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The global condition keys that depend on who calls and how, over HTTP: a bucket or key policy
 * denies whoever has another value, which spares the caller, and then whoever has the caller's,
 * which does not. A key that a caller does not have is told by {@code Null}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS
 *     global condition context keys</a>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionKeysByCallerTest {
  private static final String BUCKET = "keys-by-caller";
  private static final String ABSENT = "-";

  private final AccessCloud lab = new AccessCloud();
  private final AwsCredentials root = AccessCloud.root(lab.account);
  private final S3Client owner = lab.s3(root);
  private final KmsClient kms = lab.kms(root);
  private final Map<String, S3Client> callers = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private AwsCredentials assumer;
  private S3Client anonymous;
  private String key;

  @BeforeAll
  void start() {
    owner.createBucket(r -> r.bucket(BUCKET));
    owner.deletePublicAccessBlock(r -> r.bucket(BUCKET));
    owner.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromString("x"));
    key = kms.createKey().keyMetadata().arn();
    owner.putObject(
        r -> r.bucket(BUCKET).key("sealed").serverSideEncryption("aws:kms").ssekmsKeyId(key),
        RequestBody.fromString("x"));
    ids.put("account", lab.account.id());
    ids.put("other", lab.other.id());
    callers.put("root", owner);
    admitUsers();
    admitSessions();
    anonymous =
        S3Client.builder()
            .endpointOverride(lab.cloud.endpoint())
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    callers.put("anonymous", anonymous);
  }

  private void admitUsers() {
    AwsCredentials ada = lab.newUser(lab.account, "ada");
    IamClient iam = lab.iam(root);
    iam.updateUser(r -> r.userName("ada").newPath("/staff/"));
    iam.tagUser(r -> r.userName("ada").tags(Tag.builder().key("team").value("blue").build()));
    String powers = policy(allow(null, "sts:*", "*"), allow(null, "kms:*", "*"));
    iam.putUserPolicy(r -> r.userName("ada").policyName("p").policyDocument(powers));
    ids.put("ada", iam.getUser(r -> r.userName("ada")).user().userId());
    callers.put("user", lab.s3(ada));
    callers.put("session", lab.s3(of(lab.sts(ada).getSessionToken().credentials())));
    String reads = policy(allow(null, "s3:GetObject", "*"));
    callers.put(
        "guest",
        lab.s3(
            of(lab.sts(ada).getFederationToken(r -> r.name("guest").policy(reads)).credentials())));
    AwsCredentials eve = lab.newUser(lab.other, "eve");
    lab.iam(AccessCloud.root(lab.other))
        .putUserPolicy(r -> r.userName("eve").policyName("p").policyDocument(reads));
    callers.put("stranger", lab.s3(eve));
    assumer = ada;
  }

  private void admitSessions() {
    IamClient iam = lab.iam(root);
    String trust =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},"
            + "\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity\"]}]}";
    var role =
        iam.createRole(
                r ->
                    r.roleName("reader")
                        .path("/staff/")
                        .tags(
                            Tag.builder().key("team").value("red").build(),
                            Tag.builder().key("floor").value("3").build())
                        .assumeRolePolicyDocument(trust.formatted(lab.account.id())))
            .role();
    ids.put("reader", role.roleId());
    Credentials made =
        lab.sts(assumer)
            .assumeRole(
                r ->
                    r.roleArn(role.arn())
                        .roleSessionName("shift")
                        .sourceIdentity("ada")
                        .tags(t -> t.key("team").value("green")))
            .credentials();
    callers.put("role", lab.s3(of(made)));
  }

  @AfterAll
  void stop() {
    anonymous.close();
    lab.close();
  }

  private static AwsCredentials of(Credentials made) {
    return AwsSessionCredentials.create(
        made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
  }

  @ParameterizedTest
  @CsvSource({
    "user, aws:username, ada",
    "user, aws:userid, <ada>",
    "user, aws:PrincipalArn, arn:aws:iam::<account>:user/staff/ada",
    "user, aws:PrincipalAccount, <account>",
    "user, aws:PrincipalType, User",
    "user, aws:PrincipalTag/Team, blue",
    "user, aws:PrincipalTag/floor, -",
    "user, aws:PrincipalIsAWSService, false",
    "user, aws:PrincipalServiceName, -",
    "user, aws:PrincipalServiceNamesList, -",
    "user, aws:PrincipalOrgID, -",
    "user, aws:PrincipalOrgPaths, -",
    "user, aws:TokenIssueTime, -",
    "user, aws:MultiFactorAuthPresent, -",
    "user, aws:MultiFactorAuthAge, -",
    "user, aws:SourceIdentity, -",
    "user, aws:FederatedProvider, -",
    "user, aws:ViaAWSService, false",
    "user, aws:CalledVia, -",
    "user, aws:CalledViaFirst, -",
    "user, aws:CalledViaLast, -",
    "user, aws:SourceArn, -",
    "user, aws:SourceAccount, -",
    "user, aws:SourceVpc, -",
    "user, aws:SourceVpce, -",
    "user, aws:VpcSourceIp, -",
    "user, aws:ResourceAccount, <account>",
    "user, aws:ResourceOrgID, -",
    "user, aws:RequestedRegion, us-east-1",
    "user, aws:SecureTransport, false",
    "user, aws:SourceIp, 127.0.0.1",
    "user, s3:ResourceAccount, <account>",
    "session, aws:username, ada",
    "session, aws:userid, <ada>",
    "session, aws:PrincipalArn, arn:aws:iam::<account>:user/staff/ada",
    "session, aws:PrincipalType, User",
    "session, aws:PrincipalTag/team, blue",
    "session, aws:MultiFactorAuthPresent, false",
    "session, aws:MultiFactorAuthAge, -",
    "role, aws:username, -",
    "role, aws:userid, <reader>:shift",
    "role, aws:PrincipalArn, arn:aws:iam::<account>:role/staff/reader",
    "role, aws:PrincipalAccount, <account>",
    "role, aws:PrincipalType, AssumedRole",
    "role, aws:PrincipalTag/team, green",
    "role, aws:PrincipalTag/floor, 3",
    "role, aws:SourceIdentity, ada",
    "role, aws:MultiFactorAuthPresent, false",
    "role, aws:FederatedProvider, -",
    "guest, aws:username, -",
    "guest, aws:userid, <account>:guest",
    "guest, aws:PrincipalArn, arn:aws:sts::<account>:federated-user/guest",
    "guest, aws:PrincipalType, FederatedUser",
    "guest, aws:FederatedProvider, -",
    "root, aws:username, -",
    "root, aws:userid, <account>",
    "root, aws:PrincipalArn, arn:aws:iam::<account>:root",
    "root, aws:PrincipalType, Account",
    "stranger, aws:PrincipalAccount, <other>",
    "stranger, aws:ResourceAccount, <account>",
    "stranger, s3:ResourceAccount, <account>",
    "anonymous, aws:userid, anonymous",
    "anonymous, aws:PrincipalType, Anonymous",
    "anonymous, aws:PrincipalArn, -",
    "anonymous, aws:PrincipalAccount, -",
    "anonymous, aws:username, -",
    "anonymous, aws:PrincipalIsAWSService, false",
    "anonymous, s3:authType, -",
    "anonymous, s3:signatureversion, -",
  })
  void aReadHasTheValueAndNoOther(String caller, String name, String value) {
    assertThat(read(caller, unless(name, value))).isEqualTo(200);
    assertThat(read(caller, whereverIs(name, value))).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "role, DateLessThan, aws:TokenIssueTime, 2020-01-01T00:00:00Z, 2099-01-01T00:00:00Z",
    "session, DateLessThan, aws:TokenIssueTime, 2020-01-01T00:00:00Z, 2099-01-01T00:00:00Z",
    "user, DateLessThan, aws:CurrentTime, 2020-01-01T00:00:00Z, 2099-01-01T00:00:00Z",
    "user, NumericLessThan, aws:EpochTime, 1577836800, 4070908800",
    "user, NotIpAddress, aws:SourceIp, 127.0.0.0/8, 10.0.0.0/8",
    "user, StringNotLike, aws:UserAgent, *aws-sdk-java*, curl*",
    "role, ArnNotLike, aws:PrincipalArn, arn:aws:iam::*:role/staff/*, arn:aws:iam::*:role/play/*",
    "role, ArnNotLike, aws:PrincipalArn, arn:aws:iam::*:role/staff/reader, arn:aws:sts::*:*",
  })
  void aDenialByRangeOrPatternSparesThoseInside(
      String caller, String operator, String name, String spares, String hits) {
    assertThat(read(caller, condition(operator, name, spares))).isEqualTo(200);
    assertThat(read(caller, condition(operator, name, hits))).isEqualTo(403);
  }

  /** What KMS sees when S3 calls it for the user. */
  @ParameterizedTest
  @CsvSource({
    "aws:ViaAWSService, true",
    "aws:PrincipalArn, arn:aws:iam::<account>:user/staff/ada",
    "aws:PrincipalIsAWSService, false",
    "aws:PrincipalTag/team, blue",
    "aws:RequestedRegion, us-east-1",
    "aws:ResourceAccount, <account>",
    "aws:SecureTransport, true",
    "aws:SourceIp, -",
    "aws:SourceArn, -",
    "aws:SourceAccount, -",
    "aws:CalledVia, -",
    "kms:ViaService, s3.us-east-1.amazonaws.com",
    "kms:CallerAccount, <account>",
    "kms:EncryptionContext:aws:s3:arn, arn:aws:s3:::keys-by-caller/sealed",
    "kms:EncryptionAlgorithm, SYMMETRIC_DEFAULT",
    "kms:RequestAlias, -",
  })
  void theCallToKmsHasTheValueAndNoOther(String name, String value) {
    owner.putBucketPolicy(r -> r.bucket(BUCKET).policy(bucketPolicy(null)));
    assertThat(open(unless(name, value))).isEqualTo(200);
    assertThat(open(whereverIs(name, value))).isEqualTo(403);
  }

  private String unless(String name, String value) {
    return value.equals(ABSENT)
        ? condition("Null", name, "false")
        : condition("StringNotEquals", name, value);
  }

  private String whereverIs(String name, String value) {
    return value.equals(ABSENT)
        ? condition("Null", name, "true")
        : condition("StringEquals", name, value);
  }

  private String condition(String operator, String name, String value) {
    String filled = value;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      filled = filled.replace("<" + id.getKey() + ">", id.getValue());
    }
    return "{\"" + operator + "\":{\"" + name + "\":\"" + filled + "\"}}";
  }

  /** The status of a read where the bucket policy allows it, and denies it under a condition. */
  private int read(String caller, String denied) {
    owner.putBucketPolicy(r -> r.bucket(BUCKET).policy(bucketPolicy(denied)));
    return get(callers.get(caller), "k");
  }

  /** The status of a user's read of an object whose key denies decryption under a condition. */
  private int open(String denied) {
    String statements =
        policy(
            allow("{\"AWS\":\"" + lab.account.id() + "\"}", "kms:*", "*"),
            "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"kms:Decrypt\",\"Resource\":\"*\","
                + "\"Condition\":"
                + denied
                + "}");
    kms.putKeyPolicy(r -> r.keyId(key).policy(statements));
    return get(callers.get("user"), "sealed");
  }

  private static int get(S3Client by, String objectKey) {
    try {
      by.getObjectAsBytes(r -> r.bucket(BUCKET).key(objectKey));
      return 200;
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }

  private static String bucketPolicy(String denied) {
    String objects = "arn:aws:s3:::" + BUCKET + "/*";
    String open = allow("\"*\"", "s3:GetObject", objects);
    return denied == null
        ? policy(open)
        : policy(
            open,
            "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\""
                + objects
                + "\",\"Condition\":"
                + denied
                + "}");
  }
}
