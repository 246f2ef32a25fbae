package dev.trailmark.cloud.iam.policy;

import static dev.trailmark.cloud.iam.access.IamLimits.all;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.PolicyTexts;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The rows of the inline policies' operations: the same for users, groups and roles, apart from the
 * SDK's types.
 */
final class InlinePolicyRows<H extends Holder<H>> {
  private final IdentityType<H> type;
  private final InlinePolicies<H> policies;

  InlinePolicyRows(IdentityType<H> type) {
    this.type = type;
    this.policies = new InlinePolicies<>(type);
  }

  <I extends SdkPojo, O extends SdkPojo> Operation<I, O> put(
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> holder,
      Function<I, String> policy,
      Function<I, String> document,
      Supplier<O> answer) {
    String name = "Put" + type.name() + "Policy";
    Operation.Handler<I, O> handler =
        (call, input) -> {
          policies.put(call, holder.apply(input), policy.apply(input), document.apply(input));
          return answer.get();
        };
    return Operation.of(name, newInput, handler)
        .access(IamAccess.on(type, name, holder))
        .constrain(all(named(), IamLimits.document("PolicyDocument")))
        .honours(type.member(), "PolicyName", "PolicyDocument")
        .trail(IamTrail.withoutResponse())
        .build();
  }

  /**
   * GetUserPolicy and its like.
   *
   * @param answer makes the response from the request and the policy's text as responses carry it
   */
  <I extends SdkPojo, O extends SdkPojo> Operation<I, O> get(
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> holder,
      Function<I, String> policy,
      BiFunction<I, String, O> answer) {
    String name = "Get" + type.name() + "Policy";
    Operation.Handler<I, O> handler =
        (call, input) ->
            answer.apply(
                input,
                PolicyTexts.encode(policies.get(call, holder.apply(input), policy.apply(input))));
    return Operation.of(name, newInput, handler)
        .access(IamAccess.on(type, name, holder))
        .constrain(named())
        .honours(type.member(), "PolicyName")
        .trail(TrailRule.read())
        .build();
  }

  <I extends SdkPojo, O extends SdkPojo> Operation<I, O> delete(
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> holder,
      Function<I, String> policy,
      Supplier<O> answer) {
    String name = "Delete" + type.name() + "Policy";
    Operation.Handler<I, O> handler =
        (call, input) -> {
          policies.delete(call, holder.apply(input), policy.apply(input));
          return answer.get();
        };
    return Operation.of(name, newInput, handler)
        .access(IamAccess.on(type, name, holder))
        .constrain(named())
        .honours(type.member(), "PolicyName")
        .trail(IamTrail.withoutResponse())
        .build();
  }

  <I extends SdkPojo, O extends SdkPojo> Operation<I, O> list(
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> holder,
      Function<I, String> marker,
      Function<I, Integer> size,
      Function<Page<String>, O> answer) {
    String name = "List" + type.name() + "Policies";
    Operation.Handler<I, O> handler =
        (call, input) ->
            answer.apply(
                policies.list(call, holder.apply(input), marker.apply(input), size.apply(input)));
    return Operation.of(name, newInput, handler)
        .access(IamAccess.on(type, name, holder))
        .constrain(all(IamLimits.name(type), IamLimits.paging()))
        .honours(type.member(), "Marker", "MaxItems")
        .trail(TrailRule.read())
        .build();
  }

  private Constraint[] named() {
    return all(IamLimits.name(type), IamLimits.policyName());
  }
}
