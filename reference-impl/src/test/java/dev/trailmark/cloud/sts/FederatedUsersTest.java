package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.sts.StsFixture.STUDENT;
import static dev.trailmark.cloud.sts.StsFixture.allow;
import static dev.trailmark.cloud.sts.StsFixture.assume;
import static dev.trailmark.cloud.sts.StsFixture.policy;
import static dev.trailmark.cloud.sts.StsFixture.refused;
import static dev.trailmark.cloud.sts.StsFixture.roleArn;
import static dev.trailmark.cloud.sts.StsFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.iam.IamKit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;

/** GetFederationToken, and what its credentials may do. */
class FederatedUsersTest {
  private static final String BOB = "arn:aws:sts::111122223333:federated-user/bob";
  private static final String DESCRIBE = "cloudtrail:DescribeTrails";

  @AutoClose private final StsFixture sts = new StsFixture();

  private CloudTrailClient trails(Credentials issued) {
    return sts.kit.trails(IamKit.session(issued), Region.EU_WEST_1);
  }

  @Test
  void aFederatedUserHasAnIdentityOfItsOwn() {
    sts.studentPolicy(allow("sts:GetFederationToken"));

    GetFederationTokenResponse answer = sts.student.getFederationToken(r -> r.name("bob"));
    GetCallerIdentityResponse identity = sts.sts(answer.credentials()).getCallerIdentity();

    assertThat(answer.federatedUser().arn()).isEqualTo(BOB);
    assertThat(answer.federatedUser().federatedUserId()).isEqualTo("111122223333:bob");
    assertThat(answer.packedPolicySize()).isZero();
    assertThat(Duration.between(Instant.now(), answer.credentials().expiration()))
        .isBetween(Duration.ofMinutes(719), Duration.ofHours(12));
    assertThat(identity.arn()).isEqualTo(BOB);
    assertThat(identity.userId()).isEqualTo("111122223333:bob");
    assertThat(identity.account()).isEqualTo("111122223333");
  }

  @Test
  void makingOneTakesAPermissionOnItsName() {
    sts.studentPolicy(
        "{\"Effect\":\"Allow\",\"Action\":\"sts:GetFederationToken\",\"Resource\":\""
            + BOB
            + "\"}");

    assertThat(sts.student.getFederationToken(r -> r.name("bob"))).isNotNull();
    refused(
        () -> sts.student.getFederationToken(r -> r.name("eve")),
        403,
        "AccessDenied",
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:GetFederationToken on resource:"
            + " arn:aws:sts::111122223333:federated-user/eve because no identity-based policy"
            + " allows the sts:GetFederationToken action");
    refused(
        () -> sts.student.getFederationToken(r -> r.name("bob").tags(tag("Team", "blue"))),
        403,
        "AccessDenied",
        "User: "
            + STUDENT
            + " is not authorized to perform: sts:TagSession on resource: "
            + BOB
            + " because no identity-based policy allows the sts:TagSession action");
  }

  @Test
  void itMayDoWhatBothTheUserAndTheSessionPolicyAllow() {
    sts.studentPolicy(
        allow("sts:GetFederationToken"), allow(DESCRIBE), allow("cloudtrail:ListTrails"));
    Credentials issued =
        sts.student
            .getFederationToken(
                r ->
                    r.name("bob").policy(policy(allow(DESCRIBE), allow("cloudtrail:LookupEvents"))))
            .credentials();

    assertThat(trails(issued).describeTrails().trailList()).isEmpty();
    refused(
        () -> trails(issued).listTrails(r -> {}),
        400,
        "AccessDeniedException",
        "User: "
            + BOB
            + " is not authorized to perform: cloudtrail:ListTrails because no session policy"
            + " allows the cloudtrail:ListTrails action");
    refused(
        () -> trails(issued).lookupEvents(),
        400,
        "AccessDeniedException",
        "User: "
            + BOB
            + " is not authorized to perform: cloudtrail:LookupEvents because no identity-based"
            + " policy allows the cloudtrail:LookupEvents action");
  }

