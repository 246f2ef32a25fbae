package dev.trailmark.cloud.iam.group;

import static dev.trailmark.cloud.iam.access.IamAccess.on;
import static dev.trailmark.cloud.iam.access.IamAccess.onAll;
import static dev.trailmark.cloud.iam.access.IamAccess.onMoved;
import static dev.trailmark.cloud.iam.access.IamAccess.onNew;
import static dev.trailmark.cloud.iam.access.IamLimits.all;
import static dev.trailmark.cloud.iam.model.IdentityType.GROUP;
import static dev.trailmark.cloud.iam.model.IdentityType.USER;

import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;

/** IAM's operations on groups and their members. */
public final class GroupTable {
  private static final Groups GROUPS = new Groups();
  private static final GroupMembers MEMBERS = new GroupMembers();

  private GroupTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows() {
    return Stream.of(groups(), members()).flatMap(List::stream).toList();
  }

  /** The groups themselves. */
  private static List<Operation<?, ?>> groups() {
    return List.of(
        Operation.of("CreateGroup", CreateGroupRequest::builder, GROUPS::create)
            .access(
                onNew(
                    GROUP, "CreateGroup", CreateGroupRequest::path, CreateGroupRequest::groupName))
            .constrain(all(IamLimits.name(GROUP), IamLimits.path("Path")))
            .honours("GroupName", "Path")
            .trail(TrailRule.write())
            .build(),
        Operation.of("ListGroups", ListGroupsRequest::builder, GROUPS::list)
            .access(onAll(GROUP, "ListGroups", ListGroupsRequest::pathPrefix))
            .constrain(all(IamLimits.pathPrefix(), IamLimits.paging()))
            .honours("PathPrefix", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of("UpdateGroup", UpdateGroupRequest::builder, GROUPS::update)
            .access(
                onMoved(
                    GROUP,
                    "UpdateGroup",
                    UpdateGroupRequest::groupName,
                    UpdateGroupRequest::newPath,
                    UpdateGroupRequest::newGroupName))
            .constrain(all(IamLimits.name(GROUP), IamLimits.path("NewPath")))
            .constrain(IamLimits.name("NewGroupName", GROUP.nameLength()))
            .honours("GroupName", "NewPath", "NewGroupName")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("DeleteGroup", DeleteGroupRequest::builder, GROUPS::delete)
            .access(on(GROUP, "DeleteGroup", DeleteGroupRequest::groupName))
            .constrain(IamLimits.name(GROUP))
            .honours("GroupName")
            .trail(IamTrail.withoutResponse())
            .build());
  }

  /** Who is in them. */
  private static List<Operation<?, ?>> members() {
    return List.of(
        Operation.of("GetGroup", GetGroupRequest::builder, MEMBERS::get)
            .access(on(GROUP, "GetGroup", GetGroupRequest::groupName))
            .constrain(all(IamLimits.name(GROUP), IamLimits.paging()))
            .honours("GroupName", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build(),
        Operation.of("AddUserToGroup", AddUserToGroupRequest::builder, MEMBERS::add)
            .access(on(GROUP, "AddUserToGroup", AddUserToGroupRequest::groupName))
            .constrain(all(IamLimits.name(GROUP), IamLimits.name(USER)))
            .honours("GroupName", "UserName")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("RemoveUserFromGroup", RemoveUserFromGroupRequest::builder, MEMBERS::remove)
            .access(on(GROUP, "RemoveUserFromGroup", RemoveUserFromGroupRequest::groupName))
            .constrain(all(IamLimits.name(GROUP), IamLimits.name(USER)))
            .honours("GroupName", "UserName")
            .trail(IamTrail.withoutResponse())
            .build(),
        Operation.of("ListGroupsForUser", ListGroupsForUserRequest::builder, MEMBERS::groups)
            .access(on(USER, "ListGroupsForUser", ListGroupsForUserRequest::userName))
            .constrain(all(IamLimits.name(USER), IamLimits.paging()))
            .honours("UserName", "Marker", "MaxItems")
            .trail(TrailRule.read())
            .build());
  }
}
