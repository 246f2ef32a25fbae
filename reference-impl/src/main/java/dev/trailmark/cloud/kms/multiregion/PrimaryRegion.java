package dev.trailmark.cloud.kms.multiregion;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KeyStatus;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.Replicas;
import dev.trailmark.cloud.kms.request.KmsArns;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.TrailNotes;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kms.model.UpdatePrimaryRegionRequest;
import software.amazon.awssdk.services.kms.model.UpdatePrimaryRegionResponse;

/**
 * UpdatePrimaryRegion: a replica becomes the primary key, and the primary key its replica. Both are
 * Updating for a moment, in which they encrypt and decrypt.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdatePrimaryRegion.html">UpdatePrimaryRegion</a>
 */
final class PrimaryRegion {
  private static final String ACTION = "kms:UpdatePrimaryRegion";

  private final KeyLookup lookup;

  PrimaryRegion(KeyLookup lookup) {
    this.lookup = lookup;
  }

  /** kms:UpdatePrimaryRegion on the primary key, and on the replica in its own region. */
  List<AccessCheck> access(Call call, UpdatePrimaryRegionRequest request) {
    KeyUse use = KeyAccess.subject(call, lookup.managed(call, request.keyId(), ACTION));
    String region = request.primaryRegion();
    List<AccessCheck> checks = new ArrayList<>(2);
    checks.add(
        KeyAccess.check(call, ACTION, use, keys -> keys.put("kms:primaryregion", List.of(region))));
    KeyUse replica =
        region.equals(call.region()) ? null : lookup.relative(call, use.key().record(), region);
    if (replica != null) {
      checks.add(
          KeyAccess.check(
              call,
              ACTION,
              replica,
              keys -> {
                keys.put("kms:primaryregion", List.of(region));
                keys.put(Replication.REQUESTED_REGION, List.of(region));
              }));
    }
    return checks;
  }

  static UpdatePrimaryRegionResponse update(Call call, UpdatePrimaryRegionRequest request) {
    KeyView seen = KeyUse.of(call).key();
    KeyRecord leader =
        KmsTables.update(
            call,
            seen.account(),
            transaction -> {
              KeyRecord primary =
                  KmsTables.newest(transaction, seen.record().address(), seen.arn());
              return swap(transaction, primary, request.primaryRegion(), call.time());
            });
    noteNewPrimary(call, leader);
    return UpdatePrimaryRegionResponse.builder().build();
  }

  private static KeyRecord swap(
      Transaction transaction, KeyRecord primary, String region, Instant time) {
    KeyStates.enabled(Replicas.primary(primary));
    if (region.equals(primary.region())) {
      throw KmsError.VALIDATION.because("%s is already the primary key.", primary.arn());
    }
    KeyRecord replica =
        KmsTables.newest(
            transaction,
            primary.addressIn(region),
            KmsArns.key(primary.account(), region, primary.id()));
    KeyStates.enabled(replica);
    Replicas.tell(transaction, primary, known -> known.ledBy(region));
    updating(transaction, primary.address(), time);
    return updating(transaction, replica.address(), time);
  }

  private static KeyRecord updating(Transaction transaction, String address, Instant time) {
    KeyRecord key = transaction.get(KmsTables.KEYS, address);
    KeyRecord next =
        key.change()
            .status(KeyStatus.UPDATING)
            .regions(key.regions().settling(key.status(), time.plus(Replication.PASSING)))
            .done();
    KmsTables.put(transaction, next);
    return next;
  }

  /** The new primary's region records the call too, without saying which region was before. */
  private static void noteNewPrimary(Call call, KeyRecord leader) {
    call.trail()
        .elsewhere(
            new TrailNotes.Elsewhere(
                leader.region(),
                "UpdatePrimaryRegion",
                UpdatePrimaryRegionRequest.builder()
                    .keyId(leader.arn())
                    .primaryRegion(leader.region())
                    .build(),
                UpdatePrimaryRegionRequest.builder().keyId(leader.arn()).build(),
                List.of()));
  }
}