  @Test
  void withoutASessionPolicyItMayDoNothing() {
    sts.studentPolicy(allow("sts:GetFederationToken"), allow(DESCRIBE));
    Credentials issued = sts.student.getFederationToken(r -> r.name("bob")).credentials();

    refused(
        () -> trails(issued).describeTrails(),
        400,
        "AccessDeniedException",
        "User: "
            + BOB
            + " is not authorized to perform: cloudtrail:DescribeTrails because no session policy"
            + " allows the cloudtrail:DescribeTrails action");
  }

  @Test
  void rootsFederatedUserMayDoWhatItsSessionPolicyAllowsForAnHour() {
    Credentials issued =
        sts.root
            .getFederationToken(
                r -> r.name("bob").durationSeconds(7200).policy(policy(allow(DESCRIBE))))
            .credentials();

    assertThat(issued.expiration()).isBefore(Instant.now().plusSeconds(3601));
    assertThat(trails(issued).describeTrails().trailList()).isEmpty();
    refused(
        () -> trails(issued).listTrails(r -> {}),
        400,
        "AccessDeniedException",
        "User: "
            + BOB
            + " is not authorized to perform: cloudtrail:ListTrails because no session policy"
            + " allows the cloudtrail:ListTrails action");
  }

  @Test
  void tagsOfTheSessionAreThoseOfThePrincipal() {
    sts.studentPolicy(
        allow("sts:GetFederationToken"),
        allow("sts:TagSession"),
        "{\"Effect\":\"Allow\",\"Action\":\"cloudtrail:*\",\"Resource\":\"*\",\"Condition\":"
            + "{\"StringEquals\":{\"aws:PrincipalTag/Team\":\"blue\","
            + "\"aws:PrincipalType\":\"FederatedUser\",\"aws:userid\":\"111122223333:bob\"},"
            + "\"Bool\":{\"aws:MultiFactorAuthPresent\":\"false\"},"
            + "\"Null\":{\"aws:username\":\"true\",\"aws:FederatedProvider\":\"true\","
            + "\"aws:TokenIssueTime\":\"false\"}}}");
    String all = policy(allow("*"));

    Credentials blue =
        sts.student
            .getFederationToken(r -> r.name("bob").policy(all).tags(tag("team", "blue")))
            .credentials();
    Credentials red =
        sts.student
            .getFederationToken(r -> r.name("bob").policy(all).tags(tag("team", "red")))
            .credentials();

    assertThat(trails(blue).describeTrails().trailList()).isEmpty();
    refused(
        () -> trails(red).describeTrails(),
        400,
        "AccessDeniedException",
        "User: "
            + BOB
            + " is not authorized to perform: cloudtrail:DescribeTrails because no identity-based"
            + " policy allows the cloudtrail:DescribeTrails action");
  }

