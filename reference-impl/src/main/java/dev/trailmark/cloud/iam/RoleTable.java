package dev.trailmark.cloud.iam;

import static dev.trailmark.cloud.iam.IamAccess.onAll;
import static dev.trailmark.cloud.iam.IamAccess.onNewRole;
import static dev.trailmark.cloud.iam.IamAccess.onRole;
import static dev.trailmark.cloud.iam.IamLimits.all;
import static dev.trailmark.cloud.operation.Constraint.length;
import static dev.trailmark.cloud.operation.Constraint.range;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;

/** IAM's operations on roles and their policies. */
final class RoleTable {
  private static final Roles ROLES = new Roles();
  private static final InlinePolicies POLICIES = new InlinePolicies();

  private RoleTable() {}

  static List<Operation<?, ?>> rows() {
    return Stream.of(roles(), policies()).flatMap(List::stream).toList();
  }

  /** The roles themselves. */
  private static List<Operation<?, ?>> roles() {
    return List.of(
        Operation.of("CreateRole", CreateRoleRequest::builder, ROLES::create)
            .access(onNewRole("CreateRole", CreateRoleRequest::path, CreateRoleRequest::roleName))
            .constrain(
                all(
                    IamLimits.entity("RoleName"),
                    IamLimits.path(),
                    IamLimits.document("AssumeRolePolicyDocument")))
            .constrain(length("Description", 0, 1000), range("MaxSessionDuration", 3600, 43_200))
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
            .constrain(IamLimits.paging())
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

  /** Their inline policies. */
  private static List<Operation<?, ?>> policies() {
    return List.of(
        Operation.of("PutRolePolicy", PutRolePolicyRequest::builder, POLICIES::putOnRole)
            .access(onRole("PutRolePolicy", PutRolePolicyRequest::roleName))
            .constrain(
                all(
                    IamLimits.entity("RoleName"),
                    IamLimits.policyName(),
                    IamLimits.document("PolicyDocument")))
            .honours("RoleName", "PolicyName", "PolicyDocument")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("GetRolePolicy", GetRolePolicyRequest::builder, POLICIES::getOfRole)
            .access(onRole("GetRolePolicy", GetRolePolicyRequest::roleName))
            .constrain(all(IamLimits.entity("RoleName"), IamLimits.policyName()))
            .honours("RoleName", "PolicyName")
            .trail(TrailRule.read())
            .build(),
        Operation.of("DeleteRolePolicy", DeleteRolePolicyRequest::builder, POLICIES::deleteOfRole)
            .access(onRole("DeleteRolePolicy", DeleteRolePolicyRequest::roleName))
            .constrain(all(IamLimits.entity("RoleName"), IamLimits.policyName()))
            .honours("RoleName", "PolicyName")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("ListRolePolicies", ListRolePoliciesRequest::builder, POLICIES::listOfRole)
            .access(onRole("ListRolePolicies", ListRolePoliciesRequest::roleName))
            .constrain(all(IamLimits.entity("RoleName"), IamLimits.paging()))
            .honours("RoleName", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build());
  }
}
