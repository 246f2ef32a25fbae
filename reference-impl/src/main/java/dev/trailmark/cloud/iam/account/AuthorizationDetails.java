package dev.trailmark.cloud.iam.account;

import dev.trailmark.cloud.iam.boundary.Boundaries;
import dev.trailmark.cloud.iam.managed.ManagedPolicies;
import dev.trailmark.cloud.iam.managed.PolicyUses;
import dev.trailmark.cloud.iam.managed.PolicyVersions;
import dev.trailmark.cloud.iam.model.AwsPolicies;
import dev.trailmark.cloud.iam.model.GroupRecord;
import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.iam.model.PolicyRecord;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.iam.policy.Attachments;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.iam.role.Roles;
import dev.trailmark.cloud.iam.tagging.Tags;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.GroupDetail;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.UserDetail;

/**
 * All users, groups, roles and managed policies of an account with all that they say, in pages that
 * count them together, in this order.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html">GetAccountAuthorizationDetails</a>
 */
final class AuthorizationDetails {
  private final Call call;
  private final State state;
  private final String account;
  private final PolicyUses uses;

  private AuthorizationDetails(Call call) {
    this.call = call;
    this.state = call.state();
    this.account = call.accountId();
    this.uses = PolicyUses.of(state, account);
  }

  static GetAccountAuthorizationDetailsResponse get(
      Call call, GetAccountAuthorizationDetailsRequest request) {
    return new AuthorizationDetails(call).page(request);
  }

  private GetAccountAuthorizationDetailsResponse page(
      GetAccountAuthorizationDetailsRequest request) {
    Page<Object> page =
        Page.of(entities(wanted(request)), any -> true, request.marker(), request.maxItems());
    return GetAccountAuthorizationDetailsResponse.builder()
        .userDetailList(of(page, UserRecord.class).stream().map(this::shown).toList())
        .groupDetailList(of(page, GroupRecord.class).stream().map(this::shown).toList())
        .roleDetailList(of(page, RoleRecord.class).stream().map(this::shown).toList())
        .policies(of(page, PolicyRecord.class).stream().map(this::shown).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  private static Set<EntityType> wanted(GetAccountAuthorizationDetailsRequest request) {
    return request.filter().isEmpty()
        ? EnumSet.allOf(EntityType.class)
        : EnumSet.copyOf(request.filter());
  }

  /** What is asked for, under keys that put users first and policies last. */
  private NavigableMap<String, Object> entities(Set<EntityType> wanted) {
    NavigableMap<String, Object> all = new TreeMap<>();
    add(all, wanted, EntityType.USER, "1", IamState.USERS);
    add(all, wanted, EntityType.GROUP, "2", IamState.GROUPS);
    add(all, wanted, EntityType.ROLE, "3", IamState.ROLES);
    if (wanted.contains(EntityType.LOCAL_MANAGED_POLICY)) {
      ManagedPolicyState.ofAccount(state, account)
          .forEach((arn, policy) -> all.put("4" + arn, policy));
    }
    if (wanted.contains(EntityType.AWS_MANAGED_POLICY)) {
      AwsPolicies.all().values().stream()
          .filter(policy -> uses.attachments(policy.arn()) + uses.boundaries(policy.arn()) > 0)
          .forEach(policy -> all.put("5" + policy.arn(), policy));
    }
    return all;
  }

  private void add(
      NavigableMap<String, Object> all,
      Set<EntityType> wanted,
      EntityType type,
      String order,
      Kind<? extends Holder<?>> kind) {
    if (wanted.contains(type)) {
      state.range(kind, account + "/").forEach((key, holder) -> all.put(order + key, holder));
    }
  }

  private static <T> List<T> of(Page<Object> page, Class<T> type) {
    return page.items().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private UserDetail shown(UserRecord user) {
    List<PolicyDetail> inline = inline(user);
    return UserDetail.builder()
        .path(user.path())
        .userName(user.name())
        .userId(user.id())
        .arn(user.arn())
        .createDate(user.created())
        .userPolicyList(inline.isEmpty() ? null : inline)
        .groupList(user.groups())
        .attachedManagedPolicies(attached(user))
        .permissionsBoundary(Boundaries.shown(user.permissions()))
        .tags(Tags.shown(user))
        .build();
  }

  private GroupDetail shown(GroupRecord group) {
    return GroupDetail.builder()
        .path(group.path())
        .groupName(group.name())
        .groupId(group.id())
        .arn(group.arn())
        .createDate(group.created())
        .groupPolicyList(inline(group))
        .attachedManagedPolicies(attached(group))
        .build();
  }

  private RoleDetail shown(RoleRecord role) {
    return RoleDetail.builder()
        .path(role.path())
        .roleName(role.name())
        .roleId(role.id())
        .arn(role.arn())
        .createDate(role.created())
        .assumeRolePolicyDocument(Roles.shownTrust(call, role))
        .instanceProfileList(List.of())
        .rolePolicyList(inline(role))
        .attachedManagedPolicies(attached(role))
        .permissionsBoundary(Boundaries.shown(role.permissions()))
        .tags(Tags.shown(role))
        .roleLastUsed(Roles.lastUse(call, role))
        .build();
  }

  private ManagedPolicyDetail shown(PolicyRecord policy) {
    return ManagedPolicyDetail.builder()
        .policyName(policy.name())
        .policyId(policy.id())
        .arn(policy.arn())
        .path(policy.path())
        .defaultVersionId(policy.current().label())
        .attachmentCount(uses.attachments(policy.arn()))
        .permissionsBoundaryUsageCount(uses.boundaries(policy.arn()))
        .isAttachable(true)
        .description(policy.description())
        .createDate(policy.created())
        .updateDate(policy.updated())
        .policyVersionList(versions(policy))
        .build();
  }

  /** Newest first, with their texts. */
  private static List<PolicyVersion> versions(PolicyRecord policy) {
    List<PolicyVersion> versions = new ArrayList<>();
    for (PolicyRecord.Version version : policy.versions()) {
      versions.add(
          0,
          PolicyVersions.shown(policy, version).toBuilder()
              .document(PolicyTexts.encode(version.document()))
              .build());
    }
    return versions;
  }

  private static List<PolicyDetail> inline(Holder<?> holder) {
    return holder.permissions().inline().entrySet().stream()
        .map(
            policy ->
                PolicyDetail.builder()
                    .policyName(policy.getKey())
                    .policyDocument(PolicyTexts.encode(policy.getValue()))
                    .build())
        .toList();
  }

  private List<AttachedPolicy> attached(Holder<?> holder) {
    return holder.permissions().attached().stream()
        .map(arn -> Attachments.shown(ManagedPolicies.require(state, account, arn)))
        .toList();
  }
}
