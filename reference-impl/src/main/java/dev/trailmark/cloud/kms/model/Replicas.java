package dev.trailmark.cloud.kms.model;

import dev.trailmark.cloud.kms.request.KmsArns;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.kms.model.MultiRegionConfiguration;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;

/**
 * A primary key and its replicas: what they share is copied to the replicas in the change that
 * makes it new, and each knows the whole set.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html#mrk-sync-properties">Shared
 *     properties of multi-Region keys</a>
 */
public final class Replicas {
  private Replicas() {}

  /** The key, if it is the primary of a multi-Region key. */
  public static KeyRecord primary(KeyRecord key) {
    if (!key.primary()) {
      throw notPrimary(key);
    }
    return key;
  }

  /** What is said of a key that is no primary key, where only one will do. */
  public static ServiceException notPrimary(KeyRecord key) {
    return KmsError.UNSUPPORTED.because("%s is not a multi-region primary key.", key.arn());
  }

  /** Whether a change of a key is one of its replicas too. */
  static boolean shares(KeyRecord before, KeyRecord after) {
    return after.primary()
        && !after.regions().replicas().isEmpty()
        && !(before.materials().equals(after.materials())
            && Objects.equals(before.rotation(), after.rotation()));
  }

  /** Gives the replicas the material and the rotation of their primary. */
  static void share(Transaction transaction, KeyRecord primary) {
    for (String region : primary.regions().replicas()) {
      KeyRecord replica = transaction.get(KmsTables.KEYS, primary.addressIn(region));
      if (replica != null) {
        dropOthers(transaction, primary, replica);
        KmsTables.put(
            transaction,
            replica
                .change()
                .materials(shared(transaction, primary, replica))
                .rotation(primary.rotation())
                .done());
      }
    }
  }

  private static void dropOthers(Transaction transaction, KeyRecord primary, KeyRecord replica) {
    for (MaterialEntry material : replica.materials()) {
      if (find(primary, material.id()) == null) {
        Materials.remove(transaction, replica, material.id());
      }
    }
  }

  /** The primary's materials as a replica has them; copies the secrets that KMS made. */
  public static List<MaterialEntry> shared(
      Transaction transaction, KeyRecord primary, KeyRecord replica) {
    List<MaterialEntry> materials = new ArrayList<>();
    for (MaterialEntry material : primary.materials()) {
      if (material.imported()) {
        MaterialEntry known = find(replica, material.id());
        materials.add(known == null ? material.lost() : known.like(material));
      } else {
        MaterialRecord secret = Materials.of(transaction, primary, material.id());
        Materials.put(
            transaction, replica, material.id(), new Material(secret.secret(), secret.publicKey()));
        materials.add(material);
      }
    }
    return materials;
  }

  /** Whether imported material is there in every region of the set. */
  public static boolean everywhere(State state, KeyRecord key, String materialId) {
    return key.regions() == null
        || key.regions().members().stream()
            .map(region -> state.get(KmsTables.KEYS, key.addressIn(region)))
            .filter(Objects::nonNull)
            .map(member -> find(member, materialId))
            .allMatch(material -> material != null && material.present());
  }

  private static MaterialEntry find(KeyRecord key, String id) {
    return key.materials().stream()
        .filter(material -> material.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  /** Lets every member of a key's set that is there know of a change of the set. */
  public static void tell(
      Transaction transaction, KeyRecord key, UnaryOperator<Regionality> change) {
    for (String region : key.regions().members()) {
      KeyRecord member = transaction.get(KmsTables.KEYS, key.addressIn(region));
      if (member != null) {
        KmsTables.put(transaction, member.change().regions(change.apply(member.regions())).done());
      }
    }
  }

  /**
   * Takes a replica that has been deleted out of its set. The waiting period of a primary begins
   * when its last replica is gone.
   */
  public static void leave(Transaction transaction, KeyRecord gone) {
    if (!gone.replica()) {
      return;
    }
    tell(transaction, gone, regions -> regions.without(gone.region()));
    KeyRecord primary = transaction.get(KmsTables.KEYS, gone.addressIn(gone.regions().primary()));
    if (primary != null
        && primary.status() == KeyStatus.PENDING_REPLICA_DELETION
        && primary.regions().replicas().isEmpty()) {
      Duration wait = Duration.ofDays(primary.regions().waitingDays());
      Instant date = gone.deletionDate().plus(wait);
      KmsTables.put(transaction, primary.in(KeyStatus.PENDING_DELETION, date));
    }
  }

  /** A multi-Region key's set as the API shows it; {@code null} for other keys. */
  public static MultiRegionConfiguration configuration(KeyRecord key) {
    if (key.regions() == null) {
      return null;
    }
    return MultiRegionConfiguration.builder()
        .multiRegionKeyType(key.primary() ? Regionality.PRIMARY : Regionality.REPLICA)
        .primaryKey(shown(key, key.regions().primary()))
        .replicaKeys(key.regions().replicas().stream().map(r -> shown(key, r)).toList())
        .build();
  }

  private static MultiRegionKey shown(KeyRecord key, String region) {
    return MultiRegionKey.builder()
        .arn(KmsArns.key(key.account(), region, key.id()))
        .region(region)
        .build();
  }
}
