package dev.trailmark.cloud.iam.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamFixture;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** What an account is told of itself as a whole. */
class AccountDetailsTest extends IamFixture {
  private static final String READER = "arn:aws:iam::111122223333:policy/Reader";
  private static final String TEXT = policy(allow("s3:GetObject", "*"));

  private void makeEntities() {
    root.createPolicy(r -> r.policyName("Reader").policyDocument(TEXT).description("Reads."));
    root.createPolicyVersion(
        r -> r.policyArn(READER).policyDocument(policy(allow("s3:Get*", "*"))).setAsDefault(true));
    root.createGroup(r -> r.groupName("readers"));
    root.attachGroupPolicy(r -> r.groupName("readers").policyArn(READER));
    root.putGroupPolicy(r -> r.groupName("readers").policyName("p").policyDocument(TEXT));
    root.createUser(r -> r.userName("alice").tags(tag("team", "red")));
    root.addUserToGroup(r -> r.groupName("readers").userName("alice"));
    root.putUserPolicy(r -> r.userName("alice").policyName("own").policyDocument(TEXT));
    root.createRole(
        r ->
            r.roleName("r")
                .assumeRolePolicyDocument(trust("arn:aws:iam::111122223333:user/alice"))
                .tags(tag("team", "blue")));
    root.attachRolePolicy(r -> r.roleName("r").policyArn(READER));
  }

  @Test
  void everyEntityIsToldWithItsPolicies() {
    makeEntities();

    GetAccountAuthorizationDetailsResponse all = root.getAccountAuthorizationDetails(r -> {});

    UserDetail alice = all.userDetailList().get(0);
    assertThat(alice.userName()).isEqualTo("alice");
    assertThat(alice.groupList()).containsExactly("readers");
    assertThat(alice.tags()).containsExactly(tag("team", "red"));
    assertThat(alice.userPolicyList())
        .singleElement()
        .satisfies(own -> assertThat(decoded(own.policyDocument())).isEqualTo(TEXT));
    GroupDetail readers = all.groupDetailList().get(0);
    assertThat(readers.groupPolicyList()).singleElement().returns("p", own -> own.policyName());
    assertThat(readers.attachedManagedPolicies())
        .singleElement()
        .returns(READER, policy -> policy.policyArn());
    RoleDetail role =
        all.roleDetailList().stream().filter(r -> r.roleName().equals("r")).findAny().orElseThrow();
    assertThat(decoded(role.assumeRolePolicyDocument()))
        .contains("arn:aws:iam::111122223333:user/alice");
    assertThat(role.tags()).containsExactly(tag("team", "blue"));
    assertThat(role.rolePolicyList()).isEmpty();
    assertThat(role.roleLastUsed().lastUsedDate()).isNull();
    assertThat(all.isTruncated()).isFalse();
  }

  @Test
  void policiesAreToldWithAllVersions() {
    makeEntities();

    ManagedPolicyDetail reader = root.getAccountAuthorizationDetails(r -> {}).policies().get(0);

    assertThat(reader.arn()).isEqualTo(READER);
    assertThat(reader.attachmentCount()).isEqualTo(2);
    assertThat(reader.defaultVersionId()).isEqualTo("v2");
    assertThat(reader.description()).isEqualTo("Reads.");
    assertThat(reader.policyVersionList())
        .extracting(PolicyVersion::versionId)
        .containsExactly("v2", "v1");
    assertThat(reader.policyVersionList().get(0).isDefaultVersion()).isTrue();
    assertThat(decoded(reader.policyVersionList().get(1).document())).isEqualTo(TEXT);
  }

  @Test
  void aFilterChoosesAmongKinds() {
    makeEntities();

    GetAccountAuthorizationDetailsResponse some =
        root.getAccountAuthorizationDetails(r -> r.filter(EntityType.GROUP, EntityType.USER));

    assertThat(some.userDetailList())
        .extracting(UserDetail::userName)
        .containsExactly("alice", "student");
    assertThat(some.groupDetailList()).hasSize(1);
    assertThat(some.roleDetailList()).isEmpty();
    assertThat(some.policies()).isEmpty();
    assertThat(
            root.getAccountAuthorizationDetails(r -> r.filter(EntityType.LOCAL_MANAGED_POLICY))
                .policies())
        .hasSize(1);
    assertThat(
            root.getAccountAuthorizationDetails(r -> r.filter(EntityType.AWS_MANAGED_POLICY))
                .policies())
        .isEmpty();
    refused(
        () -> root.getAccountAuthorizationDetails(r -> r.filterWithStrings("User", "Person")),
        400,
        "ValidationError",
        "1 validation error detected: Value at 'filter.2.member' failed to satisfy constraint:"
            + " Member must satisfy enum value set");
  }

