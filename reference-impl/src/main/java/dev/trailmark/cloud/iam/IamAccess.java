package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import java.util.function.Function;

/**
 * Which permissions IAM's operations need: the action on the user's or role's ARN. Sessions of
 * GetSessionToken without MFA may not call IAM at all.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions
 *     of IAM</a>
 */
final class IamAccess {
  private IamAccess() {}

  /**
   * An action on a user.
   *
   * @param name finds the user's name in the request; {@code null} there means the caller
   */
  static <I> Operation.Access<I> onUser(String action, Function<I, String> name) {
    return (call, input) -> check(call, action, userArn(call, name.apply(input)));
  }

  /** An action on a user that is yet to be made. */
  static <I> Operation.Access<I> onNewUser(
      String action, Function<I, String> path, Function<I, String> name) {
    return (call, input) ->
        check(call, action, arn(call, "user", path.apply(input), name.apply(input)));
  }

  /** An action on a user, group or role. */
  static <I> Operation.Access<I> on(IdentityType<?> type, String action, Function<I, String> name) {
    return (call, input) -> check(call, action, type.arn(call, name.apply(input)));
  }

  /** An action on a role. */
  static <I> Operation.Access<I> onRole(String action, Function<I, String> name) {
    return (call, input) -> check(call, action, roleArn(call, name.apply(input)));
  }

  /** An action on a role that is yet to be made. */
  static <I> Operation.Access<I> onNewRole(
      String action, Function<I, String> path, Function<I, String> name) {
    return (call, input) ->
        check(call, action, arn(call, "role", path.apply(input), name.apply(input)));
  }

  /** An action on all users or roles below a path. */
  static <I> Operation.Access<I> onAll(String action, String type, Function<I, String> prefix) {
    return (call, input) -> check(call, action, arn(call, type, prefix.apply(input), ""));
  }

  private static List<AccessCheck> check(Call call, String action, String resource) {
    Principal caller = call.caller().principal();
    if (caller.session() != null
        && !caller.session().mfaAuthenticated()
        && caller.type() != PrincipalType.ASSUMED_ROLE) {
      throw IamError.INVALID_CLIENT_TOKEN.fail();
    }
    return List.of(AccessCheck.on("iam:" + action, resource, call.accountId()));
  }

  private static String userArn(Call call, String name) {
    Principal caller = call.caller().principal();
    if (name == null) {
      return caller.isRoot() ? caller.arn() : userArn(call, Users.ownName(caller));
    }
    UserRecord user = IamState.user(call.state(), call.accountId(), name);
    return user == null ? arn(call, "user", null, name) : user.arn();
  }

  private static String roleArn(Call call, String name) {
    RoleRecord role = IamState.role(call.state(), call.accountId(), name);
    return role == null ? arn(call, "role", null, name) : role.arn();
  }

  private static String arn(Call call, String type, String path, String name) {
    return "arn:aws:iam::" + call.accountId() + ":" + type + (path == null ? "/" : path) + name;
  }
}
