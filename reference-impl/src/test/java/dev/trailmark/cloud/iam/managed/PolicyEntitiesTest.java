package dev.trailmark.cloud.iam.managed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyUser;

class PolicyEntitiesTest extends IamFixture {
  private static final String ARN = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  @BeforeEach
  void useThePolicy() {
    root.createUser(r -> r.userName("alice").path("/staff/"));
    root.createUser(r -> r.userName("bob").permissionsBoundary(ARN));
    root.createGroup(r -> r.groupName("Staff"));
    root.createRole(r -> r.roleName("reader").assumeRolePolicyDocument(trust(ACCOUNT)));
    root.attachUserPolicy(r -> r.userName("alice").policyArn(ARN));
    root.attachGroupPolicy(r -> r.groupName("Staff").policyArn(ARN));
    root.attachRolePolicy(r -> r.roleName("reader").policyArn(ARN));
  }

  private static void names(
      ListEntitiesForPolicyResponse found, String groups, String roles, String users) {
    assertThat(found.policyGroups()).extracting(PolicyGroup::groupName).hasToString(groups);
    assertThat(found.policyRoles()).extracting(PolicyRole::roleName).hasToString(roles);
    assertThat(found.policyUsers()).extracting(PolicyUser::userName).hasToString(users);
  }

  @Test
  void allWhoHaveAPolicyAreListedByKindUseAndPath() {
    names(root.listEntitiesForPolicy(r -> r.policyArn(ARN)), "[Staff]", "[reader]", "[alice, bob]");
    names(
        root.listEntitiesForPolicy(r -> r.policyArn(ARN).entityFilter(EntityType.USER)),
        "[]",
        "[]",
        "[alice, bob]");
    names(
        root.listEntitiesForPolicy(
            r -> r.policyArn(ARN).entityFilter(EntityType.LOCAL_MANAGED_POLICY)),
        "[]",
        "[]",
        "[]");
    names(
        root.listEntitiesForPolicy(
            r -> r.policyArn(ARN).policyUsageFilter(PolicyUsageType.PERMISSIONS_BOUNDARY)),
        "[]",
        "[]",
        "[bob]");
    names(
        root.listEntitiesForPolicy(
            r -> r.policyArn(ARN).policyUsageFilter(PolicyUsageType.PERMISSIONS_POLICY)),
        "[Staff]",
        "[reader]",
        "[alice]");
    names(
        root.listEntitiesForPolicy(r -> r.policyArn(ARN).pathPrefix("/staff/")),
        "[]",
        "[]",
        "[alice]");
  }

  @Test
  void pagesGoThroughAllKinds() {
    var first = root.listEntitiesForPolicy(r -> r.policyArn(ARN).maxItems(3));

    names(first, "[Staff]", "[reader]", "[alice]");
    assertThat(first.isTruncated()).isTrue();
    names(
        root.listEntitiesForPolicy(r -> r.policyArn(ARN).marker(first.marker())),
        "[]",
        "[]",
        "[bob]");
  }

  @Test
  void whoMayAskIsDecidedOnThePolicy() {
    IamClient carol = userWith("carol", allow("iam:ListEntitiesForPolicy", ARN));
    String other = "arn:aws:iam::111122223333:policy/nothing";

    assertThat(carol.listEntitiesForPolicy(r -> r.policyArn(ARN)).policyUsers()).hasSize(2);
    denied(
        () -> carol.listEntitiesForPolicy(r -> r.policyArn(other)),
        "carol",
        "iam:ListEntitiesForPolicy",
        "policy " + other);
    refused(
        () -> root.listEntitiesForPolicy(r -> r.policyArn(other)),
        404,
        "NoSuchEntity",
        "Policy " + other + " does not exist or is not attachable.");
  }
}
