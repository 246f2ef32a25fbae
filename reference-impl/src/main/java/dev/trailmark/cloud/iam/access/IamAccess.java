package dev.trailmark.cloud.iam.access;

import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IdentityArn;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.Tagged;
import dev.trailmark.cloud.iam.request.IamArns;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * Which permissions IAM's operations need: the action on the ARN of the user, group or role, with
 * its tags as condition keys. Sessions of GetSessionToken without MFA may not call IAM at all.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions
 *     of IAM</a>
 */
public final class IamAccess {
  /** The condition key of a user's or role's permissions boundary. */
  static final String BOUNDARY = "iam:permissionsboundary";

  /** The actions on users and roles that are there for which that key is documented. */
  private static final Set<String> BOUNDED =
      Set.of(
          "AttachUserPolicy",
          "DetachUserPolicy",
          "PutUserPolicy",
          "DeleteUserPolicy",
          "DeleteUserPermissionsBoundary",
          "AttachRolePolicy",
          "DetachRolePolicy",
          "PutRolePolicy",
          "DeleteRolePolicy",
          "DeleteRolePermissionsBoundary");

  private IamAccess() {}

  /**
   * An action on a user.
   *
   * @param name finds the user's name in the request; {@code null} there means the caller
   */
  public static <I> Operation.Access<I> onUser(String action, Function<I, String> name) {
    return (call, input) -> onUser(call, action, name.apply(input));
  }

  /** An action on a user, group or role. */
  public static <I> Operation.Access<I> on(
      IdentityType<?> type, String action, Function<I, String> name) {
    return (call, input) -> on(call, type, action, name.apply(input));
  }

  /** An action on a user, group or role that is yet to be made. */
  public static <I> Operation.Access<I> onNew(
      IdentityType<?> type, String action, Function<I, String> path, Function<I, String> name) {
    return (call, input) -> {
      String arn = IamArns.of(call, type.noun(), path.apply(input), name.apply(input));
      return check(call, action, arn, Map.of());
    };
  }

  /** An action on all users, groups or roles below a path. */
  public static <I> Operation.Access<I> onAll(
      IdentityType<?> type, String action, Function<I, String> prefix) {
    return (call, input) ->
        check(call, action, IamArns.of(call, type.noun(), prefix.apply(input), ""), Map.of());
  }

  /** An action that has no resource. */
  public static <I> Operation.Access<I> onAccount(String action) {
    return (call, input) -> onAccount(call, action);
  }

  /** An action that has no resource. */
  public static List<AccessCheck> onAccount(Call call, String action) {
    return check(call, action, "*", Map.of());
  }

  /** An action on a user, group or role of the caller's account, there or not, by its ARN. */
  public static <I> Operation.Access<I> onArn(String action, Function<I, String> arn) {
    return (call, input) -> {
      String named = arn.apply(input);
      return check(call, action, named, tagsOf(call, IdentityArn.parse(named)));
    };
  }

  /** The same permissions with what the request tells about tags to be added. */
  public static <I> Operation.Access<I> tagging(
      Operation.Access<I> access, Function<I, List<Tag>> tags) {
    return with(access, (input, keys) -> ConditionKeys.ofRequest(tags.apply(input), keys));
  }

  /**
   * The permission to make something and, when it is to have tags, the permission to tag it.
   *
   * @param action the latter, such as {@code TagRole}
   */
  public static <I> Operation.Access<I> taggingNew(
      Operation.Access<I> access, String action, Function<I, List<Tag>> tags) {
    Operation.Access<I> tagging = tagging(access, tags);
    return (call, input) -> {
      List<AccessCheck> checks = tagging.checks(call, input);
      if (tags.apply(input).isEmpty()) {
        return checks;
      }
      AccessCheck made = checks.get(0);
      AccessCheck tagged = AccessCheck.on("iam:" + action, made.resource(), call.accountId());
      return List.of(made, tagged.with(made.context()));
    };
  }

  /** The same permissions with the keys of tags to be removed. */
  public static <I> Operation.Access<I> untagging(
      Operation.Access<I> access, Function<I, List<String>> tagKeys) {
    return with(access, (input, keys) -> keys.put("aws:tagkeys", tagKeys.apply(input)));
  }

