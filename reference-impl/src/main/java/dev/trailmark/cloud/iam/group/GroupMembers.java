package dev.trailmark.cloud.iam.group;

import static dev.trailmark.cloud.iam.model.IdentityType.GROUP;
import static dev.trailmark.cloud.iam.model.IdentityType.USER;

import dev.trailmark.cloud.iam.model.GroupRecord;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.iam.request.Quota;
import dev.trailmark.cloud.iam.user.Users;
import dev.trailmark.cloud.operation.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.iam.model.AddUserToGroupRequest;
import software.amazon.awssdk.services.iam.model.AddUserToGroupResponse;
import software.amazon.awssdk.services.iam.model.GetGroupRequest;
import software.amazon.awssdk.services.iam.model.GetGroupResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupRequest;
import software.amazon.awssdk.services.iam.model.RemoveUserFromGroupResponse;

/** Which users are in which groups. A user is in a group at most once. */
final class GroupMembers {
  AddUserToGroupResponse add(Call call, AddUserToGroupRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          GroupRecord group = GROUP.require(tx, account, request.groupName());
          UserRecord user = USER.require(tx, account, request.userName());
          if (!user.groups().contains(group.name())) {
            Quota.GROUPS_PER_USER.check(user.groups().size());
            List<String> groups = new ArrayList<>(user.groups());
            groups.add(group.name());
            IamState.put(tx, user.in(groups));
          }
          return null;
        });
    return AddUserToGroupResponse.builder().build();
  }

  RemoveUserFromGroupResponse remove(Call call, RemoveUserFromGroupRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          GroupRecord group = GROUP.require(tx, account, request.groupName());
          UserRecord user = USER.require(tx, account, request.userName());
          List<String> groups = new ArrayList<>(user.groups());
          if (!groups.remove(group.name())) {
            throw IamError.NO_SUCH_ENTITY.because(
                "User %s not in group %s", user.name(), group.name());
          }
          IamState.put(tx, user.in(groups));
          return null;
        });
    return RemoveUserFromGroupResponse.builder().build();
  }

  GetGroupResponse get(Call call, GetGroupRequest request) {
    GroupRecord group = GROUP.require(call.state(), call.accountId(), request.groupName());
    Page<UserRecord> page =
        Page.of(
            call.state().range(IamState.USERS, call.accountId() + "/"),
            user -> user.groups().contains(group.name()),
            request.marker(),
            request.maxItems());
    return GetGroupResponse.builder()
        .group(Groups.shown(group))
        .users(page.items().stream().map(Users::listed).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  ListGroupsForUserResponse groups(Call call, ListGroupsForUserRequest request) {
    UserRecord user = USER.require(call.state(), call.accountId(), request.userName());
    TreeMap<String, GroupRecord> groups = new TreeMap<>();
    for (String name : user.groups()) {
      groups.put(name, GROUP.require(call.state(), call.accountId(), name));
    }
    Page<GroupRecord> page = Page.of(groups, group -> true, request.marker(), request.maxItems());
    return ListGroupsForUserResponse.builder()
        .groups(page.items().stream().map(Groups::shown).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }
}
