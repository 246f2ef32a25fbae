package dev.trailmark.cloud.iam.account;

import dev.trailmark.cloud.iam.managed.PolicyUses;
import dev.trailmark.cloud.iam.managed.PolicyVersions;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.iam.request.Quota;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.SummaryKeyType;

/**
 * What an account has of IAM's entities, and how much it may have. Of what is not implemented it
 * has none.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html"
 *     >GetAccountSummary</a>
 */
final class AccountSummary {
  private static final int SERVER_CERTIFICATES = 20;
  private static final int SIGNING_CERTIFICATES = 2;
  private static final int INSTANCE_PROFILES = 1_000;
  private static final int VERSIONS_IN_USE = 10_000;

  private AccountSummary() {}

  static GetAccountSummaryResponse get(Call call, GetAccountSummaryRequest request) {
    Map<SummaryKeyType, Integer> summary = new EnumMap<>(SummaryKeyType.class);
    count(call.state(), call.accountId(), summary);
    none(summary);
    quotas(summary);
    return GetAccountSummaryResponse.builder().summaryMap(summary).build();
  }

  private static void count(State state, String account, Map<SummaryKeyType, Integer> summary) {
    summary.put(SummaryKeyType.USERS, size(state, IamState.USERS, account));
    summary.put(SummaryKeyType.GROUPS, size(state, IamState.GROUPS, account));
    summary.put(SummaryKeyType.ROLES, size(state, IamState.ROLES, account));
    summary.put(SummaryKeyType.POLICIES, ManagedPolicyState.ofAccount(state, account).size());
    summary.put(SummaryKeyType.POLICY_VERSIONS_IN_USE, versionsInUse(state, account));
    boolean rootHasKeys = !state.get(IamState.ACCOUNTS, account).rootKeys().isEmpty();
    summary.put(SummaryKeyType.ACCOUNT_ACCESS_KEYS_PRESENT, rootHasKeys ? 1 : 0);
  }

  private static int size(State state, Kind<?> kind, String account) {
    return state.range(kind, account + "/").size();
  }

  /** All versions of the policies that are attached to someone or are someone's boundary. */
  private static int versionsInUse(State state, String account) {
    PolicyUses uses = PolicyUses.of(state, account);
    TreeSet<String> used = new TreeSet<>(uses.attached().keySet());
    used.addAll(uses.bounding().keySet());
    return used.stream()
        .map(arn -> ManagedPolicyState.find(state, account, arn))
        .mapToInt(policy -> policy.versions().size())
        .sum();
  }

  private static void none(Map<SummaryKeyType, Integer> summary) {
    summary.put(SummaryKeyType.SERVER_CERTIFICATES, 0);
    summary.put(SummaryKeyType.INSTANCE_PROFILES, 0);
    summary.put(SummaryKeyType.PROVIDERS, 0);
    summary.put(SummaryKeyType.MFA_DEVICES, 0);
    summary.put(SummaryKeyType.MFA_DEVICES_IN_USE, 0);
    summary.put(SummaryKeyType.ACCOUNT_MFA_ENABLED, 0);
    summary.put(SummaryKeyType.ACCOUNT_PASSWORD_PRESENT, 0);
    summary.put(SummaryKeyType.ACCOUNT_SIGNING_CERTIFICATES_PRESENT, 0);
  }

  private static void quotas(Map<SummaryKeyType, Integer> summary) {
    summary.put(SummaryKeyType.USERS_QUOTA, Quota.USERS.most());
    summary.put(SummaryKeyType.GROUPS_QUOTA, Quota.GROUPS.most());
    summary.put(SummaryKeyType.ROLES_QUOTA, Quota.ROLES.most());
    summary.put(SummaryKeyType.POLICIES_QUOTA, Quota.POLICIES.most());
    summary.put(SummaryKeyType.GROUPS_PER_USER_QUOTA, Quota.GROUPS_PER_USER.most());
    summary.put(SummaryKeyType.ACCESS_KEYS_PER_USER_QUOTA, Quota.ACCESS_KEYS_PER_USER.most());
    summary.put(SummaryKeyType.ATTACHED_POLICIES_PER_USER_QUOTA, Quota.POLICIES_PER_USER.most());
    summary.put(SummaryKeyType.ATTACHED_POLICIES_PER_GROUP_QUOTA, Quota.POLICIES_PER_GROUP.most());
    summary.put(SummaryKeyType.ATTACHED_POLICIES_PER_ROLE_QUOTA, Quota.POLICIES_PER_ROLE.most());
    summary.put(SummaryKeyType.USER_POLICY_SIZE_QUOTA, IdentityType.USER.inlineQuota());
    summary.put(SummaryKeyType.GROUP_POLICY_SIZE_QUOTA, IdentityType.GROUP.inlineQuota());
    summary.put(SummaryKeyType.ROLE_POLICY_SIZE_QUOTA, IdentityType.ROLE.inlineQuota());
    summary.put(SummaryKeyType.ASSUME_ROLE_POLICY_SIZE_QUOTA, PolicyKind.TRUST.limit());
    summary.put(SummaryKeyType.POLICY_SIZE_QUOTA, PolicyKind.MANAGED.limit());
    summary.put(SummaryKeyType.VERSIONS_PER_POLICY_QUOTA, PolicyVersions.MOST);
    summary.put(SummaryKeyType.POLICY_VERSIONS_IN_USE_QUOTA, VERSIONS_IN_USE);
    summary.put(SummaryKeyType.SERVER_CERTIFICATES_QUOTA, SERVER_CERTIFICATES);
    summary.put(SummaryKeyType.SIGNING_CERTIFICATES_PER_USER_QUOTA, SIGNING_CERTIFICATES);
    summary.put(SummaryKeyType.INSTANCE_PROFILES_QUOTA, INSTANCE_PROFILES);
    summary.put(SummaryKeyType.GLOBAL_ENDPOINT_TOKEN_VERSION, 1);
  }
}
