package dev.trailmark.cloud.iam.policy;

import static dev.trailmark.cloud.iam.access.IamLimits.all;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.access.PolicyAccess;
import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/**
 * The rows of the operations that attach managed policies: the same for users, groups and roles,
 * apart from the SDK's types.
 */
final class AttachmentRows<H extends Holder<H>> {
  private final IdentityType<H> type;
  private final Attachments<H> attachments;

  AttachmentRows(IdentityType<H> type) {
    this.type = type;
    this.attachments = new Attachments<>(type);
  }

  /** AttachUserPolicy and its like. */
  <I extends SdkPojo, O extends SdkPojo> Operation<I, O> attach(
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> holder,
      Function<I, String> arn,
      Supplier<O> answer) {
    Operation.Handler<I, O> handler =
        (call, input) -> {
          attachments.attach(call, holder.apply(input), arn.apply(input));
          return answer.get();
        };
    return changing("Attach" + type.name() + "Policy", newInput, holder, arn, handler);
  }

  /** DetachUserPolicy and its like. */
  <I extends SdkPojo, O extends SdkPojo> Operation<I, O> detach(
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> holder,
      Function<I, String> arn,
      Supplier<O> answer) {
    Operation.Handler<I, O> handler =
        (call, input) -> {
          attachments.detach(call, holder.apply(input), arn.apply(input));
          return answer.get();
        };
    return changing("Detach" + type.name() + "Policy", newInput, holder, arn, handler);
  }

  private <I extends SdkPojo, O extends SdkPojo> Operation<I, O> changing(
      String name,
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> holder,
      Function<I, String> arn,
      Operation.Handler<I, O> handler) {
    return Operation.of(name, newInput, handler)
        .access(PolicyAccess.about(IamAccess.on(type, name, holder), arn))
        .constrain(all(IamLimits.name(type), IamLimits.policyArn("PolicyArn")))
        .honours(type.member(), "PolicyArn")
        .trail(IamTrail.withoutResponse())
        .build();
  }

  /** What a listing asks for, beside whose policies. */
  record Listing<I>(
      Function<I, String> pathPrefix, Function<I, String> marker, Function<I, Integer> size) {}

  /** ListAttachedUserPolicies and its like. */
  <I extends SdkPojo, O extends SdkPojo> Operation<I, O> list(
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> holder,
      Listing<I> asked,
      Function<Page<AttachedPolicy>, O> answer) {
    String name = "ListAttached" + type.name() + "Policies";
    Operation.Handler<I, O> handler =
        (call, input) ->
            answer.apply(
                attachments.list(
                    call,
                    holder.apply(input),
                    asked.pathPrefix.apply(input),
                    asked.marker.apply(input),
                    asked.size.apply(input)));
    Constraint[] limits =
        all(IamLimits.name(type), IamLimits.policyPathPrefix(), IamLimits.paging());
    return Operation.of(name, newInput, handler)
        .access(IamAccess.on(type, name, holder))
        .constrain(limits)
        .honours(type.member(), "PathPrefix", "Marker", "MaxItems")
        .trail(TrailRule.read())
        .build();
  }
}
