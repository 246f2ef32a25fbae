package dev.trailmark.cloud.iam.role;

import static dev.trailmark.cloud.iam.model.IdentityType.ROLE;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.model.DeletionTask;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.Permissions;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.request.IamArns;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.State;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleResponse;
import software.amazon.awssdk.services.iam.model.DeletionTaskStatusType;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusResponse;

/**
 * Roles that belong to AWS services. Their owners may tag and describe them; only the service may
 * change what they are good for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html">Service-linked
 *     roles</a>
 */
final class ServiceLinkedRoles {
  private static final int ONE_HOUR = 3600;
  private static final Pattern TASK =
      Pattern.compile("task/aws-service-role/([^/]+)/([\\w+=,.@-]{1,64})/[0-9a-f-]{36}");

  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
          + "\"Principal\":{\"Service\":\"%s\"},\"Action\":\"sts:AssumeRole\"}]}";

  /**
   * Refuses the path of a service's roles to other roles, which nobody could change or delete.
   *
   * @param path of a role to be made; {@code null} for the default
   * @throws ServiceException InvalidInput
   */
  static void refusePath(String path) {
    if (path != null && path.startsWith(RoleRecord.SERVICE_PATH)) {
      throw IamError.INVALID_INPUT.because(
          "The path %s is reserved for service-linked roles.", path);
    }
  }

  /** The permission to make the role, there or not; of an unknown service below its path. */
  List<AccessCheck> creation(Call call, CreateServiceLinkedRoleRequest request) {
    String principal = request.awsServiceName();
    LinkedService service = LinkedService.find(principal);
    String name = service == null ? "" : service.roleName(request.customSuffix());
    return onRole(call, "CreateServiceLinkedRole", principal, name);
  }

  CreateServiceLinkedRoleResponse create(Call call, CreateServiceLinkedRoleRequest request) {
    LinkedService service = LinkedService.find(request.awsServiceName());
    if (service == null) {
      throw IamError.NO_SUCH_ENTITY.because(
          "Service %s has no service-linked role.", request.awsServiceName());
    }
    if (request.customSuffix() != null && !service.suffixed()) {
      throw IamError.INVALID_INPUT.because(
          "Custom suffix is not allowed for %s", service.principal());
    }
    RoleRecord made = record(call, service, request);
    call.update(
        IamState.scope(made.accountId()),
        tx -> {
          if (ROLE.find(tx, made.accountId(), made.name()) != null) {
            throw IamError.INVALID_INPUT.because(
                "Service role name %s has been taken in this account, please try a different"
                    + " suffix.",
                made.name());
          }
          IamState.put(tx, made);
          return null;
        });
    return CreateServiceLinkedRoleResponse.builder().role(Roles.created(call, made)).build();
  }

  private static RoleRecord record(
      Call call, LinkedService service, CreateServiceLinkedRoleRequest request) {
    return new RoleRecord(
        call.accountId(),
        service.roleName(request.customSuffix()),
        service.path(),
        call.ids().entityId("AROA", 21),
        call.time(),
        request.description(),
        ONE_HOUR,
        TRUST.formatted(service.principal()),
        Permissions.NONE,
        Map.of(),
        false);
  }

  /** The permission to delete the role. */
  List<AccessCheck> deletion(Call call, DeleteServiceLinkedRoleRequest request) {
    String action = "DeleteServiceLinkedRole";
    RoleRecord role = ROLE.find(call.state(), call.accountId(), request.roleName());
    return role == null || !role.isServiceLinked()
        ? IamAccess.on(call, ROLE, action, request.roleName())
        : onRole(call, action, principal(role), role.name());
  }

  /** The role is gone at once; AWS takes a while to ask the service. */
  DeleteServiceLinkedRoleResponse delete(Call call, DeleteServiceLinkedRoleRequest request) {
    String account = call.accountId();
    String task =
        call.update(
            IamState.scope(account),
            tx -> {
              RoleRecord role = linked(tx, account, request.roleName());
              String id = "task" + role.path() + role.name() + "/" + call.ids().uuid();
              IamState.remove(tx, role);
              tx.put(IamState.DELETIONS, IamState.key(account, role.name()), new DeletionTask(id));
              return id;
            });
    return DeleteServiceLinkedRoleResponse.builder().deletionTaskId(task).build();
  }

  /** The permission to ask after a role's deletion. */
  List<AccessCheck> asking(Call call, GetServiceLinkedRoleDeletionStatusRequest request) {
    Matcher task = task(request.deletionTaskId());
    return onRole(call, "GetServiceLinkedRoleDeletionStatus", task.group(1), task.group(2));
  }

  GetServiceLinkedRoleDeletionStatusResponse status(
      Call call, GetServiceLinkedRoleDeletionStatusRequest request) {
    String id = request.deletionTaskId();
    DeletionTask last =
        call.state().get(IamState.DELETIONS, IamState.key(call.accountId(), task(id).group(2)));
    if (last == null || !last.id().equals(id)) {
      throw IamError.NO_SUCH_ENTITY.because("The deletion task %s cannot be found.", id);
    }
    return GetServiceLinkedRoleDeletionStatusResponse.builder()
        .status(DeletionTaskStatusType.SUCCEEDED)
        .build();
  }

  private static Matcher task(String id) {
    Matcher task = TASK.matcher(id);
    if (!task.matches()) {
      throw IamError.INVALID_INPUT.because("The deletion task id %s is not valid.", id);
    }
    return task;
  }

  /** An action on a service's role, there or not, with the service's name as a condition key. */
  private static List<AccessCheck> onRole(Call call, String action, String principal, String name) {
    RoleRecord role = ROLE.find(call.state(), call.accountId(), name);
    return IamAccess.onArn(
        call,
        action,
        IamArns.of(call, "role", RoleRecord.SERVICE_PATH + principal + "/", name),
        role == null ? Map.of() : role.tags(),
        Map.of("iam:awsservicename", List.of(principal)));
  }

  private static String principal(RoleRecord role) {
    return role.path().substring(RoleRecord.SERVICE_PATH.length(), role.path().length() - 1);
  }

  /** The service-linked role of that name; other roles are none. */
  private static RoleRecord linked(State state, String account, String name) {
    RoleRecord role = ROLE.require(state, account, name);
    if (!role.isServiceLinked()) {
      throw ROLE.missing(name);
    }
    return role;
  }
}
