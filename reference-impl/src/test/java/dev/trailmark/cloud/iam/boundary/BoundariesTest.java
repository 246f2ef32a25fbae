package dev.trailmark.cloud.iam.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import dev.trailmark.cloud.iam.IamKit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.sts.StsClient;

class BoundariesTest extends IamFixture {
  private static final String ACCOUNT_ARN = "arn:aws:iam::111122223333:";

  private String create(String name, String statements) {
    return root.createPolicy(r -> r.policyName(name).policyDocument(policy(statements)))
        .policy()
        .arn();
  }

  private static void beyond(ThrowingCallable call, String caller) {
    refused(
        call,
        403,
        "AccessDenied",
        "User: "
            + caller
            + " is not authorized to perform: iam:ListRoles on resource:"
            + " arn:aws:iam::111122223333:role/ because no permissions boundary allows the"
            + " iam:ListRoles action");
  }

  @Test
  void aUsersBoundaryLimitsWhatItsPoliciesAllow() {
    IamClient alice = userWith("alice", allow("iam:List*", "*"));
    String arn = create("Users", allow("iam:ListUsers", "*"));
    alice.listRoles();

    root.putUserPermissionsBoundary(r -> r.userName("alice").permissionsBoundary(arn));
    alice.listUsers();
    beyond(() -> alice.listRoles(), ACCOUNT_ARN + "user/alice");
    denied(() -> alice.getUser(r -> r.userName("alice")), "alice", "iam:GetUser", "user alice");

    root.deleteUserPermissionsBoundary(r -> r.userName("alice"));
    alice.listRoles();
  }

  @Test
  void aBoundarysDenyIsNamed() {
    IamClient alice = userWith("alice", allow("iam:List*", "*"));
    String arn = create("NoRoles", allow("*", "*") + "," + statement("Deny", "iam:ListRoles", "*"));
    root.putUserPermissionsBoundary(r -> r.userName("alice").permissionsBoundary(arn));

    refused(
        () -> alice.listRoles(),
        403,
        "AccessDenied",
        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:ListRoles on"
            + " resource: arn:aws:iam::111122223333:role/ with an explicit deny in a permissions"
            + " boundary: "
            + arn);
  }

  @Test
  void aRolesBoundaryLimitsItsSessionsFromItsNextVersionOn() {
    String arn = create("Users", allow("iam:ListUsers", "*"));
    root.createRole(
        r ->
            r.roleName("reader")
                .permissionsBoundary(arn)
                .assumeRolePolicyDocument(trust(ACCOUNT_ARN + "user/student")));
    root.putRolePolicy(
        r -> r.roleName("reader").policyName("p").policyDocument(policy(allow("iam:List*", "*"))));
    IamClient session = session("reader");
    session.listUsers();
    beyond(() -> session.listRoles(), "arn:aws:sts::111122223333:assumed-role/reader/me");

    root.createPolicyVersion(
        r ->
            r.policyArn(arn)
                .policyDocument(policy(allow("iam:ListRoles", "*")))
                .setAsDefault(true));
    session.listRoles();
    assertThat(root.getRole(r -> r.roleName("reader")).role().permissionsBoundary())
        .isEqualTo(boundary(arn));
    root.deleteRolePermissionsBoundary(r -> r.roleName("reader"));
    session.listUsers();
    assertThat(root.getRole(r -> r.roleName("reader")).role().permissionsBoundary()).isNull();
  }

  private IamClient session(String role) {
    StsClient sts = kit.sts(IamKit.user(account));
    return kit.iam(
        IamKit.session(
            sts.assumeRole(r -> r.roleArn(ACCOUNT_ARN + "role/" + role).roleSessionName("me"))
                .credentials()));
  }

  /** AWS sends another type than the model names. */
  private static AttachedPermissionsBoundary boundary(String arn) {
    return AttachedPermissionsBoundary.builder()
        .permissionsBoundaryType("Policy")
        .permissionsBoundaryArn(arn)
        .build();
  }

