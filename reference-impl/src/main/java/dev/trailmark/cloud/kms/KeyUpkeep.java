package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.kms.access.KmsEvents;
import dev.trailmark.cloud.kms.imports.Imports;
import dev.trailmark.cloud.kms.model.DueRecord;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStatus;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.MaterialEntry;
import dev.trailmark.cloud.kms.model.Replicas;
import dev.trailmark.cloud.kms.rotation.Rotation;
import dev.trailmark.cloud.operation.ServiceEvent;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to keys as time passes: they are deleted once their waiting period is over, imported
 * material expires, keys rotate. Each is recorded as a service event. A key that is disabled or
 * waits for material rotates once it is back.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html">Rotating
 *     AWS KMS keys</a>
 */
final class KeyUpkeep implements Upkeep {

  @Override
  public void run(Surroundings surroundings) {
    Instant now = surroundings.now();
    for (DueRecord due : KmsTables.due(surroundings.state(), now)) {
      KeyRecord seen = surroundings.state().get(KmsTables.KEYS, due.keyAddress());
      if (seen == null || !happensTo(seen, now)) {
        continue;
      }
      surroundings.change(
          KmsTables.scope(due.account()),
          transaction -> age(transaction, due.keyAddress(), surroundings));
    }
  }

  /** Looks once more, since a call may have come first. */
  private static List<ServiceEvent> age(
      Transaction transaction, String address, Surroundings surroundings) {
    KeyRecord key = transaction.get(KmsTables.KEYS, address);
    Instant now = surroundings.now();
    if (key == null || !happensTo(key, now)) {
      return List.of();
    }
    if (key.goneAt(now)) {
      KmsTables.remove(transaction, key);
      Replicas.leave(transaction, key);
      return List.of(KmsEvents.deletion(key));
    }
    List<ServiceEvent> events = new ArrayList<>();
    KeyRecord aged = settle(transaction, key, now, events);
    aged = expire(transaction, aged, now, events);
    aged = rotate(transaction, aged, surroundings, events);
    KmsTables.put(transaction, aged);
    return events;
  }

  /** Whether what is due can happen in the key's state. */
  private static boolean happensTo(KeyRecord key, Instant now) {
    return key.goneAt(now)
        || settles(key, now)
        || key.materials().stream().anyMatch(material -> expired(material, now))
        || rotates(key, now);
  }

  private static boolean expired(MaterialEntry material, Instant now) {
    return material.validTo() != null && !material.validTo().isAfter(now);
  }

  private static boolean rotates(KeyRecord key, Instant now) {
    return key.rotation() != null
        && !key.replica()
        && key.status() == KeyStatus.ENABLED
        && !key.rotation().next().isAfter(now);
  }

  private static boolean settles(KeyRecord key, Instant now) {
    return key.regions() != null
        && key.regions().settles() != null
        && !key.regions().settles().isAfter(now);
  }

  /** Ends a state in passing. A replica that is complete has been synchronized. */
  private static KeyRecord settle(
      Transaction transaction, KeyRecord key, Instant now, List<ServiceEvent> events) {
    if (!settles(key, now)) {
      return key;
    }
    KeyRecord primary = transaction.get(KmsTables.KEYS, key.addressIn(key.regions().primary()));
    if (key.status() == KeyStatus.CREATING && primary != null) {
      events.add(KmsEvents.synchronization(primary, key.regions().settles()));
    }
    return key.change().status(key.regions().settled()).done();
  }

  private static KeyRecord expire(
      Transaction transaction, KeyRecord key, Instant now, List<ServiceEvent> events) {
    KeyRecord next = key;
    for (MaterialEntry material : key.materials()) {
      if (expired(material, now)) {
        events.add(KmsEvents.expiry(key, material));
        next = Imports.without(transaction, next, material.id());
      }
    }
    return next;
  }

  private static KeyRecord rotate(
      Transaction transaction,
      KeyRecord key,
      Surroundings surroundings,
      List<ServiceEvent> events) {
    KeyRecord next = key;
    while (rotates(next, surroundings.now())) {
      Instant time = next.rotation().next();
      KeyRecord rotated =
          Rotation.rotated(transaction, next, surroundings.ids(), time, MaterialEntry.AUTOMATIC);
      events.add(KmsEvents.rotation(next, rotated, time, MaterialEntry.AUTOMATIC));
      if (KmsEvents.hasReplicas(next)) {
        events.add(KmsEvents.synchronization(next, time));
      }
      next = rotated.change().rotation(next.rotation().after()).done();
    }
    return next;
  }
}
