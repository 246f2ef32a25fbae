package dev.trailmark.cloud.iam;

import static dev.trailmark.cloud.iam.IamAccess.on;
import static dev.trailmark.cloud.iam.IamAccess.onAll;
import static dev.trailmark.cloud.iam.IamAccess.onNew;
import static dev.trailmark.cloud.iam.IamLimits.all;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;

/** IAM's operations on roles. */
final class RoleTable {
  private static final Roles ROLES = new Roles();

  private RoleTable() {}

  static List<Operation<?, ?>> rows() {
    return List.of(
        Operation.of("CreateRole", CreateRoleRequest::builder, ROLES::create)
            .access(
                onNew(
                    IdentityType.ROLE,
                    "CreateRole",
                    CreateRoleRequest::path,
                    CreateRoleRequest::roleName))
            .constrain(
                all(
                    IamLimits.name(IdentityType.ROLE),
                    IamLimits.path(),
                    IamLimits.document("AssumeRolePolicyDocument")))
            .constrain(all(IamLimits.description(), IamLimits.sessionDuration()))
            .honours(
                "RoleName", "Path", "AssumeRolePolicyDocument", "Description", "MaxSessionDuration")
            .trail(TrailRule.write())
            .build(),
        Operation.of("GetRole", GetRoleRequest::builder, ROLES::get)
            .access(on(IdentityType.ROLE, "GetRole", GetRoleRequest::roleName))
            .constrain(IamLimits.name(IdentityType.ROLE))
            .honours("RoleName")
            .trail(TrailRule.read())
            .build(),
        Operation.of("ListRoles", ListRolesRequest::builder, ROLES::list)
            .access(onAll(IdentityType.ROLE, "ListRoles", ListRolesRequest::pathPrefix))
            .constrain(all(IamLimits.pathPrefix(), IamLimits.paging()))
            .honours("PathPrefix", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of(
                "UpdateAssumeRolePolicy",
                UpdateAssumeRolePolicyRequest::builder,
                ROLES::updateTrust)
            .access(
                on(
                    IdentityType.ROLE,
                    "UpdateAssumeRolePolicy",
                    UpdateAssumeRolePolicyRequest::roleName))
            .constrain(all(IamLimits.name(IdentityType.ROLE), IamLimits.document("PolicyDocument")))
            .honours("RoleName", "PolicyDocument")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("DeleteRole", DeleteRoleRequest::builder, ROLES::delete)
            .access(on(IdentityType.ROLE, "DeleteRole", DeleteRoleRequest::roleName))
            .constrain(IamLimits.name(IdentityType.ROLE))
            .honours("RoleName")
            .trail(IamTrail.withoutResponse())
            .build());
  }
}
