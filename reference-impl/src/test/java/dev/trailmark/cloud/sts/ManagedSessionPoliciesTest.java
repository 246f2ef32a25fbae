package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.sts.StsFixture.ACCOUNT;
import static dev.trailmark.cloud.sts.StsFixture.STUDENT;
import static dev.trailmark.cloud.sts.StsFixture.allow;
import static dev.trailmark.cloud.sts.StsFixture.assume;
import static dev.trailmark.cloud.sts.StsFixture.deny;
import static dev.trailmark.cloud.sts.StsFixture.policy;
import static dev.trailmark.cloud.sts.StsFixture.refused;
import static dev.trailmark.cloud.sts.StsFixture.sessionArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamKit;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/** Managed policies that narrow sessions. */
class ManagedSessionPoliciesTest {
  private static final String READ_ONLY = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";

  @AutoClose private final StsFixture sts = new StsFixture();

  @BeforeEach
  void aMightyRole() {
    sts.role("mighty", STUDENT, "sts:AssumeRole");
    sts.rolePolicy("mighty", allow("iam:*"));
  }

  private String create(String name, String... statements) {
    return sts.iam
        .createPolicy(r -> r.policyName(name).policyDocument(policy(statements)))
        .policy()
        .arn();
  }

  private static List<PolicyDescriptorType> arns(String... arns) {
    return Arrays.stream(arns).map(arn -> PolicyDescriptorType.builder().arn(arn).build()).toList();
  }

  private AssumeRoleResponse assumed(String... policies) {
    return sts.student.assumeRole(assume("mighty").policyArns(arns(policies)).build());
  }

  private static String refusal(String action, String resource, String reason) {
    return "User: "
        + sessionArn("mighty", "lab")
        + " is not authorized to perform: "
        + action
        + " on resource: arn:aws:iam::111122223333:"
        + resource
        + " "
        + reason;
  }

  @Test
  void aManagedPolicyNarrowsARolesSession() {
    AssumeRoleResponse answer = assumed(READ_ONLY);
    IamClient session = sts.iam(answer.credentials());

    session.listUsers();
    refused(
        () -> session.createUser(r -> r.userName("bob")),
        403,
        "AccessDenied",
        refusal(
            "iam:CreateUser",
            "user/bob",
            "because no session policy allows the iam:CreateUser action"));
    assertThat(answer.packedPolicySize()).isPositive();
  }

  @Test
  void oneOfSeveralSessionPoliciesMustAllow() {
    IamClient session =
        sts.iam(
            sts.student
                .assumeRole(
                    assume("mighty")
                        .policyArns(arns(create("Roles", allow("iam:ListRoles"))))
                        .policy(policy(allow("iam:ListUsers")))
                        .build())
                .credentials());

    session.listUsers();
    session.listRoles();
    refused(
        () -> session.listGroups(),
        403,
        "AccessDenied",
        refusal(
            "iam:ListGroups",
            "group/",
            "because no session policy allows the iam:ListGroups action"));
  }

  @Test
  void theirDefaultVersionOfNowCountsAndADenyIsNamed() {
    String arn = create("Changing", allow("iam:ListUsers"));
    IamClient session = sts.iam(assumed(arn).credentials());
    session.listUsers();

    sts.iam.createPolicyVersion(
        r ->
            r.policyArn(arn)
                .policyDocument(policy(allow("iam:*"), deny("iam:ListUsers")))
                .setAsDefault(true));

    session.listRoles();
    refused(
        () -> session.listUsers(),
        403,
        "AccessDenied",
        refusal("iam:ListUsers", "user/", "with an explicit deny in a session policy: " + arn));
  }

  @Test
  void aManagedPolicyIsWhatAFederatedUserHasOfItsUsersRights() {
    sts.studentPolicy(allow("sts:GetFederationToken"), allow("cloudtrail:*"));
    GetFederationTokenResponse answer =
        sts.student.getFederationToken(
            r ->
                r.name("bob")
                    .policyArns(arns(create("Trails", allow("cloudtrail:DescribeTrails")))));
    CloudTrailClient trails =
        sts.kit.trails(IamKit.session(answer.credentials()), Region.EU_WEST_1);

    trails.describeTrails();
    refused(
        () -> trails.listTrails(r -> {}),
        400,
        "AccessDeniedException",
        "User: arn:aws:sts::111122223333:federated-user/bob is not authorized to perform:"
            + " cloudtrail:ListTrails because no session policy allows the cloudtrail:ListTrails"
            + " action");
    assertThat(answer.packedPolicySize()).isPositive();
  }

  @Test
  void policiesThatAreNotTheAccountsAreRefused() {
    String missing = "arn:aws:iam::" + ACCOUNT + ":policy/nothing";

    refused(
        () -> assumed(missing),
        400,
        "ValidationError",
        "Policy " + missing + " does not exist or is not attachable.");
    refused(
        () -> assumed("too-short"),
        400,
        "ValidationError",
        "1 validation error detected: Value 'too-short' at 'policyArns.1.member.arn' failed to"
            + " satisfy constraint: Member must have length greater than or equal to 20");
    String[] eleven = new String[11];
    Arrays.setAll(eleven, i -> create("p" + i, allow("iam:ListUsers")));
    refused(
        () -> assumed(eleven),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member"
            + " must have length less than or equal to 10");
  }

  @Test
  void theRecordNamesThePolicies() {
    assumed(READ_ONLY);

    assertThat(sts.record("AssumeRole").at("/requestParameters/policyArns/0/arn").asText())
        .isEqualTo(READ_ONLY);
  }
}
