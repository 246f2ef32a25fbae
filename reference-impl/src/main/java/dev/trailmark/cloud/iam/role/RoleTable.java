package dev.trailmark.cloud.iam.role;

import static dev.trailmark.cloud.iam.access.IamAccess.on;
import static dev.trailmark.cloud.iam.access.IamAccess.onAll;
import static dev.trailmark.cloud.iam.access.IamAccess.onNew;
import static dev.trailmark.cloud.iam.access.IamAccess.taggingNew;
import static dev.trailmark.cloud.iam.access.IamLimits.all;
import static dev.trailmark.cloud.iam.model.IdentityType.ROLE;

import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.access.PolicyAccess;
import dev.trailmark.cloud.iam.model.RoleRecord;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.iam.tagging.TagRows;
import dev.trailmark.cloud.iam.tagging.Tags;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;

/** IAM's operations on roles, their trust policies and their tags. */
public final class RoleTable {
  private static final Roles ROLES = new Roles();

  private RoleTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return Stream.of(roles(), changes(), tags()).flatMap(List::stream).toList();
  }

  /** The roles themselves. */
  private static List<Operation<?, ?>> roles() {
    return List.of(
        Operation.of("CreateRole", CreateRoleRequest::builder, ROLES::create)
            .access(
                PolicyAccess.bounding(
                    taggingNew(
                        onNew(
                            ROLE,
                            "CreateRole",
                            CreateRoleRequest::path,
                            CreateRoleRequest::roleName),
                        "TagRole",
                        CreateRoleRequest::tags),
                    CreateRoleRequest::permissionsBoundary))
            .constrain(IamLimits.name(ROLE))
            .constrain(all(IamLimits.path(), IamLimits.document("AssumeRolePolicyDocument")))
            .constrain(all(IamLimits.description(), IamLimits.sessionDuration(), Tags.limits()))
            .constrain(IamLimits.boundary())
            .honours(
                "RoleName",
                "Path",
                "AssumeRolePolicyDocument",
                "Description",
                "MaxSessionDuration",
                "PermissionsBoundary",
                "Tags")
            .trail(TrailRule.write())
            .build(),
        Operation.of("GetRole", GetRoleRequest::builder, ROLES::get)
            .access(on(ROLE, "GetRole", GetRoleRequest::roleName))
            .constrain(IamLimits.name(ROLE))
            .honours("RoleName")
            .trail(TrailRule.read())
            .build(),
        Operation.of("ListRoles", ListRolesRequest::builder, ROLES::list)
            .access(onAll(ROLE, "ListRoles", ListRolesRequest::pathPrefix))
            .constrain(all(IamLimits.pathPrefix(), IamLimits.paging()))
            .honours("PathPrefix", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of("DeleteRole", DeleteRoleRequest::builder, ROLES::delete)
            .access(on(ROLE, "DeleteRole", DeleteRoleRequest::roleName))
            .constrain(IamLimits.name(ROLE))
            .honours("RoleName")
            .trail(IamTrail.withoutResponse())
            .build());
  }

  /** Changes of a role that is there. */
  private static List<Operation<?, ?>> changes() {
    return List.of(
        Operation.of("UpdateRole", UpdateRoleRequest::builder, ROLES::update)
            .access(on(ROLE, "UpdateRole", UpdateRoleRequest::roleName))
            .constrain(IamLimits.name(ROLE))
            .constrain(all(IamLimits.description(), IamLimits.sessionDuration()))
            .honours("RoleName", "Description", "MaxSessionDuration")
            .root("UpdateRoleResult")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of(
                "UpdateRoleDescription", UpdateRoleDescriptionRequest::builder, ROLES::describe)
            .access(on(ROLE, "UpdateRoleDescription", UpdateRoleDescriptionRequest::roleName))
            .constrain(all(IamLimits.name(ROLE), IamLimits.mandatory("Description")))
            .constrain(IamLimits.description())
            .honours("RoleName", "Description")
            .trail(TrailRule.write())
            .build(),
        Operation.of(
                "UpdateAssumeRolePolicy",
                UpdateAssumeRolePolicyRequest::builder,
                ROLES::updateTrust)
            .access(on(ROLE, "UpdateAssumeRolePolicy", UpdateAssumeRolePolicyRequest::roleName))
            .constrain(all(IamLimits.name(ROLE), IamLimits.document("PolicyDocument")))
            .honours("RoleName", "PolicyDocument")
            .trail(IamTrail.withoutResponse())
            .build());
  }

  private static List<Operation<?, ?>> tags() {
    TagRows<RoleRecord> rows = new TagRows<>(ROLE);
    return List.of(
        rows.tag(
            TagRoleRequest::builder,
            TagRoleRequest::roleName,
            TagRoleRequest::tags,
            () -> TagRoleResponse.builder().build()),
        rows.untag(
            UntagRoleRequest::builder,
            UntagRoleRequest::roleName,
            UntagRoleRequest::tagKeys,
            () -> UntagRoleResponse.builder().build()),
        rows.list(
            ListRoleTagsRequest::builder,
            ListRoleTagsRequest::roleName,
            ListRoleTagsRequest::marker,
            ListRoleTagsRequest::maxItems,
            page ->
                ListRoleTagsResponse.builder()
                    .tags(page.items())
                    .isTruncated(page.truncated())
                    .marker(page.marker())
                    .build()));
  }
}
