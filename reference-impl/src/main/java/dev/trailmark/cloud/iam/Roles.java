package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.store.State;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;

/** Roles and their trust policies. */
final class Roles {
  private static final int ONE_HOUR = 3600;

  CreateRoleResponse create(Call call, CreateRoleRequest request) {
    String account = call.accountId();
    String trust = trust(call, request.assumeRolePolicyDocument());
    RoleRecord role =
        call.update(
            IamState.scope(account),
            tx -> {
              String key = IamState.key(account, request.roleName());
              if (tx.get(IamState.ROLES, key) != null) {
                throw IamError.ENTITY_ALREADY_EXISTS.because(
                    "Role with name %s already exists.", request.roleName());
              }
              RoleRecord made = record(call, request, trust);
              IamState.put(tx, made);
              return made;
            });
    return CreateRoleResponse.builder().role(shown(call, role)).build();
  }

  private static RoleRecord record(Call call, CreateRoleRequest request, String trust) {
    return new RoleRecord(
        call.accountId(),
        request.roleName(),
        request.path() == null ? "/" : request.path(),
        call.ids().entityId("AROA", 21),
        call.time(),
        request.description(),
        request.maxSessionDuration() == null ? ONE_HOUR : request.maxSessionDuration(),
        trust,
        Permissions.NONE,
        Map.of(),
        false);
  }

  GetRoleResponse get(Call call, GetRoleRequest request) {
    return GetRoleResponse.builder()
        .role(shown(call, require(call.state(), call.accountId(), request.roleName())))
        .build();
  }

  ListRolesResponse list(Call call, ListRolesRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    Page<RoleRecord> page =
        Page.of(
            call.state().range(IamState.ROLES, call.accountId() + "/"),
            role -> role.path().startsWith(prefix),
            request.marker(),
            request.maxItems());
    return ListRolesResponse.builder()
        .roles(page.items().stream().map(role -> shown(call, role)).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  UpdateAssumeRolePolicyResponse updateTrust(Call call, UpdateAssumeRolePolicyRequest request) {
    String account = call.accountId();
    String trust = trust(call, request.policyDocument());
    call.update(
        IamState.scope(account),
        tx -> {
          RoleRecord role = require(tx, account, request.roleName());
          IamState.put(tx, role.withTrustPolicy(trust));
          return null;
        });
    return UpdateAssumeRolePolicyResponse.builder().build();
  }

  DeleteRoleResponse delete(Call call, DeleteRoleRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          RoleRecord role = require(tx, account, request.roleName());
          if (!role.permissions().inline().isEmpty()) {
            throw IamError.DELETE_CONFLICT.because(
                "Cannot delete entity, must delete policies first.");
          }
          IamState.remove(tx, role);
          return null;
        });
    return DeleteRoleResponse.builder().build();
  }

  /** The role of that name, or NoSuchEntity. */
  static RoleRecord require(State state, String account, String name) {
    RoleRecord role = IamState.role(state, account, name);
    if (role == null) {
      throw IamError.NO_SUCH_ENTITY.because("The role with name %s cannot be found.", name);
    }
    return role;
  }

  /** A trust policy as it is stored. It must name principals that exist. */
  private static String trust(Call call, String text) {
    for (String principal : PolicyTexts.parse(text, PolicyKind.TRUST).principals()) {
      if (!call.directory().exists(principal)) {
        throw IamError.MALFORMED_POLICY_DOCUMENT.because(
            "Invalid principal in policy: \"AWS\":\"%s\"", principal);
      }
    }
    return call.directory().bound(text);
  }

  private static Role shown(Call call, RoleRecord role) {
    return Role.builder()
        .path(role.path())
        .roleName(role.name())
        .roleId(role.id())
        .arn(role.arn())
        .createDate(role.created())
        .assumeRolePolicyDocument(PolicyTexts.encode(call.directory().shown(role.trustPolicy())))
        .description(role.description())
        .maxSessionDuration(role.maxSessionSeconds())
        .build();
  }
}
