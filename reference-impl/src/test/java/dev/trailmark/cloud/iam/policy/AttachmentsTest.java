package dev.trailmark.cloud.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import dev.trailmark.cloud.iam.IamKit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.sts.model.Credentials;

class AttachmentsTest extends IamFixture {
  private static final String USERS = "arn:aws:iam::111122223333:user/";

  private String create(String name, String statements) {
    return root.createPolicy(r -> r.policyName(name).policyDocument(policy(statements)))
        .policy()
        .arn();
  }

  @Test
  void whatIsAttachedToAUserDecides() {
    IamClient alice = userWith("alice", null);
    String arn = create("Reading", allow("iam:ListUsers", "*"));
    denied(() -> alice.listUsers(), "alice", "iam:ListUsers", USERS);

    root.attachUserPolicy(r -> r.userName("alice").policyArn(arn));
    root.attachUserPolicy(r -> r.userName("Alice").policyArn(arn));
    assertThat(alice.listUsers().users()).isNotEmpty();
    assertThat(root.listAttachedUserPolicies(r -> r.userName("alice")).attachedPolicies())
        .containsExactly(AttachedPolicy.builder().policyName("Reading").policyArn(arn).build());

    root.detachUserPolicy(r -> r.userName("alice").policyArn(arn));
    denied(() -> alice.listUsers(), "alice", "iam:ListUsers", USERS);
  }

  @Test
  void whatGroupsHaveTheirMembersHave() {
    IamClient alice = userWith("alice", null);
    root.createGroup(r -> r.groupName("Staff"));
    root.attachGroupPolicy(
        r -> r.groupName("staff").policyArn(create("Reading", allow("iam:ListUsers", "*"))));
    denied(() -> alice.listUsers(), "alice", "iam:ListUsers", USERS);

    root.addUserToGroup(r -> r.groupName("Staff").userName("alice"));
    assertThat(alice.listUsers().users()).isNotEmpty();
    root.putGroupPolicy(
        r ->
            r.groupName("Staff")
                .policyName("inline")
                .policyDocument(policy(allow("iam:ListRoles", "*"))));
    assertThat(alice.listRoles().roles()).isNotEmpty();

    root.removeUserFromGroup(r -> r.groupName("Staff").userName("alice"));
    denied(() -> alice.listUsers(), "alice", "iam:ListUsers", USERS);
    denied(() -> alice.listRoles(), "alice", "iam:ListRoles", "arn:aws:iam::111122223333:role/");
  }

  @Test
  void whatIsAttachedToARoleDecidesItsSessions() {
    String arn = create("Reading", allow("iam:ListUsers", "*"));
    root.createRole(r -> r.roleName("reader").assumeRolePolicyDocument(trust(USERS + "student")));
    String role = "arn:aws:iam::111122223333:role/reader";
    Credentials issued =
        kit.sts(IamKit.user(account))
            .assumeRole(r -> r.roleArn(role).roleSessionName("me"))
            .credentials();
    IamClient session = kit.iam(IamKit.session(issued));
    String refusal =
        "User: arn:aws:sts::111122223333:assumed-role/reader/me is not authorized to perform:"
            + " iam:ListUsers on resource: "
            + USERS
            + " because no identity-based policy allows the iam:ListUsers action";
    refused(() -> session.listUsers(), 403, "AccessDenied", refusal);

    root.attachRolePolicy(r -> r.roleName("reader").policyArn(arn));
    assertThat(session.listUsers().users()).isNotEmpty();
    assertThat(root.listAttachedRolePolicies(r -> r.roleName("reader")).attachedPolicies())
        .extracting(AttachedPolicy::policyArn)
        .containsExactly(arn);
    refused(
        () -> root.deleteRole(r -> r.roleName("reader")),
        409,
        "DeleteConflict",
        "Cannot delete entity, must detach all policies first.");

    root.detachRolePolicy(r -> r.roleName("reader").policyArn(arn));
    refused(() -> session.listUsers(), 403, "AccessDenied", refusal);
    root.deleteRole(r -> r.roleName("reader"));
  }

  @Test
  void theDenyOfAnAttachedPolicyIsNamed() {
    IamClient alice = userWith("alice", allow("iam:*", "*"));
    String arn = create("NoListing", statement("Deny", "iam:ListUsers", "*"));
    root.attachUserPolicy(r -> r.userName("alice").policyArn(arn));

    refused(
        () -> alice.listUsers(),
        403,
        "AccessDenied",
        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:ListUsers on"
            + " resource: "
            + USERS
            + " with an explicit deny in an identity-based policy: "
            + arn);
  }

