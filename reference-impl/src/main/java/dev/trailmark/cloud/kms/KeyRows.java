package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.operation.Constraint;
import dev.trailmark.cloud.operation.Operation;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** What the rows of all cryptographic operations on one key have in common. */
final class KeyRows {
  static final String KEY_ID = "KeyId";
  static final String TOKENS = "GrantTokens";
  static final String DRY_RUN = "DryRun";

  private KeyRows() {}

  /**
   * Begins a row that honours the key and grant tokens so far.
   *
   * @param limits those of the other members, in the order in which they are told
   */
  static <I extends SdkPojo, O extends SdkPojo> Operation.Row<I, O> using(
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
}