  @Test
  void awsPoliciesAreToldWhereTheyAreInUse() {
    String readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    String power = "arn:aws:iam::aws:policy/PowerUserAccess";
    root.attachUserPolicy(r -> r.userName("student").policyArn(readOnly));
    root.putUserPermissionsBoundary(r -> r.userName("student").permissionsBoundary(power));

    GetAccountAuthorizationDetailsResponse all = root.getAccountAuthorizationDetails(r -> {});

    assertThat(all.policies())
        .extracting(ManagedPolicyDetail::arn)
        .containsExactly(power, readOnly);
    assertThat(all.policies().get(0))
        .returns(0, ManagedPolicyDetail::attachmentCount)
        .returns(1, ManagedPolicyDetail::permissionsBoundaryUsageCount);
    assertThat(all.policies().get(1).policyVersionList()).isNotEmpty();
    UserDetail student = all.userDetailList().get(0);
    assertThat(student.attachedManagedPolicies())
        .singleElement()
        .returns(readOnly, policy -> policy.policyArn());
    assertThat(student.permissionsBoundary().permissionsBoundaryArn()).isEqualTo(power);
    assertThat(root.getAccountAuthorizationDetails(r -> r.filter(EntityType.LOCAL_MANAGED_POLICY)))
        .satisfies(local -> assertThat(local.policies()).isEmpty());
    assertThat(root.getAccountSummary().summaryMap())
        .containsEntry(SummaryKeyType.POLICIES, 0)
        .containsEntry(
            SummaryKeyType.POLICY_VERSIONS_IN_USE,
            all.policies().stream().mapToInt(policy -> policy.policyVersionList().size()).sum());
  }

  @Test
  void pagesCountAllKindsTogether() {
    makeEntities();
    List<String> arns = new ArrayList<>();

    root.getAccountAuthorizationDetailsPaginator(r -> r.maxItems(2))
        .forEach(
            page -> {
              int before = arns.size();
              page.userDetailList().forEach(user -> arns.add(user.arn()));
              page.groupDetailList().forEach(group -> arns.add(group.arn()));
              page.roleDetailList().forEach(role -> arns.add(role.arn()));
              page.policies().forEach(policy -> arns.add(policy.arn()));
              assertThat(arns.size() - before).isLessThanOrEqualTo(2);
            });

    assertThat(arns)
        .containsExactlyInAnyOrder(
            "arn:aws:iam::111122223333:user/alice",
            "arn:aws:iam::111122223333:user/student",
            "arn:aws:iam::111122223333:group/readers",
            "arn:aws:iam::111122223333:role/r",
            account.roleArn(),
            READER);
  }

  @Test
  void theSummaryCountsWhatIsThere() {
    makeEntities();

    assertThat(root.getAccountSummary().summaryMap())
        .containsEntry(SummaryKeyType.USERS, 2)
        .containsEntry(SummaryKeyType.GROUPS, 1)
        .containsEntry(SummaryKeyType.ROLES, 2)
        .containsEntry(SummaryKeyType.POLICIES, 1)
        .containsEntry(SummaryKeyType.POLICY_VERSIONS_IN_USE, 2)
        .containsEntry(SummaryKeyType.ACCOUNT_ACCESS_KEYS_PRESENT, 1)
        .containsEntry(SummaryKeyType.MFA_DEVICES, 0)
        .containsEntry(SummaryKeyType.USERS_QUOTA, 5000)
        .containsEntry(SummaryKeyType.ROLES_QUOTA, 1000)
        .containsEntry(SummaryKeyType.ATTACHED_POLICIES_PER_ROLE_QUOTA, 10)
        .containsEntry(SummaryKeyType.POLICY_SIZE_QUOTA, 6144)
        .containsEntry(SummaryKeyType.ASSUME_ROLE_POLICY_SIZE_QUOTA, 2048)
        .containsEntry(SummaryKeyType.VERSIONS_PER_POLICY_QUOTA, 5);
    IamClient admin = userWith("admin", allow("*", "*"));
    root.deleteAccessKey(r -> r.accessKeyId(account.rootAccessKeyId()));
    assertThat(admin.getAccountSummary().summaryMap())
        .containsEntry(SummaryKeyType.ACCOUNT_ACCESS_KEYS_PRESENT, 0)
        .containsEntry(SummaryKeyType.USERS, 3);
  }

  @Test
  void eachTakesItsPermissionAndIsRecorded() {
    IamClient alice = userWith("alice", allow("iam:GetAccountSummary", "*"));

    alice.getAccountSummary();
    denied(
        () -> alice.getAccountAuthorizationDetails(r -> {}),
        "alice",
        "iam:GetAccountAuthorizationDetails",
        "*");
    assertThat(record("GetAccountSummary"))
        .contains("\"requestParameters\":null,\"responseElements\":null", "\"readOnly\":true");
    root.getAccountAuthorizationDetails(r -> r.filter(EntityType.USER).maxItems(5));
    assertThat(record("GetAccountAuthorizationDetails"))
        .contains("\"requestParameters\":{\"filter\":[\"User\"],\"maxItems\":5}");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
