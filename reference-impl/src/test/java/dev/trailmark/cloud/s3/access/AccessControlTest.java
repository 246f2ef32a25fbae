package dev.trailmark.cloud.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Type;

/** Block Public Access, Object Ownership, ACLs and bucket policies, allowing and denying. */
class AccessControlTest {
  private static final String B = "access-bucket";
  private static final String OWNER_ID = "0".repeat(52) + S3Fixture.ACCOUNT;
  private static final String OTHER_ID = "0".repeat(52) + S3Fixture.OTHER;
  @AutoClose private final S3Fixture cloud = new S3Fixture();

  @BeforeEach
  void start() {
    cloud.s3.createBucket(r -> r.bucket(B));
    cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.fromString("x"));
  }

  private void blockNothing() {
    cloud.s3.putPublicAccessBlock(
        r ->
            r.bucket(B)
                .publicAccessBlockConfiguration(
                    c ->
                        c.blockPublicAcls(false)
                            .ignorePublicAcls(false)
                            .blockPublicPolicy(false)
                            .restrictPublicBuckets(false)));
  }

  private void enableAcls() {
    cloud.s3.putBucketOwnershipControls(
        r ->
            r.bucket(B)
                .ownershipControls(
                    c -> c.rules(rule -> rule.objectOwnership("BucketOwnerPreferred"))));
  }

  private int anonymousStatus(String key) throws Exception {
    return cloud.unsigned("GET", "/" + B + "/" + key).statusCode();
  }

  private static String policy(String statement) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
  }

  private static final String PUBLIC_READ =
      "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
          + "\"Resource\":\"arn:aws:s3:::access-bucket/*\"}";

  @Test
  void aNewBucketHasAwsDefaults() {
    var block = cloud.s3.getPublicAccessBlock(r -> r.bucket(B)).publicAccessBlockConfiguration();
    var ownership = cloud.s3.getBucketOwnershipControls(r -> r.bucket(B)).ownershipControls();
    var encryption =
        cloud
            .s3
            .getBucketEncryption(r -> r.bucket(B))
            .serverSideEncryptionConfiguration()
            .rules()
            .get(0);

    assertThat(block.blockPublicAcls()).isTrue();
    assertThat(block.ignorePublicAcls()).isTrue();
    assertThat(block.blockPublicPolicy()).isTrue();
    assertThat(block.restrictPublicBuckets()).isTrue();
    assertThat(ownership.rules().get(0).objectOwnershipAsString()).isEqualTo("BucketOwnerEnforced");
    assertThat(encryption.bucketKeyEnabled()).isFalse();
    S3Exception noPolicy = S3Fixture.refusal(() -> cloud.s3.getBucketPolicy(r -> r.bucket(B)));
    assertThat(noPolicy.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucketPolicy");
  }

  @Test
  void makingAnObjectPublicTakesBothSettings() throws Exception {
    S3Exception blocked =
        S3Fixture.refusal(
            () -> cloud.s3.putObjectAcl(r -> r.bucket(B).key("k").acl("public-read")));
    blockNothing();
    S3Exception disabled =
        S3Fixture.refusal(
            () -> cloud.s3.putObjectAcl(r -> r.bucket(B).key("k").acl("public-read")));
    enableAcls();
    assertThat(anonymousStatus("k")).isEqualTo(403);
    cloud.s3.putObjectAcl(r -> r.bucket(B).key("k").acl("public-read"));

    assertThat(blocked.statusCode()).isEqualTo(403);
    assertThat(blocked.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:root is not authorized to perform: s3:PutObjectAcl on"
                + " resource: \"arn:aws:s3:::access-bucket/k\" because public ACLs are prevented"
                + " by the BlockPublicAcls setting in S3 Block Public Access.");
    assertThat(disabled.statusCode()).isEqualTo(400);
    assertThat(disabled.awsErrorDetails().errorCode()).isEqualTo("AccessControlListNotSupported");
    assertThat(anonymousStatus("k")).isEqualTo(200);
    assertThat(cloud.s3.getObjectAcl(r -> r.bucket(B).key("k")).grants())
        .extracting(g -> g.grantee().id(), g -> g.grantee().uri(), Grant::permissionAsString)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(OWNER_ID, null, "FULL_CONTROL"),
            org.assertj.core.groups.Tuple.tuple(
                null, "http://acs.amazonaws.com/groups/global/AllUsers", "READ"));
    assertThat(cloud.records("GetObject").get(1)).contains("\"aclRequired\":\"Yes\"");
  }

  @Test
  void ignoredPublicGrantsDoNotCount() throws Exception {
    blockNothing();
    enableAcls();
    cloud.s3.putObjectAcl(r -> r.bucket(B).key("k").acl("public-read"));
    cloud.s3.putPublicAccessBlock(
        r -> r.bucket(B).publicAccessBlockConfiguration(c -> c.ignorePublicAcls(true)));

    assertThat(anonymousStatus("k")).isEqualTo(403);
    assertThat(cloud.s3.getObjectAcl(r -> r.bucket(B).key("k")).grants()).hasSize(1);
    cloud.s3.deletePublicAccessBlock(r -> r.bucket(B));
    assertThat(anonymousStatus("k")).isEqualTo(200);
    S3Exception gone = S3Fixture.refusal(() -> cloud.s3.getPublicAccessBlock(r -> r.bucket(B)));
    assertThat(gone.awsErrorDetails().errorCode())
        .isEqualTo("NoSuchPublicAccessBlockConfiguration");
  }

  @Test
  void aGrantLetsAnotherAccountIn() {
    blockNothing();
    enableAcls();
    S3Exception before =
        S3Fixture.refusal(() -> cloud.stranger.getObjectAsBytes(r -> r.bucket(B).key("k")));
    cloud.s3.putObjectAcl(
        r ->
            r.bucket(B)
                .key("k")
                .grantRead("id=\"" + OTHER_ID + "\"")
                .grantFullControl("id=" + OWNER_ID));

    assertThat(before.awsErrorDetails().errorMessage()).isEqualTo("Access Denied");
    assertThat(cloud.stranger.getObjectAsBytes(r -> r.bucket(B).key("k")).asUtf8String())
        .isEqualTo("x");
    S3Exception write =
        S3Fixture.refusal(
            () -> cloud.stranger.putObjectAcl(r -> r.bucket(B).key("k").acl("private")));
    assertThat(write.statusCode()).isEqualTo(403);
  }

  @Test
  void aGrantToTheOwnAccountDoesNotReplaceIdentityPolicies() {
    enableAcls();
    S3Client plain = cloud.clientOf("plain", null);

    S3Exception refusal =
        S3Fixture.refusal(() -> plain.getObjectAsBytes(r -> r.bucket(B).key("k")));

    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:user/plain is not authorized to perform: s3:GetObject"
                + " on resource: \"arn:aws:s3:::access-bucket/k\" because no identity-based policy"
                + " allows the s3:GetObject action");
  }

  @Test
  void anXmlAclIsKept() {
    enableAcls();
    cloud.s3.putBucketAcl(
        r ->
            r.bucket(B)
                .accessControlPolicy(
                    p ->
                        p.owner(o -> o.id(OWNER_ID))
                            .grants(
                                g ->
                                    g.grantee(e -> e.type(Type.CANONICAL_USER).id(OTHER_ID))
                                        .permission("READ"))));

    assertThat(cloud.s3.getBucketAcl(r -> r.bucket(B)).grants())
        .singleElement()
        .satisfies(g -> assertThat(g.grantee().id()).isEqualTo(OTHER_ID));
    assertThat(cloud.stranger.listObjectsV2(r -> r.bucket(B)).keyCount()).isEqualTo(1);
    assertThat(cloud.records("PutBucketAcl").get(0))
        .contains("\"AccessControlPolicy\":{\"xmlns\":\"http://s3.amazonaws.com/doc/2006-03-01/\"")
        .contains("\"acl\":\"\"");
    S3Exception enforced =
        S3Fixture.refusal(
            () ->
                cloud.s3.putBucketOwnershipControls(
                    r ->
                        r.bucket(B)
                            .ownershipControls(
                                c -> c.rules(x -> x.objectOwnership("BucketOwnerEnforced")))));
    assertThat(enforced.awsErrorDetails().errorCode())
        .isEqualTo("InvalidBucketAclWithObjectOwnership");
  }

  @ParameterizedTest
  @CsvSource({
    "fake-acl, , InvalidArgument",
    "private, id=wrong-id, InvalidRequest",
    ", id=wrong-id, InvalidArgument",
    ", uri=http://acs.amazonaws.com/groups/s3/FakeGroup, InvalidArgument",
    ", fakekey=1234, InvalidArgument",
    ", , MissingSecurityHeader"
  })
  void aBadAclIsRefused(String canned, String grant, String code) {
    enableAcls();

    S3Exception refusal =
        S3Fixture.refusal(
            () -> cloud.s3.putBucketAcl(r -> r.bucket(B).acl(canned).grantRead(grant)));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
  }

  @Test
  void withoutOwnershipControlsWritersOwnWhatTheyWrite() {
    blockNothing();
    cloud.s3.deleteBucketOwnershipControls(r -> r.bucket(B));
    S3Exception gone =
        S3Fixture.refusal(() -> cloud.s3.getBucketOwnershipControls(r -> r.bucket(B)));
    cloud.s3.putBucketAcl(
        r -> r.bucket(B).grantWrite("id=" + OTHER_ID).grantFullControl("id=" + OWNER_ID));
    cloud.stranger.putObject(r -> r.bucket(B).key("theirs"), RequestBody.fromString("y"));

    assertThat(gone.awsErrorDetails().errorCode()).isEqualTo("OwnershipControlsNotFoundError");
    S3Exception refusal =
        S3Fixture.refusal(() -> cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("theirs")));
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Access Denied");
    enableAclsOff();
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("theirs")).asUtf8String())
        .isEqualTo("y");
  }

  @Test
  void whoMayListTheBucketByItsAclLearnsThatAnObjectIsAbsent() throws Exception {
    blockNothing();
    enableAcls();
    assertThat(anonymousStatus("absent")).isEqualTo(403);
    cloud.s3.putBucketAcl(r -> r.bucket(B).acl("public-read"));

    assertThat(anonymousStatus("absent")).isEqualTo(404);
    assertThat(anonymousStatus("k")).isEqualTo(403);
  }

  @Test
  void anObjectIsOverwrittenWithAnAclByWhoMayWriteToTheBucketWhoeverOwnsIt() {
    blockNothing();
    cloud.s3.deleteBucketOwnershipControls(r -> r.bucket(B));
    S3Exception before = S3Fixture.refusal(() -> putWithAcl(cloud.stranger));
    cloud.s3.putBucketAcl(
        r -> r.bucket(B).grantWrite("id=" + OTHER_ID).grantFullControl("id=" + OWNER_ID));

    putWithAcl(cloud.stranger);
    assertThat(cloud.s3.getObjectAsBytes(r -> r.bucket(B).key("theirs")).asUtf8String())
        .isEqualTo("y");
    putWithAcl(cloud.s3);

    assertThat(before.awsErrorDetails().errorMessage()).isEqualTo("Access Denied");
    assertThat(cloud.s3.getObjectAcl(r -> r.bucket(B).key("theirs")).owner().id())
        .isEqualTo(OWNER_ID);
    S3Exception taken =
        S3Fixture.refusal(() -> cloud.stranger.getObjectAsBytes(r -> r.bucket(B).key("theirs")));
    assertThat(taken.statusCode()).isEqualTo(403);
  }

  private static void putWithAcl(S3Client by) {
    by.putObject(
        r -> r.bucket(B).key("theirs").acl("bucket-owner-full-control"),
        RequestBody.fromString("y"));
  }

  private void enableAclsOff() {
    cloud.s3.putBucketAcl(r -> r.bucket(B).acl("private"));
    cloud.s3.putBucketOwnershipControls(
        r ->
            r.bucket(B)
                .ownershipControls(c -> c.rules(x -> x.objectOwnership("BucketOwnerEnforced"))));
  }

  @Test
  void aBucketPolicyIsKeptAsGivenAndDecides() throws Exception {
    S3Exception blocked =
        S3Fixture.refusal(
            () -> cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(policy(PUBLIC_READ))));
    blockNothing();
    var put = cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(policy(PUBLIC_READ)));

    assertThat(blocked.awsErrorDetails().errorMessage())
        .endsWith(
            "because public policies are prevented by the BlockPublicPolicy setting in S3 Block"
                + " Public Access.");
    assertThat(put.sdkHttpResponse().statusCode()).isEqualTo(204);
    assertThat(cloud.s3.getBucketPolicy(r -> r.bucket(B)).policy()).isEqualTo(policy(PUBLIC_READ));
    assertThat(cloud.s3.getBucketPolicyStatus(r -> r.bucket(B)).policyStatus().isPublic()).isTrue();
    assertThat(anonymousStatus("k")).isEqualTo(200);
    assertThat(cloud.records("PutBucketPolicy").get(1))
        .contains("\"bucketPolicy\":{\"Version\":\"2012-10-17\",\"Statement\":[{")
        .contains("\"policy\":\"\"");
    cloud.s3.deleteBucketPolicy(r -> r.bucket(B));
    assertThat(anonymousStatus("k")).isEqualTo(403);
  }

  @Test
  void restrictPublicBucketsKeepsOutsidersOut() throws Exception {
    blockNothing();
    cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(policy(PUBLIC_READ)));
    assertThat(cloud.stranger.getObjectAsBytes(r -> r.bucket(B).key("k")).asUtf8String())
        .isEqualTo("x");
    cloud.s3.putPublicAccessBlock(
        r -> r.bucket(B).publicAccessBlockConfiguration(c -> c.restrictPublicBuckets(true)));

    assertThat(anonymousStatus("k")).isEqualTo(403);
    S3Exception stranger =
        S3Fixture.refusal(() -> cloud.stranger.getObjectAsBytes(r -> r.bucket(B).key("k")));
    assertThat(stranger.statusCode()).isEqualTo(403);
    assertThat(cloud.clientOf("plain", null).getObjectAsBytes(r -> r.bucket(B).key("k")))
        .isNotNull();
  }

  @Test
  void anExplicitDenyBindsEveryoneButRootMayRepair() {
    String deny =
        "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\","
            + "\"Resource\":[\"arn:aws:s3:::access-bucket\",\"arn:aws:s3:::access-bucket/*\"]}";
    S3Client admin = cloud.clientOf("admin", S3Fixture.ALL);
    cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(policy(deny)));

    S3Exception refusal =
        S3Fixture.refusal(() -> admin.getObjectAsBytes(r -> r.bucket(B).key("k")));
    S3Exception policyRefusal = S3Fixture.refusal(() -> admin.deleteBucketPolicy(r -> r.bucket(B)));

    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:user/admin is not authorized to perform: s3:GetObject"
                + " on resource: \"arn:aws:s3:::access-bucket/k\" with an explicit deny in a"
                + " resource-based policy");
    assertThat(policyRefusal.statusCode()).isEqualTo(403);
    cloud.s3.deleteBucketPolicy(r -> r.bucket(B));
    assertThat(admin.getObjectAsBytes(r -> r.bucket(B).key("k")).asUtf8String()).isEqualTo("x");
  }

  /** Nothing is refused without the confirmation, and root keeps its access with it. */
  @Test
  void whoConfirmsToLoseAccessLosesItAsWithoutConfirming() {
    String deny =
        "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*BucketPolicy\","
            + "\"Resource\":\"arn:aws:s3:::access-bucket\"}";
    S3Client admin = cloud.clientOf("confirmer", S3Fixture.ALL);
    for (Boolean confirmed : new Boolean[] {null, false, true}) {
      admin.putBucketPolicy(
          r -> r.bucket(B).policy(policy(deny)).confirmRemoveSelfBucketAccess(confirmed));
      assertThat(
              S3Fixture.refusal(
                      () ->
                          admin.putBucketPolicy(
                              r ->
                                  r.bucket(B)
                                      .policy(policy(deny))
                                      .confirmRemoveSelfBucketAccess(true)))
                  .statusCode())
          .isEqualTo(403);
      cloud.s3.deleteBucketPolicy(r -> r.bucket(B));
    }
  }

  @Test
  void aPolicyCanDemandEncryptionHeaders() {
    String demand =
        "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:PutObject\","
            + "\"Resource\":\"arn:aws:s3:::access-bucket/*\",\"Condition\":{\"StringNotEquals\":"
            + "{\"s3:x-amz-server-side-encryption\":\"AES256\"}}}";
    cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(policy(demand)));

    S3Exception refusal =
        S3Fixture.refusal(
            () -> cloud.s3.putObject(r -> r.bucket(B).key("n"), RequestBody.fromString("x")));
    cloud.s3.putObject(
        r -> r.bucket(B).key("n").serverSideEncryption("AES256"), RequestBody.fromString("x"));

    assertThat(refusal.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x|Policies must be valid JSON and the first byte must be '{'",
        "{|This policy contains invalid Json",
        "{}|Missing required field Statement",
        "{\"Statement\":[]}|Could not parse the policy: Statement is empty!",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::other/*\"}]}|Policy"
            + " has invalid resource",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::access-bucket/*\"}]}|Action"
            + " does not apply to any resource(s) in statement",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/nobody\"},\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::access-bucket\"}]}|Invalid"
            + " principal in policy",
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"hello\",\"Principal\":\"*\",\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::access-bucket\"}]}|Invalid"
            + " effect: hello"
      })
  void aMalformedPolicyIsRefused(String text, String message) {
    S3Exception refusal =
        S3Fixture.refusal(() -> cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(text)));

    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicy");
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  /** As S3 was seen to, whether everybody may do it by the policy or not. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void someThingsNobodyDoesUnsigned(boolean open) throws Exception {
    if (open) {
      blockNothing();
      String all = PUBLIC_READ.replace("s3:GetObject", "s3:*");
      cloud.s3.putBucketPolicy(r -> r.bucket(B).policy(policy(all)));
    }
    String upload = cloud.s3.createMultipartUpload(r -> r.bucket(B).key("k")).uploadId();
    String source = "x-amz-copy-source";

    assertThat(cloud.unsigned("POST", "/" + B + "/k?uploads").body())
        .contains("<Code>AccessDenied</Code>")
        .contains("Anonymous users cannot initiate multipart uploads.  Please authenticate.");
    for (String target : List.of("/copy", "/k?partNumber=1&uploadId=" + upload)) {
      var refused = cloud.unsigned("PUT", "/" + B + target, source, "/" + B + "/k");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body())
          .contains("Anonymous users cannot copy objects.  Please authenticate.");
    }
    assertThat(cloud.unsigned("PUT", "/" + B + "/put").statusCode()).isEqualTo(open ? 200 : 403);
    assertThat(cloud.records("CopyObject"))
        .singleElement()
        .asString()
        .contains("\"accountId\":\"anonymous\"")
        .contains("\"errorMessage\":\"Anonymous users cannot copy objects.");
  }

  @Test
  void theBlocksRecordHasItsAwsNameAndBody() {
    blockNothing();

    assertThat(cloud.records("PutBucketPublicAccessBlock"))
        .singleElement()
        .asString()
        .contains(
            "\"PublicAccessBlockConfiguration\":{\"xmlns\":"
                + "\"http://s3.amazonaws.com/doc/2006-03-01/\",\"RestrictPublicBuckets\":false,"
                + "\"BlockPublicPolicy\":false,\"BlockPublicAcls\":false,"
                + "\"IgnorePublicAcls\":false}")
        .contains("\"publicAccessBlock\":\"\"");
  }
}
