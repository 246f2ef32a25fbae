package dev.trailmark.cloud.iam.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import dev.trailmark.cloud.policy.PolicyDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;

class AwsPoliciesTest extends IamFixture {
  private static final String AWS = "arn:aws:iam::aws:policy/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AdministratorAccess",
        "PowerUserAccess",
        "ReadOnlyAccess",
        "SecurityAudit",
        "AmazonS3FullAccess",
        "AmazonS3ReadOnlyAccess",
        "AWSKeyManagementServicePowerUser",
        "AWSCloudTrail_FullAccess",
        "AWSCloudTrail_ReadOnlyAccess",
        "IAMFullAccess",
        "IAMReadOnlyAccess",
        "IAMUserChangePassword"
      })
  void aPolicyOfAwsIsThereWithItsDocument(String name) {
    Policy policy = root.getPolicy(r -> r.policyArn(AWS + name)).policy();

    assertThat(policy.policyName()).isEqualTo(name);
    assertThat(policy.policyId()).startsWith("ANPA").hasSize(21);
    assertThat(policy.description()).isNotEmpty();
    PolicyDocument document = ManagedPolicyState.document(AwsPolicies.find(AWS + name));
    assertThat(document.statements()).isNotEmpty();
    assertThat(
            root.getPolicyVersion(r -> r.policyArn(AWS + name).versionId(policy.defaultVersionId()))
                .policyVersion()
                .isDefaultVersion())
        .isTrue();
  }

  @Test
  void administratorsMayDoEverythingAndPowerUsersAlmost() {
    IamClient alice = userWith("alice", null);
    String users = "arn:aws:iam::111122223333:user/";
    denied(() -> alice.listUsers(), "alice", "iam:ListUsers", users);

    root.attachUserPolicy(r -> r.userName("alice").policyArn(AWS + "AdministratorAccess"));
    alice.listUsers();

    root.detachUserPolicy(r -> r.userName("alice").policyArn(AWS + "AdministratorAccess"));
    root.attachUserPolicy(r -> r.userName("alice").policyArn(AWS + "PowerUserAccess"));
    alice.listRoles();
    denied(() -> alice.listUsers(), "alice", "iam:ListUsers", users);
  }

  @Test
  void theyAreListedByScopeAndCountedPerAccount() {
    root.attachUserPolicy(r -> r.userName("student").policyArn(AWS + "ReadOnlyAccess"));
    root.createPolicy(r -> r.policyName("Own").policyDocument(policy(allow("s3:*", "*"))));

    assertThat(root.listPolicies(r -> r.scope(PolicyScopeType.AWS)).policies())
        .hasSize(12)
        .allSatisfy(policy -> assertThat(policy.arn()).startsWith(AWS));
    assertThat(root.listPolicies().policies()).hasSize(13);
    assertThat(root.listPolicies(r -> r.onlyAttached(true)).policies())
        .extracting(Policy::policyName)
        .containsExactly("ReadOnlyAccess");
  }

  @Test
  void nobodyCanChangeThem() {
    String arn = AWS + "AmazonS3FullAccess";
    String document = policy(allow("s3:*", "*"));

    for (String action : new String[] {"CreatePolicyVersion", "DeletePolicy"}) {
      refused(
          () -> {
            if (action.equals("DeletePolicy")) {
              root.deletePolicy(r -> r.policyArn(arn));
            } else {
              root.createPolicyVersion(r -> r.policyArn(arn).policyDocument(document));
            }
          },
          403,
          "AccessDenied",
          "User: arn:aws:iam::111122223333:root is not authorized to perform: iam:"
              + action
              + " on resource: policy "
              + arn);
    }
  }

  @Test
  void aPolicyOfAwsCanBeABoundary() {
    IamClient alice = userWith("alice", allow("iam:*", "*"));
    root.putUserPermissionsBoundary(
        r -> r.userName("alice").permissionsBoundary(AWS + "IAMReadOnlyAccess"));

    alice.listUsers();
    refused(
        () -> alice.createUser(r -> r.userName("bob")),
        403,
        "AccessDenied",
        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: iam:CreateUser on"
            + " resource: arn:aws:iam::111122223333:user/bob because no permissions boundary allows"
            + " the iam:CreateUser action");
  }
}
