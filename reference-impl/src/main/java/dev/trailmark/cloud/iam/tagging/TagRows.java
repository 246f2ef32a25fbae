package dev.trailmark.cloud.iam.tagging;

import static dev.trailmark.cloud.iam.access.IamAccess.on;
import static dev.trailmark.cloud.iam.access.IamLimits.all;

import dev.trailmark.cloud.iam.access.IamAccess;
import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.model.Holder;
import dev.trailmark.cloud.iam.model.IdentityType;
import dev.trailmark.cloud.iam.model.Tagged;
import dev.trailmark.cloud.iam.request.IamTrail;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.Tag;

/** The rows of TagUser, TagRole and their like: the same but for the SDK's types. */
public final class TagRows<H extends Holder<H> & Tagged<H>> {
  private final IdentityType<H> type;

  /** Rows for identities of one type. */
  public TagRows(IdentityType<H> type) {
    this.type = type;
  }

  /** The row that adds tags. */
  public <I extends SdkPojo, O extends SdkPojo> Operation<I, O> tag(
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> name,
      Function<I, List<Tag>> tags,
      Supplier<O> answer) {
    String operation = "Tag" + type.name();
    Operation.Handler<I, O> handler =
        (call, input) -> {
          Map<String, String> added = Tags.of(tags.apply(input));
          type.annotate(call, name.apply(input), found -> Tags.with(found, added));
          return answer.get();
        };
    return Operation.of(operation, newInput, handler)
        .access(IamAccess.tagging(on(type, operation, name), tags))
        .constrain(all(IamLimits.name(type), IamLimits.mandatory("Tags"), Tags.limits()))
        .honours(type.member(), "Tags")
        .trail(IamTrail.withoutResponse())
        .build();
  }

  /** The row that takes tags away. */
  public <I extends SdkPojo, O extends SdkPojo> Operation<I, O> untag(
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> name,
      Function<I, List<String>> keys,
      Supplier<O> answer) {
    String operation = "Untag" + type.name();
    Operation.Handler<I, O> handler =
        (call, input) -> {
          type.annotate(call, name.apply(input), found -> Tags.without(found, keys.apply(input)));
          return answer.get();
        };
    return Operation.of(operation, newInput, handler)
        .access(IamAccess.untagging(on(type, operation, name), keys))
        .constrain(all(IamLimits.name(type), IamLimits.mandatory("TagKeys"), Tags.keyLimits()))
        .honours(type.member(), "TagKeys")
        .trail(IamTrail.withoutResponse())
        .build();
  }

  /** The row that lists tags. */
  public <I extends SdkPojo, O extends SdkPojo> Operation<I, O> list(
      Supplier<? extends SdkPojo> newInput,
      Function<I, String> name,
      Function<I, String> marker,
      Function<I, Integer> size,
      Function<Page<Tag>, O> answer) {
    String operation = "List" + type.name() + "Tags";
    Operation.Handler<I, O> handler =
        (call, input) -> {
          H found = type.require(call.state(), call.accountId(), name.apply(input));
          return answer.apply(Tags.page(found, marker.apply(input), size.apply(input)));
        };
    return Operation.of(operation, newInput, handler)
        .access(on(type, operation, name))
        .constrain(all(IamLimits.name(type), IamLimits.paging()))
        .honours(type.member(), "Marker", "MaxItems")
        .trail(TrailRule.read())
        .build();
  }
}
