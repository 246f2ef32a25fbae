package dev.trailmark.cloud.kms.rotation;

import dev.trailmark.cloud.kms.access.KmsEvents;
import dev.trailmark.cloud.kms.access.UsageCheck;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KeyStatus;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.Material;
import dev.trailmark.cloud.kms.model.MaterialEntry;
import dev.trailmark.cloud.kms.model.Materials;
import dev.trailmark.cloud.kms.model.Replicas;
import dev.trailmark.cloud.kms.model.RotationPlan;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;

/**
 * Rotation: new material encrypts from then on, what older material encrypted still decrypts. AWS
 * rotates on demand a while after the call; here the rotation is done when the call is answered.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html">Rotating
 *     AWS KMS keys</a>
 */
public final class Rotation {
  private static final int MATERIAL_ID_DIGITS = 64;
  private static final int MOST_ON_DEMAND = 25;

  private Rotation() {}

  static EnableKeyRotationResponse enable(Call call, EnableKeyRotationRequest request) {
    noteSharing(
        call,
        KmsTables.change(
            call,
            KeyUse.of(call).key().record(),
            key -> {
              KeyRecord ready = automatic(key);
              return ready.change().rotation(planned(ready, request, call.time())).done();
            }));
    return EnableKeyRotationResponse.builder().build();
  }

  /** A plan stays as it is unless another period is asked for, which counts from now on. */
  private static RotationPlan planned(
      KeyRecord key, EnableKeyRotationRequest request, Instant now) {
    RotationPlan known = key.rotation();
    Integer asked = request.rotationPeriodInDays();
    if (known != null && (asked == null || asked == known.days())) {
      return known;
    }
    return asked == null ? RotationPlan.yearly(now) : RotationPlan.every(asked, now);
  }

  /** A key that never rotates need not be told to stop. */
  static DisableKeyRotationResponse disable(Call call, DisableKeyRotationRequest request) {
    KeyView seen = KeyUse.of(call).key();
    if (!seen.record().traits().symmetric()) {
      refuseOrigin(seen.record());
      KeyStates.usable(seen.record());
      return DisableKeyRotationResponse.builder().build();
    }
    noteSharing(
        call,
        KmsTables.change(
            call, seen.record(), key -> automatic(key).change().rotation(null).done()));
    return DisableKeyRotationResponse.builder().build();
  }

  /** Replicas are brought up to date at once, which the trail records. */
  private static void noteSharing(Call call, KeyRecord key) {
    if (KmsEvents.hasReplicas(key)) {
      call.trail().also(KmsEvents.synchronization(key, call.time()));
    }
  }

  static GetKeyRotationStatusResponse status(Call call, GetKeyRotationStatusRequest request) {
    KeyRecord key = KeyUse.of(call).key().record();
    // It is off while a key waits for its deletion, and as it was when that is cancelled.
    RotationPlan plan = key.status() == KeyStatus.PENDING_DELETION ? null : key.rotation();
    return GetKeyRotationStatusResponse.builder()
        .keyId(key.arn())
        .keyRotationEnabled(plan != null)
        .rotationPeriodInDays(plan == null ? null : plan.days())
        .nextRotationDate(plan == null ? null : plan.next())
        .build();
  }

  static RotateKeyOnDemandResponse onDemand(Call call, RotateKeyOnDemandRequest request) {
    KeyView seen = KeyUse.of(call).key();
    KmsTables.update(
        call,
        seen.account(),
        transaction -> {
          KeyRecord key = KmsTables.newest(transaction, seen.record().address(), seen.arn());
          checkOnDemand(transaction, key);
          KeyRecord rotated =
              rotated(transaction, key, call.ids(), call.time(), MaterialEntry.ON_DEMAND);
          KmsTables.put(transaction, rotated);
          call.trail().also(KmsEvents.rotation(key, rotated, call.time(), MaterialEntry.ON_DEMAND));
          noteSharing(call, rotated);
          return rotated;
        });
    return RotateKeyOnDemandResponse.builder().keyId(seen.arn()).build();
  }

  /** The key after a rotation; puts new material, but not the key. */
  public static KeyRecord rotated(
      Transaction transaction, KeyRecord key, Ids ids, Instant time, String type) {
    List<MaterialEntry> materials = new ArrayList<>(key.materials());
    int waiting = key.waiting();
    if (waiting >= 0) {
      materials.set(waiting, materials.get(waiting).current(time));
    } else {
      String id = ids.hex(MATERIAL_ID_DIGITS);
      materials.add(MaterialEntry.rotated(id, time, type));
      Materials.put(transaction, key, id, Material.make(key.traits().form(), ids));
    }
    return key.change().materials(materials).done();
  }

  private static void checkOnDemand(State state, KeyRecord key) {
    KeyStates.usable(symmetric(key));
    refuseReplica(key);
    boolean external = key.traits().origin().equals(KeyTraits.EXTERNAL);
    if (!external && !key.traits().origin().equals(KeyTraits.OWN_ORIGIN)) {
      refuseOrigin(key);
    }
    long done =
        key.materials().stream()
            .filter(material -> MaterialEntry.ON_DEMAND.equals(material.rotationType()))
            .count();
    if (done >= MOST_ON_DEMAND) {
      throw KmsError.LIMIT_EXCEEDED.because(
          "The on-demand rotations limit has been reached for the given keyId. No more on-demand"
              + " rotations can be performed for this key: %s",
          key.arn());
    }
    int waiting = key.waiting();
    if (external && waiting < 0) {
      throw KmsError.INVALID_STATE.because(
          "No available key material pending rotation for the key: %s.", key.arn());
    }
    if (external && !Replicas.everywhere(state, key, key.materials().get(waiting).id())) {
      throw KmsError.INVALID_STATE.because(
          "Cannot perform key material rotation: Key material has not been imported for replicas of"
              + " the Multi-Region key.");
    }
  }

  /** The key, if it can rotate automatically and is in a state in which that can be changed. */
  private static KeyRecord automatic(KeyRecord key) {
    symmetric(key);
    refuseOrigin(key);
    refuseReplica(key);
    return KeyStates.usable(key);
  }

  /** What related keys share is changed with the primary. */
  private static void refuseReplica(KeyRecord key) {
    if (key.replica()) {
      throw Replicas.notPrimary(key);
    }
  }

  private static KeyRecord symmetric(KeyRecord key) {
    if (!key.traits().symmetric()) {
      throw KmsError.UNSUPPORTED.fail();
    }
    return key;
  }

  private static void refuseOrigin(KeyRecord key) {
    if (!key.traits().origin().equals(KeyTraits.OWN_ORIGIN)) {
      throw UsageCheck.wrongOrigin(key);
    }
  }
}
