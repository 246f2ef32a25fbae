package dev.trailmark.cloud.iam.user;

import static dev.trailmark.cloud.iam.model.IdentityType.USER;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.boundary.Boundaries;
import dev.trailmark.cloud.iam.model.AccountRecord;
import dev.trailmark.cloud.iam.model.IamState;
import dev.trailmark.cloud.iam.model.UserRecord;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.iam.request.Quota;
import dev.trailmark.cloud.iam.tagging.Tags;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Users. */
public final class Users {
  CreateUserResponse create(Call call, CreateUserRequest request) {
    String account = call.accountId();
    Map<String, String> tags = Tags.of(request.tags());
    UserRecord user =
        call.update(
            IamState.scope(account),
            tx -> {
              Quota.USERS.check(tx.range(IamState.USERS, account + "/").size());
              USER.refuseTaken(tx, account, request.userName());
              UserRecord made =
                  UserRecord.made(
                          account,
                          request.userName(),
                          request.path() == null ? "/" : request.path(),
                          call.ids().entityId("AIDA", 21),
                          call.time())
                      .with(Boundaries.initial(tx, account, request.permissionsBoundary()))
                      .tagged(tags);
              IamState.put(tx, made);
              return made;
            });
    return CreateUserResponse.builder().user(shown(user)).build();
  }

  GetUserResponse get(Call call, GetUserRequest request) {
    Principal caller = call.caller().principal();
    if (request.userName() == null && caller.isRoot()) {
      return GetUserResponse.builder().user(root(call)).build();
    }
    String name = request.userName() == null ? IamAccess.ownName(caller) : request.userName();
    return GetUserResponse.builder()
        .user(shown(USER.require(call.state(), call.accountId(), name)))
        .build();
  }

  ListUsersResponse list(Call call, ListUsersRequest request) {
    String prefix = request.pathPrefix() == null ? "/" : request.pathPrefix();
    Page<UserRecord> page =
        Page.of(
            call.state().range(IamState.USERS, call.accountId() + "/"),
            user -> user.path().startsWith(prefix),
            request.marker(),
            request.maxItems());
    return ListUsersResponse.builder()
        .users(page.items().stream().map(Users::listed).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  UpdateUserResponse update(Call call, UpdateUserRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          UserRecord old = USER.require(tx, account, request.userName());
          String name = request.newUserName() == null ? old.name() : request.newUserName();
          USER.refuseTaken(tx, account, old.name(), name);
          move(
              tx, old, old.moved(name, request.newPath() == null ? old.path() : request.newPath()));
          return null;
        });
    return UpdateUserResponse.builder().build();
  }

  /** Its keys come first: until the user is found by its new name, it is found by its id. */
  private static void move(Transaction tx, UserRecord old, UserRecord moved) {
    if (!moved.name().equals(old.name())) {
      for (String id : old.keys()) {
        tx.put(IamState.KEYS, id, tx.get(IamState.KEYS, id).ownedBy(moved.name()));
      }
      AccountRecord account = tx.get(IamState.ACCOUNTS, old.accountId());
      if (account.userName().equals(old.name())) {
        tx.put(IamState.ACCOUNTS, account.id(), account.withUserName(moved.name()));
      }
    }
    IamState.put(tx, moved);
    if (!moved.name().equalsIgnoreCase(old.name())) {
      tx.remove(IamState.USERS, IamState.key(old.accountId(), old.name()));
    }
  }

  DeleteUserResponse delete(Call call, DeleteUserRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          UserRecord user = USER.require(tx, account, request.userName());
          if (tx.get(IamState.LOGINS, user.id()) != null) {
            throw IamError.conflict("delete login profile");
          }
          if (!user.keys().isEmpty()) {
            throw IamError.conflict("delete access keys");
          }
          user.permissions().refuseDeletion();
          if (!user.groups().isEmpty()) {
            throw IamError.conflict("remove users from group");
          }
          IamState.remove(tx, user);
          return null;
        });
    return DeleteUserResponse.builder().build();
  }

  private static User root(Call call) {
    AccountRecord account = call.state().get(IamState.ACCOUNTS, call.accountId());
    return User.builder()
        .userId(account.id())
        .arn("arn:aws:iam::" + account.id() + ":root")
        .createDate(account.created())
        .build();
  }

  /** A user as its own operations show it. */
  static User shown(UserRecord user) {
    return listed(user).toBuilder()
        .permissionsBoundary(Boundaries.shown(user.permissions()))
        .tags(Tags.shownIfAny(user))
        .build();
  }

  /** A user as listings show it: without its boundary and its tags. */
  public static User listed(UserRecord user) {
    return User.builder()
        .path(user.path())
        .userName(user.name())
        .userId(user.id())
        .arn(user.arn())
        .createDate(user.created())
        .build();
  }
}