  /** The same permissions with more condition keys, in lower case. */
  static <I> Operation.Access<I> with(
      Operation.Access<I> access, BiConsumer<I, Map<String, List<String>>> adding) {
    return (call, input) ->
        access.checks(call, input).stream()
            .map(
                check -> {
                  Map<String, List<String>> keys = new HashMap<>(check.context());
                  adding.accept(input, keys);
                  return check.with(keys);
                })
            .toList();
  }

  /** An action on a user or group both as it is and as it is to be: under another ARN. */
  public static <I> Operation.Access<I> onMoved(
      IdentityType<?> type,
      String action,
      Function<I, String> name,
      Function<I, String> newPath,
      Function<I, String> newName) {
    return (call, input) -> {
      Holder<?> found = type.find(call.state(), call.accountId(), name.apply(input));
      String oldPath = found == null ? "/" : found.path();
      String path = newPath.apply(input) == null ? oldPath : newPath.apply(input);
      String moved = newName.apply(input) == null ? name.apply(input) : newName.apply(input);
      return List.of(
          on(call, type, action, name.apply(input)).get(0),
          check(call, action, IamArns.of(call, type.noun(), path, moved), tagsOf(found)).get(0));
    };
  }

  /** An action on a user of the caller's account; {@code null} for the caller. */
  public static List<AccessCheck> onUser(Call call, String action, String name) {
    Principal caller = call.caller().principal();
    if (name == null) {
      return caller.isRoot()
          ? check(call, action, caller.arn(), Map.of())
          : onUser(call, action, ownName(caller));
    }
    return on(call, IdentityType.USER, action, name);
  }

  /** An action on an ARN of the caller's account with tags, there or not, and condition keys. */
  public static List<AccessCheck> onArn(
      Call call,
      String action,
      String arn,
      Map<String, String> tags,
      Map<String, List<String>> keys) {
    return check(call, action, arn, tags).stream()
        .map(
            check -> {
              Map<String, List<String>> all = new HashMap<>(check.context());
              all.putAll(keys);
              return check.with(all);
            })
        .toList();
  }

  /** An action on a user, group or role of the caller's account. */
  public static List<AccessCheck> on(Call call, IdentityType<?> type, String action, String name) {
    List<AccessCheck> checks = check(call, action, type.arn(call, name), tagsOf(call, type, name));
    return BOUNDED.contains(action) ? withBoundary(call, type, name, checks) : checks;
  }

  private static List<AccessCheck> withBoundary(
      Call call, IdentityType<?> type, String name, List<AccessCheck> checks) {
    Holder<?> found = type.find(call.state(), call.accountId(), name);
    if (found == null || found.permissions().boundary() == null) {
      return checks;
    }
    Map<String, List<String>> keys = new HashMap<>(checks.get(0).context());
    keys.put(BOUNDARY, List.of(found.permissions().boundary()));
    return List.of(checks.get(0).with(keys));
  }

  private static Map<String, String> tagsOf(Call call, IdentityArn named) {
    return named == null || !named.account().equals(call.accountId())
        ? Map.of()
        : tagsOf(call, named.identityType(), named.name());
  }

  private static Map<String, String> tagsOf(Call call, IdentityType<?> type, String name) {
    return tagsOf(type.find(call.state(), call.accountId(), name));
  }

  private static Map<String, String> tagsOf(Holder<?> found) {
    return found instanceof Tagged<?> tagged ? tagged.tags() : Map.of();
  }

  /** An action on a resource with these tags. */
  static List<AccessCheck> check(
      Call call, String action, String resource, Map<String, String> tags) {
    Principal caller = call.caller().principal();
    if (caller.session() != null
        && !caller.session().mfaAuthenticated()
        && caller.type() != PrincipalType.ASSUMED_ROLE) {
      throw IamError.INVALID_CLIENT_TOKEN.fail();
    }
    AccessCheck check = AccessCheck.on("iam:" + action, resource, call.accountId());
    if (tags.isEmpty()) {
      return List.of(check);
    }
    Map<String, List<String>> keys = new HashMap<>();
    ConditionKeys.ofResource(tags, keys);
    return List.of(check.with(keys));
  }

  /** The calling user's name, for calls that name none. */
  public static String ownName(Principal caller) {
    if (caller.type() != PrincipalType.USER) {
      throw IamError.VALIDATION_ERROR.because(
          "Must specify userName when calling with non-User credentials");
    }
    return caller.name();
  }
}
