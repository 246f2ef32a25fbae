package dev.trailmark.cloud.iam;

import static dev.trailmark.cloud.iam.IamAccess.onAll;
import static dev.trailmark.cloud.iam.IamAccess.onNewRole;
import static dev.trailmark.cloud.iam.IamAccess.onRole;
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
            .access(onNewRole("CreateRole", CreateRoleRequest::path, CreateRoleRequest::roleName))
            .constrain(
                all(
                    IamLimits.entity("RoleName"),
                    IamLimits.path(),
                    IamLimits.document("AssumeRolePolicyDocument")))
            .constrain(all(IamLimits.description(), IamLimits.sessionDuration()))
            .honours(
                "RoleName", "Path", "AssumeRolePolicyDocument", "Description", "MaxSessionDuration")
            .trail(TrailRule.write())
            .build(),
        Operation.of("GetRole", GetRoleRequest::builder, ROLES::get)
            .access(onRole("GetRole", GetRoleRequest::roleName))
            .constrain(IamLimits.entity("RoleName"))
            .honours("RoleName")
            .trail(TrailRule.read())
            .build(),
        Operation.of("ListRoles", ListRolesRequest::builder, ROLES::list)
            .access(onAll("ListRoles", "role", ListRolesRequest::pathPrefix))
            .constrain(all(IamLimits.pathPrefix(), IamLimits.paging()))
            .honours("PathPrefix", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of(
                "UpdateAssumeRolePolicy",
                UpdateAssumeRolePolicyRequest::builder,
                ROLES::updateTrust)
            .access(onRole("UpdateAssumeRolePolicy", UpdateAssumeRolePolicyRequest::roleName))
            .constrain(all(IamLimits.entity("RoleName"), IamLimits.document("PolicyDocument")))
            .honours("RoleName", "PolicyDocument")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("DeleteRole", DeleteRoleRequest::builder, ROLES::delete)
            .access(onRole("DeleteRole", DeleteRoleRequest::roleName))
            .constrain(IamLimits.entity("RoleName"))
            .honours("RoleName")
            .trail(IamTrail.withoutResponse())
            .build());
  }
}
