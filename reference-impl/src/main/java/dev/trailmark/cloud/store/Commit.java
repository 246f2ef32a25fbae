package dev.trailmark.cloud.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A transaction on its way to the journal and to readers.
 *
 * @param changes records put and removed
 * @param kept bodies that the records name
 * @param discarded ids of bodies that no record names any more
 * @param events what is journalled with the changes
 * @param done completes once the changes are durable and published
 */
record Commit(
    List<Change<?>> changes,
    List<Blob> kept,
    List<String> discarded,
    List<Event> events,
    CompletableFuture<Void> done) {

  Commit(ChangeSet set, List<Event> events) {
    this(
        set.changes(),
        List.copyOf(set.kept()),
        List.copyOf(set.discarded()),
        List.copyOf(events),
        new CompletableFuture<>());
  }

  /** Whether there is nothing that readers or the journal's records would notice. */
  boolean changesNothing() {
    return changes.isEmpty() && kept.isEmpty() && discarded.isEmpty();
  }
}
