package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.PolicyKind;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** Inline policies of users and roles. */
final class InlinePolicies {
  private static final int USER_QUOTA = 2_048;
  private static final int ROLE_QUOTA = 10_240;

  PutUserPolicyResponse putOnUser(Call call, PutUserPolicyRequest request) {
    PolicyTexts.parse(request.policyDocument(), PolicyKind.IDENTITY);
    onUser(
        call,
        request.userName(),
        user -> {
          Map<String, String> policies =
              with(user.permissions().inline(), request.policyName(), request.policyDocument());
          checkQuota(policies, USER_QUOTA, "user " + user.name());
          return policies;
        });
    return PutUserPolicyResponse.builder().build();
  }

  PutRolePolicyResponse putOnRole(Call call, PutRolePolicyRequest request) {
    PolicyTexts.parse(request.policyDocument(), PolicyKind.IDENTITY);
    onRole(
        call,
        request.roleName(),
        role -> {
          Map<String, String> policies =
              with(role.permissions().inline(), request.policyName(), request.policyDocument());
          checkQuota(policies, ROLE_QUOTA, "role " + role.name());
          return policies;
        });
    return PutRolePolicyResponse.builder().build();
  }

  GetUserPolicyResponse getOfUser(Call call, GetUserPolicyRequest request) {
    UserRecord user = Users.require(call.state(), call.accountId(), request.userName());
    String text = user.permissions().inline().get(request.policyName());
    if (text == null) {
      throw missing("user", request.policyName());
    }
    return GetUserPolicyResponse.builder()
        .userName(user.name())
        .policyName(request.policyName())
        .policyDocument(PolicyTexts.encode(text))
        .build();
  }

  GetRolePolicyResponse getOfRole(Call call, GetRolePolicyRequest request) {
    RoleRecord role = Roles.require(call.state(), call.accountId(), request.roleName());
    String text = role.permissions().inline().get(request.policyName());
    if (text == null) {
      throw missing("role", request.policyName());
    }
    return GetRolePolicyResponse.builder()
        .roleName(role.name())
        .policyName(request.policyName())
        .policyDocument(PolicyTexts.encode(text))
        .build();
  }

  DeleteUserPolicyResponse deleteOfUser(Call call, DeleteUserPolicyRequest request) {
    onUser(
        call,
        request.userName(),
        user -> without(user.permissions().inline(), "user", request.policyName()));
    return DeleteUserPolicyResponse.builder().build();
  }

  DeleteRolePolicyResponse deleteOfRole(Call call, DeleteRolePolicyRequest request) {
    onRole(
        call,
        request.roleName(),
        role -> without(role.permissions().inline(), "role", request.policyName()));
    return DeleteRolePolicyResponse.builder().build();
  }

  ListUserPoliciesResponse listOfUser(Call call, ListUserPoliciesRequest request) {
    UserRecord user = Users.require(call.state(), call.accountId(), request.userName());
    Page<String> page = names(user.permissions().inline(), request.marker(), request.maxItems());
    return ListUserPoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  ListRolePoliciesResponse listOfRole(Call call, ListRolePoliciesRequest request) {
    RoleRecord role = Roles.require(call.state(), call.accountId(), request.roleName());
    Page<String> page = names(role.permissions().inline(), request.marker(), request.maxItems());
    return ListRolePoliciesResponse.builder()
        .policyNames(page.items())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  /** Works out new policies from the entity that has them. */
  private interface Change<E> {
    Map<String, String> of(E entity);
  }

  private static void onUser(Call call, String name, Change<UserRecord> change) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          UserRecord user = Users.require(tx, account, name);
          IamState.put(tx, user.with(user.permissions().withInline(change.of(user))));
          return null;
        });
  }

  private static void onRole(Call call, String name, Change<RoleRecord> change) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          RoleRecord role = Roles.require(tx, account, name);
          IamState.put(tx, role.with(role.permissions().withInline(change.of(role))));
          return null;
        });
  }

  private static Map<String, String> with(Map<String, String> policies, String name, String text) {
    Map<String, String> changed = new TreeMap<>(policies);
    changed.put(name, text);
    return changed;
  }

  private static Map<String, String> without(
      Map<String, String> policies, String owner, String name) {
    if (!policies.containsKey(name)) {
      throw missing(owner, name);
    }
    Map<String, String> changed = new TreeMap<>(policies);
    changed.remove(name);
    return changed;
  }

  private static void checkQuota(Map<String, String> policies, int quota, String owner) {
    int used = policies.values().stream().mapToInt(PolicyTexts::quotaLength).sum();
    if (used > quota) {
      throw IamError.LIMIT_EXCEEDED.because(
          "Maximum policy size of %d bytes exceeded for %s", quota, owner);
    }
  }

  private static Page<String> names(Map<String, String> policies, String marker, Integer size) {
    TreeMap<String, String> names = new TreeMap<>();
    policies.keySet().forEach(name -> names.put(name, name));
    return Page.of(names, name -> true, marker, size);
  }

  private static ServiceException missing(String owner, String name) {
    return IamError.NO_SUCH_ENTITY.because(
        "The %s policy with name %s cannot be found.", owner, name);
  }
}