  @Test
  void aUserCanBeMadeWithABoundaryAndShowsIt() {
    String arn = create("Users", allow("iam:ListUsers", "*"));

    assertThat(
            root.createUser(r -> r.userName("alice").permissionsBoundary(arn))
                .user()
                .permissionsBoundary())
        .isEqualTo(boundary(arn));
    assertThat(root.getUser(r -> r.userName("alice")).user().permissionsBoundary())
        .isEqualTo(boundary(arn));
    assertThat(root.listUsers().users())
        .allSatisfy(user -> assertThat(user.permissionsBoundary()).isNull());
    assertThat(root.getPolicy(r -> r.policyArn(arn)).policy().permissionsBoundaryUsageCount())
        .isEqualTo(1);
    assertThat(root.getPolicy(r -> r.policyArn(arn)).policy().attachmentCount()).isZero();
    assertThat(
            root.listPolicies(r -> r.policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY))
                .policies())
        .hasSize(1);
    refused(
        () -> root.deletePolicy(r -> r.policyArn(arn)),
        409,
        "DeleteConflict",
        "Cannot delete a policy attached to entities.");
    root.deleteUser(r -> r.userName("alice"));
    root.deletePolicy(r -> r.policyArn(arn));
  }

  @Test
  void whatIsNoPolicyOfTheAccountIsNoBoundary() {
    String arn = ACCOUNT_ARN + "policy/nothing";
    String message = "Scope ARN: " + arn + " does not exist or is not attachable.";

    refused(
        () -> root.createUser(r -> r.userName("alice").permissionsBoundary(arn)),
        404,
        "NoSuchEntity",
        message);
    refused(
        () -> root.putUserPermissionsBoundary(r -> r.userName("student").permissionsBoundary(arn)),
        404,
        "NoSuchEntity",
        message);
    refused(
        () -> root.deleteUserPermissionsBoundary(r -> r.userName("student")),
        404,
        "NoSuchEntity",
        "The user with name student has no permissions boundary.");
    refused(
        () ->
            root.putUserPermissionsBoundary(
                r -> r.userName("student").permissionsBoundary("longnamebutnotanyarn")),
        400,
        "ValidationError",
        "Invalid ARN:  Could not be parsed!");
  }

  @Test
  void whoDelegatesCanDemandABoundary() {
    String arn = create("Users", allow("iam:ListUsers", "*"));
    String other = create("Everything", allow("*", "*"));
    IamClient alice = userWith("alice", allowIf("iam:*", "*", "iam:PermissionsBoundary", arn));
    String user = ACCOUNT_ARN + "user/bob";

    denied(() -> alice.createUser(r -> r.userName("bob")), "alice", "iam:CreateUser", user);
    denied(
        () -> alice.createUser(r -> r.userName("bob").permissionsBoundary(other)),
        "alice",
        "iam:CreateUser",
        user);
    alice.createUser(r -> r.userName("bob").permissionsBoundary(arn));
    alice.attachUserPolicy(r -> r.userName("bob").policyArn(other));
    denied(
        () -> alice.putUserPermissionsBoundary(r -> r.userName("bob").permissionsBoundary(other)),
        "alice",
        "iam:PutUserPermissionsBoundary",
        "user bob");
    root.deleteUserPermissionsBoundary(r -> r.userName("bob"));
    denied(
        () -> alice.detachUserPolicy(r -> r.userName("bob").policyArn(other)),
        "alice",
        "iam:DetachUserPolicy",
        "user bob");
  }

  @Test
  void theSimulatorKnowsManagedPoliciesAndTheBoundary() {
    userWith("alice", null);
    root.attachUserPolicy(
        r -> r.userName("alice").policyArn(create("Listing", allow("iam:List*", "*"))));
    root.putUserPermissionsBoundary(
        r -> r.userName("alice").permissionsBoundary(create("Users", allow("iam:ListUsers", "*"))));

    var results =
        root.simulatePrincipalPolicy(
                r ->
                    r.policySourceArn(ACCOUNT_ARN + "user/alice")
                        .actionNames("iam:ListUsers", "iam:ListRoles"))
            .evaluationResults();

    assertThat(results)
        .extracting(EvaluationResult::evalDecisionAsString)
        .containsExactly("allowed", "implicitDeny");
    assertThat(results.get(0).matchedStatements())
        .singleElement()
        .satisfies(match -> assertThat(match.sourcePolicyId()).isEqualTo("Listing"));
    assertThat(results.get(1).permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
        .isFalse();
  }

  @Test
  void recordsShowTheBoundary() {
    String arn = create("Users", allow("iam:ListUsers", "*"));
    root.putUserPermissionsBoundary(r -> r.userName("student").permissionsBoundary(arn));

    assertThat(record("PutUserPermissionsBoundary"))
        .contains("\"userName\":\"student\"")
        .contains("\"permissionsBoundary\":\"" + arn + "\"")
        .contains("\"responseElements\":null");
  }
}