  @Test
  void itMayCallNeitherIamNorStsButForItsIdentity() {
    sts.role("open", STUDENT, "sts:AssumeRole");
    Credentials issued =
        sts.root.getFederationToken(r -> r.name("bob").policy(policy(allow("*")))).credentials();
    StsClient bob = sts.sts(issued);

    refused(
        () -> sts.iam(issued).listUsers(),
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid");
    refused(
        () -> bob.assumeRole(assume("open").build()),
        403,
        "AccessDenied",
        "User: "
            + BOB
            + " is not authorized to perform: sts:AssumeRole on resource: "
            + roleArn("open"));
    for (String operation : new String[] {"GetSessionToken", "GetFederationToken"}) {
      refused(
          () -> {
            if (operation.equals("GetSessionToken")) {
              bob.getSessionToken();
            } else {
              bob.getFederationToken(r -> r.name("eve"));
            }
          },
          403,
          "AccessDenied",
          "Cannot call " + operation + " with session credentials");
    }
    refused(
        () -> bob.getAccessKeyInfo(r -> r.accessKeyId(issued.accessKeyId())),
        403,
        "AccessDenied",
        "Cannot call GetAccessKeyInfo with session credentials");
  }

  @Test
  void aSessionOfARoleOrOfAUserMakesNone() {
    Credentials role =
        sts.student
            .assumeRole(r -> r.roleArn(sts.account.roleArn()).roleSessionName("lab"))
            .credentials();
    Credentials user = sts.student.getSessionToken().credentials();

    for (Credentials issued : new Credentials[] {role, user}) {
      refused(
          () -> sts.sts(issued).getFederationToken(r -> r.name("bob")),
          403,
          "AccessDenied",
          "Cannot call GetFederationToken with session credentials");
    }
  }

  @Test
  void aNameHasTheDocumentedForm() {
    refused(
        () -> sts.root.getFederationToken(r -> r.name("bob smith")),
        400,
        "ValidationError",
        "1 validation error detected: Value 'bob smith' at 'name' failed to satisfy constraint:"
            + " Member must satisfy regular expression pattern: [\\w+=,.@-]*");
    refused(
        () -> sts.root.getFederationToken(r -> r.name("b".repeat(33))),
        400,
        "ValidationError",
        "1 validation error detected: Value '"
            + "b".repeat(33)
            + "' at 'name' failed to satisfy constraint: Member must have length less than or"
            + " equal to 32");
  }

  @Test
  void itsCallsAreRecordedWithWhoMadeIt() {
    String text = policy(allow(DESCRIBE), allow("cloudtrail:LookupEvents"));
    sts.studentPolicy(allow("sts:GetFederationToken"), allow(DESCRIBE));
    Credentials issued =
        sts.student.getFederationToken(r -> r.name("bob").policy(text)).credentials();
    trails(issued).describeTrails();
    String userId = sts.iam.getUser(r -> r.userName("student")).user().userId();

    JsonNode made = sts.record("GetFederationToken");
    JsonNode used = sts.record("DescribeTrails");

    assertThat(made.get("readOnly").booleanValue()).isFalse();
    assertThat(made.at("/requestParameters/name").textValue()).isEqualTo("bob");
    assertThat(made.at("/requestParameters/policy").textValue()).isEqualTo(text);
    assertThat(made.at("/responseElements/federatedUser").toString())
        .isEqualTo("{\"federatedUserId\":\"111122223333:bob\",\"arn\":\"" + BOB + "\"}");
    assertThat(made.at("/responseElements/credentials").toString())
        .contains(issued.accessKeyId(), issued.sessionToken())
        .doesNotContain(issued.secretAccessKey());
    assertThat(used.get("userIdentity").toString())
        .startsWith(
            "{\"type\":\"FederatedUser\",\"principalId\":\"111122223333:bob\",\"arn\":\""
                + BOB
                + "\",\"accountId\":\"111122223333\",\"accessKeyId\":\""
                + issued.accessKeyId()
                + "\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"IAMUser\","
                + "\"principalId\":\""
                + userId
                + "\",\"arn\":\""
                + STUDENT
                + "\",\"accountId\":\"111122223333\",\"userName\":\"student\"},"
                + "\"webIdFederationData\":{},\"attributes\":{\"creationDate\":\"");
  }

  @Test
  void itEndsWithTheUserThatMadeIt() {
    sts.iam.createUser(r -> r.userName("broker"));
    sts.iam.putUserPolicy(
        r ->
            r.userName("broker")
                .policyName("p")
                .policyDocument(policy(allow("sts:GetFederationToken"))));
    AccessKey key = sts.iam.createAccessKey(r -> r.userName("broker")).accessKey();
    StsClient broker =
        sts.kit.sts(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
    StsClient bob = sts.sts(broker.getFederationToken(r -> r.name("bob")).credentials());
    assertThat(bob.getCallerIdentity().arn()).isEqualTo(BOB);

    sts.iam.deleteAccessKey(r -> r.userName("broker").accessKeyId(key.accessKeyId()));
    sts.iam.deleteUserPolicy(r -> r.userName("broker").policyName("p"));
    sts.iam.deleteUser(r -> r.userName("broker"));

    refused(
        bob::getCallerIdentity,
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid.");
  }
}
