package dev.trailmark.cloud.iam.group;

import static dev.trailmark.cloud.iam.model.IdentityType.GROUP;

import dev.trailmark.cloud.iam.model.GroupRecord;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.Permissions;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.iam.request.Quota;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateGroupResponse;
import software.amazon.awssdk.services.iam.model.DeleteGroupRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.ListGroupsRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsResponse;
import software.amazon.awssdk.services.iam.model.UpdateGroupRequest;
import software.amazon.awssdk.services.iam.model.UpdateGroupResponse;

/** Groups of users; who is in them is the business of {@link GroupMembers}. */
final class Groups {
  CreateGroupResponse create(Call call, CreateGroupRequest request) {
    String account = call.accountId();
    GroupRecord group =
        call.update(
            IamState.scope(account),
            tx -> {
              Quota.GROUPS.check(tx.range(IamState.GROUPS, account + "/").size());
              GROUP.refuseTaken(tx, account, request.groupName());
              GroupRecord made =
                  new GroupRecord(
                      account,
                      request.groupName(),
                      request.path() == null ? "/" : request.path(),
                      call.ids().entityId("AGPA", 21),
                      call.time(),
                      Permissions.NONE);
              IamState.put(tx, made);
              return made;
            });
    return CreateGroupResponse.builder().group(shown(group)).build();
  }

  ListGroupsResponse list(Call call, ListGroupsRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    Page<GroupRecord> page =
        Page.of(
            call.state().range(IamState.GROUPS, call.accountId() + "/"),
            group -> group.path().startsWith(prefix),
            request.marker(),
            request.maxItems());
    return ListGroupsResponse.builder()
        .groups(page.items().stream().map(Groups::shown).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  UpdateGroupResponse update(Call call, UpdateGroupRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          GroupRecord old = GROUP.require(tx, account, request.groupName());
          String name = request.newGroupName() == null ? old.name() : request.newGroupName();
          GROUP.refuseTaken(tx, account, old.name(), name);
          move(
              tx, old, old.moved(name, request.newPath() == null ? old.path() : request.newPath()));
          return null;
        });
    return UpdateGroupResponse.builder().build();
  }

  private static void move(Transaction tx, GroupRecord old, GroupRecord moved) {
    IamState.put(tx, moved);
    if (!moved.name().equals(old.name())) {
      for (UserRecord member : members(tx, old)) {
        List<String> groups = new ArrayList<>(member.groups());
        groups.replaceAll(name -> name.equals(old.name()) ? moved.name() : name);
        IamState.put(tx, member.in(groups));
      }
    }
    if (!moved.name().equalsIgnoreCase(old.name())) {
      IamState.remove(tx, old);
    }
  }

  DeleteGroupResponse delete(Call call, DeleteGroupRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          GroupRecord group = GROUP.require(tx, account, request.groupName());
          if (!members(tx, group).isEmpty()) {
            throw IamError.conflict("remove users from group");
          }
          group.permissions().refuseDeletion();
          IamState.remove(tx, group);
          return null;
        });
    return DeleteGroupResponse.builder().build();
  }

  /** The users that are in a group, by name. */
  static List<UserRecord> members(State state, GroupRecord group) {
    return state.range(IamState.USERS, group.accountId() + "/").values().stream()
        .filter(user -> user.groups().contains(group.name()))
        .toList();
  }

  static Group shown(GroupRecord group) {
    return Group.builder()
        .path(group.path())
        .groupName(group.name())
        .groupId(group.id())
        .arn(group.arn())
        .createDate(group.created())
        .build();
  }
}
