package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.State;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.User;

/** Users. */
final class Users {
  CreateUserResponse create(Call call, CreateUserRequest request) {
    String account = call.accountId();
    UserRecord user =
        call.update(
            IamState.scope(account),
            tx -> {
              String key = IamState.key(account, request.userName());
              if (tx.get(IamState.USERS, key) != null) {
                throw IamError.ENTITY_ALREADY_EXISTS.because(
                    "User with name %s already exists.", request.userName());
              }
              UserRecord made =
                  UserRecord.made(
                      account,
                      request.userName(),
                      request.path() == null ? "/" : request.path(),
                      call.ids().entityId("AIDA", 21),
                      call.time());
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
    String name = request.userName() == null ? ownName(caller) : request.userName();
    return GetUserResponse.builder()
        .user(shown(require(call.state(), call.accountId(), name)))
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
        .users(page.items().stream().map(Users::shown).toList())
        .isTruncated(page.truncated())
        .marker(page.marker())
        .build();
  }

  DeleteUserResponse delete(Call call, DeleteUserRequest request) {
    String account = call.accountId();
    call.update(
        IamState.scope(account),
        tx -> {
          UserRecord user = require(tx, account, request.userName());
          if (!user.keys().isEmpty()) {
            throw IamError.DELETE_CONFLICT.because(
                "Cannot delete entity, must remove referenced objects first.");
          }
          if (!user.permissions().inline().isEmpty()) {
            throw IamError.DELETE_CONFLICT.because(
                "Cannot delete entity, must delete policies first.");
          }
          IamState.remove(tx, user);
          return null;
        });
    return DeleteUserResponse.builder().build();
  }

  /** The user of that name, or NoSuchEntity. */
  static UserRecord require(State state, String account, String name) {
    UserRecord user = IamState.user(state, account, name);
    if (user == null) {
      throw missing(name);
    }
    return user;
  }

  static ServiceException missing(String name) {
    return IamError.NO_SUCH_ENTITY.because("The user with name %s cannot be found.", name);
  }

  /** The calling user's name, for calls that name none. */
  static String ownName(Principal caller) {
    if (caller.type() != PrincipalType.USER) {
      throw IamError.VALIDATION_ERROR.because(
          "Must specify userName when calling with non-User credentials");
    }
    return caller.name();
  }

  private static User root(Call call) {
    AccountRecord account = call.state().get(IamState.ACCOUNTS, call.accountId());
    return User.builder()
        .userId(account.id())
        .arn("arn:aws:iam::" + account.id() + ":root")
        .createDate(account.created())
        .build();
  }

  private static User shown(UserRecord user) {
    return User.builder()
        .path(user.path())
        .userName(user.name())
        .userId(user.id())
        .arn(user.arn())
        .createDate(user.created())
        .build();
  }
}
