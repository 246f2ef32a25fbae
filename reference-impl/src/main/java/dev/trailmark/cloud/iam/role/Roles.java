package dev.trailmark.cloud.iam.role;

import static dev.trailmark.cloud.iam.model.IdentityType.ROLE;

import dev.trailmark.cloud.iam.boundary.Boundaries;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.Permissions;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.model.RoleUse;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.iam.request.Quota;
import dev.trailmark.cloud.iam.tagging.Tags;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.PolicyKind;
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
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles and their trust policies. */
public final class Roles {
  private static final int ONE_HOUR = 3600;

  CreateRoleResponse create(Call call, CreateRoleRequest request) {
    String account = call.accountId();
    ServiceLinkedRoles.refusePath(request.path());
    String trust = trust(call, request.assumeRolePolicyDocument());
    Map<String, String> tags = Tags.of(request.tags());
    RoleRecord role =
        call.update(
            IamState.scope(account),
            tx -> {
              Quota.ROLES.check(tx.range(IamState.ROLES, account + "/").size());
              ROLE.refuseTaken(tx, account, request.roleName());
              RoleRecord made =
                  record(call, request, trust)
                      .with(Boundaries.initial(tx, account, request.permissionsBoundary()))
                      .tagged(tags);
              IamState.put(tx, made);
              return made;
            });
    return CreateRoleResponse.builder().role(created(call, role)).build();
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

  /** A role, and when it was last assumed: an empty element when it never was. */
  GetRoleResponse get(Call call, GetRoleRequest request) {
    RoleRecord role = ROLE.require(call.state(), call.accountId(), request.roleName());
    Role shown = shown(call, role).toBuilder().roleLastUsed(lastUse(call, role)).build();
    return GetRoleResponse.builder().role(shown).build();
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
        .roles(page.items().stream().map(role -> listed(call, role)).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  /**
   * What is left out: a description stays, sessions last an hour again, as is documented. Of a
   * service's role the description alone can be changed.
   */
  UpdateRoleResponse update(Call call, UpdateRoleRequest request) {
    int seconds = request.maxSessionDuration() == null ? ONE_HOUR : request.maxSessionDuration();
    ROLE.annotate(
        call,
        request.roleName(),
        role -> {
          if (seconds != role.maxSessionSeconds()) {
            role.checkModifiable();
          }
          String text = request.description() == null ? role.description() : request.description();
          return role.described(text, seconds);
        });
    return UpdateRoleResponse.builder().build();
  }

  UpdateRoleDescriptionResponse describe(Call call, UpdateRoleDescriptionRequest request) {
    RoleRecord role =
        ROLE.annotate(
            call,
            request.roleName(),
            found -> found.described(request.description(), found.maxSessionSeconds()));
    return UpdateRoleDescriptionResponse.builder().role(shown(call, role)).build();
  }

  UpdateAssumeRolePolicyResponse updateTrust(Call call, UpdateAssumeRolePolicyRequest request) {
    String trust = trust(call, request.policyDocument());
    ROLE.update(call, request.roleName(), role -> role.withTrustPolicy(trust));
    return UpdateAssumeRolePolicyResponse.builder().build();
  }

  DeleteRoleResponse delete(Call call, DeleteRoleRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          RoleRecord role = ROLE.require(tx, account, request.roleName());
          role.checkModifiable();
          role.permissions().refuseDeletion();
          IamState.remove(tx, role);
          return null;
        });
    return DeleteRoleResponse.builder().build();
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

  /** A new role as the answer to its creation shows it: without how long its sessions may last. */
  static Role created(Call call, RoleRecord role) {
    return shown(call, role).toBuilder().maxSessionDuration(null).build();
  }

  /** A role as its own operations show it. */
  private static Role shown(Call call, RoleRecord role) {
    return listed(call, role).toBuilder()
        .permissionsBoundary(Boundaries.shown(role.permissions()))
        .tags(Tags.shownIfAny(role))
        .build();
  }

  /** A role as listings show it: without its boundary and its tags. */
  private static Role listed(Call call, RoleRecord role) {
    return Role.builder()
        .path(role.path())
        .roleName(role.name())
        .roleId(role.id())
        .arn(role.arn())
        .createDate(role.created())
        .assumeRolePolicyDocument(shownTrust(call, role))
        .description(role.description())
        .maxSessionDuration(role.maxSessionSeconds())
        .build();
  }

  /** A role's trust policy as responses carry it. */
  public static String shownTrust(Call call, RoleRecord role) {
    return PolicyTexts.encode(call.directory().shown(role.trustPolicy()));
  }

  /** The last time that the role was assumed. */
  public static RoleLastUsed lastUse(Call call, RoleRecord role) {
    RoleUse last = IamState.lastUse(call.state(), role);
    return last == null
        ? RoleLastUsed.builder().build()
        : RoleLastUsed.builder().lastUsedDate(last.time()).region(last.region()).build();
  }
}
