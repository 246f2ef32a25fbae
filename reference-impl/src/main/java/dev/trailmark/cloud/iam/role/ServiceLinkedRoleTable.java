package dev.trailmark.cloud.iam.role;

import static dev.trailmark.cloud.iam.access.IamLimits.all;

import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteServiceLinkedRoleRequest;
import software.amazon.awssdk.services.iam.model.GetServiceLinkedRoleDeletionStatusRequest;

/** IAM's operations on the roles of services. */
public final class ServiceLinkedRoleTable {
  private static final ServiceLinkedRoles ROLES = new ServiceLinkedRoles();

  private ServiceLinkedRoleTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return List.of(
        Operation.of(
                "CreateServiceLinkedRole", CreateServiceLinkedRoleRequest::builder, ROLES::create)
            .access(ROLES::creation)
            .constrain(
                all(IamLimits.mandatory("AWSServiceName"), IamLimits.name("AWSServiceName", 128)))
            .constrain(all(IamLimits.description(), IamLimits.name("CustomSuffix", 64)))
            .honours("AWSServiceName", "Description", "CustomSuffix")
            .trail(TrailRule.write())
            .build(),
        Operation.of(
                "DeleteServiceLinkedRole", DeleteServiceLinkedRoleRequest::builder, ROLES::delete)
            .access(ROLES::deletion)
            .constrain(IamLimits.name(IdentityType.ROLE))
            .honours("RoleName")
            .trail(TrailRule.write())
            .build(),
        Operation.of(
                "GetServiceLinkedRoleDeletionStatus",
                GetServiceLinkedRoleDeletionStatusRequest::builder,
                ROLES::status)
            .access(ROLES::asking)
            .constrain(
                all(
                    IamLimits.mandatory("DeletionTaskId"),
                    new Constraint[] {IamLimits.length("DeletionTaskId", 1, 1000)}))
            .honours("DeletionTaskId")
            .trail(TrailRule.read())
            .build());
  }
}
