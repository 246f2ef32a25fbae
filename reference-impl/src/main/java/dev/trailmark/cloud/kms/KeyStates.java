package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
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
 * Key states: what changes them and what they permit.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states of
 *     AWS KMS keys</a>
 */
final class KeyStates {
  private static final int SHORTEST_WAIT = 7;
  private static final int LONGEST_WAIT = 30;

  private KeyStates() {}

  static EnableKeyResponse enable(Call call, EnableKeyRequest request) {
    KmsTables.change(
        call, KeyUse.of(call).key(), key -> switchable(key).in(KeyStatus.ENABLED, null));
    return EnableKeyResponse.builder().build();
  }

  static DisableKeyResponse disable(Call call, DisableKeyRequest request) {
    KmsTables.change(
        call, KeyUse.of(call).key(), key -> switchable(key).in(KeyStatus.DISABLED, null));
    return DisableKeyResponse.builder().build();
  }

  static ScheduleKeyDeletionResponse schedule(Call call, ScheduleKeyDeletionRequest request) {
    int days = waitingDays(request);
    Instant date = call.time().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.MILLIS);
    KeyRecord key =
        KmsTables.change(call, KeyUse.of(call).key(), before -> leaving(before, days, date));
    return ScheduleKeyDeletionResponse.builder()
        .keyId(key.arn())
        .deletionDate(key.deletionDate())
        .keyState(key.status().shown())
        .pendingWindowInDays(days)
        .build();
  }

  /** A primary key with replicas waits for them to be gone first. */
  private static KeyRecord leaving(KeyRecord key, int days, Instant date) {
    notPendingDeletion(notUpdating(key));
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
    KmsTables.change(call, use.key(), KeyStates::kept);
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

  /** The key, unless it is pending deletion. */
  static KeyRecord notPendingDeletion(KeyRecord key) {
    if (key.status().leaving()) {
      throw wrongState(key);
    }
    return key;
  }

  /** The key, unless it is becoming a primary key or ceasing to be one. */
  static KeyRecord notUpdating(KeyRecord key) {
    if (key.status() == KeyStatus.UPDATING) {
      throw wrongState(key);
    }
    return key;
  }

  /** The key, unless it is a replica in the making. */
  static KeyRecord notCreating(KeyRecord key) {
    if (key.status() == KeyStatus.CREATING) {
      throw wrongState(key);
    }
    return key;
  }

  /** The key, if it is enabled and nothing else. */
  static KeyRecord enabled(KeyRecord key) {
    if (key.status() == KeyStatus.ENABLED) {
      return key;
    }
    throw wrongState(key);
  }

  /** The key, if it can have new grants: also while its custom key store is disconnected. */
  static KeyRecord grantable(KeyRecord key) {
    return key.status() == KeyStatus.UNAVAILABLE ? key : usable(key);
  }

  /** The key, if its public key may be read: also while it is disabled, as was recorded. */
  static KeyRecord readable(KeyRecord key) {
    return key.status() == KeyStatus.DISABLED ? key : usable(key);
  }

  /** The key, if cryptographic operations may use it. */
  static KeyRecord usable(KeyRecord key) {
    if (key.status() == KeyStatus.ENABLED || key.status() == KeyStatus.UPDATING) {
      return key;
    }
    throw wrongState(key);
  }

  /** The key, if it can be enabled and disabled. */
  private static KeyRecord switchable(KeyRecord key) {
    if (key.status() == KeyStatus.ENABLED || key.status() == KeyStatus.DISABLED) {
      return key;
    }
    throw wrongState(key);
  }

  /** What an operation says that cannot run in the key's state. */
  static ServiceException wrongState(KeyRecord key) {
    KmsError error =
        key.status() == KeyStatus.DISABLED ? KmsError.DISABLED : KmsError.INVALID_STATE;
    return error.because("%s is %s.", key.arn(), key.status().words());
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
