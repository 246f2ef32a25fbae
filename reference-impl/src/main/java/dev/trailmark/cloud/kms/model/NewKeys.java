package dev.trailmark.cloud.kms.model;

import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;
import java.util.Map;

/** How keys come into being, and how many there may be. */
public final class NewKeys {
  private static final int MATERIAL_ID_DIGITS = 64;
  private static final int MOST_IN_REGION = 100_000;

  private NewKeys() {}

  /**
   * A key about to be made.
   *
   * @param account the owner
   * @param description free text, may be empty
   * @param policy the key policy's text
   * @param material what the key works with, made before anything is locked; {@code null} when it
   *     is to be imported
   */
  public record Draft(
      String account,
      KeyTraits traits,
      String description,
      String policy,
      Map<String, String> tags,
      Material material) {

    /** The same with other traits. */
    public Draft with(KeyTraits other) {
      return new Draft(account, other, description, policy, tags, material);
    }
  }

  /**
   * Refuses another key where an account has as many as it may. AWS managed keys do not count,
   * replicas and keys pending deletion do.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html">Resource
   *     quotas</a>
   */
  public static void requireRoom(State state, String account, String region) {
    long known =
        state.range(KmsTables.KEYS, KmsTables.partition(account, region)).values().stream()
            .filter(key -> !key.traits().equals(KeyTraits.awsManaged()))
            .count();
    if (known >= MOST_IN_REGION) {
      throw KmsError.LIMIT_EXCEEDED.because(
          "An account can have at most %d KMS keys in a Region.", MOST_IN_REGION);
    }
  }

  /** Makes a key. */
  public static KeyRecord make(Call call, Transaction transaction, Draft draft) {
    String materialId = call.ids().hex(MATERIAL_ID_DIGITS);
    KeyRecord key =
        new KeyRecord(
            draft.account(),
            call.region(),
            draft.traits().multiRegion() ? KeyIds.multiRegion(call.ids()) : call.ids().uuid(),
            call.time(),
            draft.traits(),
            draft.material() == null ? List.of() : List.of(MaterialEntry.first(materialId)),
            null,
            draft.description(),
            draft.material() == null ? KeyStatus.PENDING_IMPORT : KeyStatus.ENABLED,
            null,
            draft.traits().multiRegion() ? Regionality.ofPrimary(call.region()) : null,
            draft.policy(),
            List.of(),
            draft.tags());
    KmsTables.put(transaction, key);
    if (draft.material() != null) {
      Materials.put(transaction, key, materialId, draft.material());
    }
    return key;
  }
}
