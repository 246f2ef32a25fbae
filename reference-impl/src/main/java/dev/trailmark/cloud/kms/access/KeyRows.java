package dev.trailmark.cloud.kms.access;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/** What the rows of all cryptographic operations on one key have in common. */
public final class KeyRows {
  /** The member that names the key. */
  public static final String KEY_ID = "KeyId";

  /** The member with grant tokens. */
  public static final String TOKENS = "GrantTokens";

  /** The member that asks for a dry run. */
  public static final String DRY_RUN = "DryRun";

  private KeyRows() {}

  /**
   * Begins a row that honours the key and grant tokens so far.
   *
   * @param limits those of the other members, in the order in which they are told
   */
  public static <I extends SdkPojo, O extends SdkPojo> Operation.Row<I, O> using(
      String name,
      Supplier<? extends SdkPojo> newInput,
      Operation.Handler<I, O> handler,
      Operation.Access<I> access,
      Constraint... limits) {
    return Operation.of(name, newInput, handler)
        .access(access)
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(limits)
        .constrain(KmsLimits.GRANT_TOKENS)
        .honours(KEY_ID, TOKENS)
        .trail(KmsTrail.cryptographic());
  }

  /** The limits of a row that has one member more than others. */
  public static Constraint[] also(Constraint[] others, String member, Constraint limit) {
    return Stream.concat(Arrays.stream(others), Stream.of(required(member), limit))
        .toArray(Constraint[]::new);
  }
}