  @Test
  void whoHasAttachedPoliciesCannotBeDeleted() {
    String arn = create("Reading", allow("iam:ListUsers", "*"));
    root.createUser(r -> r.userName("alice"));
    root.createGroup(r -> r.groupName("Staff"));
    root.attachUserPolicy(r -> r.userName("alice").policyArn(arn));
    root.attachGroupPolicy(r -> r.groupName("Staff").policyArn(arn));
    String message = "Cannot delete entity, must detach all policies first.";

    refused(() -> root.deleteUser(r -> r.userName("alice")), 409, "DeleteConflict", message);
    refused(() -> root.deleteGroup(r -> r.groupName("Staff")), 409, "DeleteConflict", message);
    root.detachUserPolicy(r -> r.userName("alice").policyArn(arn));
    root.detachGroupPolicy(r -> r.groupName("Staff").policyArn(arn));
    root.deleteUser(r -> r.userName("alice"));
    root.deleteGroup(r -> r.groupName("Staff"));
  }

  @Test
  void policiesThatAreNotThereCannotBeAttachedOrDetached() {
    String arn = "arn:aws:iam::111122223333:policy/nothing";

    refused(
        () -> root.attachUserPolicy(r -> r.userName("student").policyArn(arn)),
        404,
        "NoSuchEntity",
        "Policy " + arn + " does not exist or is not attachable.");
    refused(
        () -> root.attachUserPolicy(r -> r.userName("student").policyArn("longnamebutnotanyarn")),
        400,
        "ValidationError",
        "Invalid ARN:  Could not be parsed!");
    refused(
        () -> root.detachUserPolicy(r -> r.userName("student").policyArn(arn)),
        404,
        "NoSuchEntity",
        "Policy " + arn + " was not found.");
    refused(
        () -> root.attachGroupPolicy(r -> r.groupName("nobody").policyArn(arn)),
        404,
        "NoSuchEntity",
        "The group with name nobody cannot be found.");
  }

  @Test
  void tenPoliciesCanBeAttached() {
    List<String> arns =
        IntStream.rangeClosed(0, 10)
            .mapToObj(i -> create("p" + i, allow("iam:ListUsers", "*")))
            .toList();
    arns.subList(0, 10)
        .forEach(arn -> root.attachUserPolicy(r -> r.userName("student").policyArn(arn)));

    refused(
        () -> root.attachUserPolicy(r -> r.userName("student").policyArn(arns.get(10))),
        409,
        "LimitExceeded",
        "Cannot exceed quota for PoliciesPerUser: 10");
    root.attachUserPolicy(r -> r.userName("student").policyArn(arns.get(3)));
    var page = root.listAttachedUserPolicies(r -> r.userName("student").maxItems(9));
    assertThat(page.isTruncated()).isTrue();
    assertThat(
            root.listAttachedUserPolicies(r -> r.userName("student").marker(page.marker()))
                .attachedPolicies())
        .extracting(AttachedPolicy::policyName)
        .containsExactly("p9");
  }

  @Test
  void whichPoliciesSomeoneMayAttachAConditionSays() {
    String harmless = create("Harmless", allow("iam:ListUsers", "*"));
    String mighty = create("Mighty", allow("*", "*"));
    IamClient alice =
        userWith(
            "alice",
            "{\"Effect\":\"Allow\",\"Action\":[\"iam:AttachUserPolicy\",\"iam:DetachUserPolicy\"],"
                + "\"Resource\":\"*\",\"Condition\":{\"ArnEquals\":{\"iam:PolicyARN\":\""
                + harmless
                + "\"}}}");

    alice.attachUserPolicy(r -> r.userName("student").policyArn(harmless));
    alice.detachUserPolicy(r -> r.userName("student").policyArn(harmless));
    denied(
        () -> alice.attachUserPolicy(r -> r.userName("student").policyArn(mighty)),
        "alice",
        "iam:AttachUserPolicy",
        "user student");
  }

  @Test
  void recordsShowWhatWasAttached() {
    String arn = create("Reading", allow("iam:ListUsers", "*"));
    root.attachUserPolicy(r -> r.userName("student").policyArn(arn));

    assertThat(record("AttachUserPolicy"))
        .contains("\"userName\":\"student\"")
        .contains("\"policyArn\":\"" + arn + "\"")
        .contains("\"responseElements\":null");
  }
}
