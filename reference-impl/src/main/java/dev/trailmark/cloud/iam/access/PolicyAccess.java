package dev.trailmark.cloud.iam.access;

import dev.trailmark.cloud.iam.model.ManagedPolicyState;
import dev.trailmark.cloud.iam.model.PolicyRecord;
import dev.trailmark.cloud.iam.request.IamArns;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which permissions the operations on managed policies need: the action on the policy's ARN, with
 * its tags as condition keys. AWS's own policies may be read by who has that permission, and
 * changed by nobody, not even the root user.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html">Actions
 *     of IAM</a>
 */
public final class PolicyAccess {
  private PolicyAccess() {}

  /** An action on a policy, there or not. */
  public static <I> Operation.Access<I> on(String action, Function<I, String> arn) {
    return (call, input) -> on(call, action, arn.apply(input));
  }

  /** An action that changes a policy. */
  public static <I> Operation.Access<I> changing(String action, Function<I, String> arn) {
    return (call, input) -> {
      String named = arn.apply(input);
      List<AccessCheck> checks = on(call, action, named);
      if (PolicyArn.parse(named).isAws()) {
        throw IamError.ACCESS_DENIED.because(
            "User: %s is not authorized to perform: iam:%s on resource: policy %s",
            call.caller().principal().arn(), action, named);
      }
      return checks;
    };
  }

  /** An action on a policy that is yet to be made. */
  public static <I> Operation.Access<I> onNew(
      String action, Function<I, String> path, Function<I, String> name) {
    return (call, input) -> {
      String arn = IamArns.of(call, "policy", path.apply(input), name.apply(input));
      return IamAccess.check(call, action, arn, Map.of());
    };
  }

  /** An action on all policies below a path. */
  public static <I> Operation.Access<I> onAll(String action, Function<I, String> prefix) {
    return (call, input) ->
        IamAccess.check(
            call, action, IamArns.of(call, "policy", prefix.apply(input), ""), Map.of());
  }

  /** An action on a user, group or role that is about a managed policy: {@code iam:PolicyARN}. */
  public static <I> Operation.Access<I> about(Operation.Access<I> access, Function<I, String> arn) {
    return IamAccess.with(
        (call, input) -> {
          PolicyArn.parse(arn.apply(input));
          return access.checks(call, input);
        },
        (input, keys) -> keys.put("iam:policyarn", List.of(arn.apply(input))));
  }

  /**
   * An action that sets a boundary, on a user or role that is there or to be made: {@code
   * iam:PermissionsBoundary} is what it is to be.
   *
   * @param arn finds the boundary's ARN in the request; {@code null} there means none
   */
  public static <I> Operation.Access<I> bounding(
      Operation.Access<I> access, Function<I, String> arn) {
    return IamAccess.with(
        (call, input) -> {
          if (arn.apply(input) != null) {
            PolicyArn.parse(arn.apply(input));
          }
          return access.checks(call, input);
        },
        (input, keys) -> {
          if (arn.apply(input) != null) {
            keys.put(IamAccess.BOUNDARY, List.of(arn.apply(input)));
          }
        });
  }

  private static List<AccessCheck> on(Call call, String action, String arn) {
    PolicyArn.parse(arn);
    PolicyRecord policy = ManagedPolicyState.find(call.state(), call.accountId(), arn);
    return IamAccess.check(call, action, arn, policy == null ? Map.of() : policy.tags());
  }
}
