package dev.trailmark.cloud.kms.key;

import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KeyStatus;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.MaterialEntry;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/**
 * The operations that change a key's state: enabling, disabling, and deletion with its waiting
 * period.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states of
 *     AWS KMS keys</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html">Deleting
 *     AWS KMS keys</a>
 */
final class KeyStateChanges {
  private static final int SHORTEST_WAIT = 7;
  private static final int LONGEST_WAIT = 30;

  private KeyStateChanges() {}

  static EnableKeyResponse enable(Call call, EnableKeyRequest request) {
    KmsTables.change(
        call,
        KeyUse.of(call).key().record(),
        key -> KeyStates.switchable(key).in(KeyStatus.ENABLED, null));
    return EnableKeyResponse.builder().build();
  }

  static DisableKeyResponse disable(Call call, DisableKeyRequest request) {
    KmsTables.change(
        call,
        KeyUse.of(call).key().record(),
        key -> KeyStates.switchable(key).in(KeyStatus.DISABLED, null));
    return DisableKeyResponse.builder().build();
  }

  static ScheduleKeyDeletionResponse schedule(Call call, ScheduleKeyDeletionRequest request) {
    int days = waitingDays(request);
    Instant date = call.time().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.MILLIS);
    KeyRecord key =
        KmsTables.change(
            call, KeyUse.of(call).key().record(), before -> leaving(before, days, date));
    return ScheduleKeyDeletionResponse.builder()
        .keyId(key.arn())
        .deletionDate(key.deletionDate())
        .keyState(key.status().shown())
        .pendingWindowInDays(days)
        .build();
  }

  /** A primary key with replicas waits for them to be gone first. */
  private static KeyRecord leaving(KeyRecord key, int days, Instant date) {
    KeyStates.notPendingDeletion(KeyStates.notUpdating(key));
    if (key.primary() && !key.regions().replicas().isEmpty()) {
      return key.change()
          .status(KeyStatus.PENDING_REPLICA_DELETION)
          .regions(key.regions().waiting(days))
          .done();
    }
    return key.in(KeyStatus.PENDING_DELETION, date);
  }

  static CancelKeyDeletionResponse cancel(Call call, CancelKeyDeletionRequest request) {
    KeyUse use = KeyUse.of(call);
    KmsTables.change(call, use.key().record(), KeyStateChanges::kept);
    return CancelKeyDeletionResponse.builder().keyId(use.key().arn()).build();
  }

  /** A key whose deletion is cancelled: disabled, or without material as it was before. */
  private static KeyRecord kept(KeyRecord key) {
    if (!key.status().leaving()) {
      throw KmsError.INVALID_STATE.because(
          "%s is not pending deletion (or pending replica deletion).", key.arn());
    }
    boolean complete =
        key.current() != null && key.materials().stream().allMatch(MaterialEntry::present);
    return key.in(complete ? KeyStatus.DISABLED : KeyStatus.PENDING_IMPORT, null);
  }

  /** Refuses a waiting period that is too short or too long. */
  static void checkWaitingPeriod(ScheduleKeyDeletionRequest request) {
    waitingDays(request);
  }

  /** Adds the condition key of the waiting period. */
  static void conditions(ScheduleKeyDeletionRequest request, Map<String, List<String>> keys) {
    keys.put(
        "kms:schedulekeydeletionpendingwindowindays",
        List.of(Integer.toString(waitingDays(request))));
  }

  private static int waitingDays(ScheduleKeyDeletionRequest request) {
    Integer days = request.pendingWindowInDays();
    if (days == null) {
      return LONGEST_WAIT;
    }
    if (days < SHORTEST_WAIT || days > LONGEST_WAIT) {
      throw KmsError.VALIDATION.because(
          "PendingWindowInDays must be between %d and %d (inclusive).",
          SHORTEST_WAIT, LONGEST_WAIT);
    }
    return days;
  }
}
