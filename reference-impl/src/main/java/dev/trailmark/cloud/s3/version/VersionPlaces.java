package dev.trailmark.cloud.s3.version;

import dev.trailmark.cloud.s3.model.PlaceRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The table of versions that are not current, and where one of a given id is in it, however many
 * its key has. Most ids tell their place. Those that do not are listed: what was written without an
 * id, and replicas, whose place here need not be the one that their id was made for.
 */
final class VersionPlaces {
  /** The key of the entry which says that no place is missing. */
  private static final String COMPLETE = "";

  private static final int PAGE = 1_000;

  private VersionPlaces() {}

  /** The version that has that id; {@code null} for none. */
  static VersionRecord find(State state, String bucket, String key, String versionId) {
    OptionalLong told = VersionIds.sequence(versionId);
    VersionRecord version = told.isEmpty() ? null : at(state, bucket, key, told.getAsLong());
    if (version == null || !version.versionId().equals(versionId)) {
      PlaceRecord listed = state.get(S3Kinds.VERSION_PLACE, listing(bucket, key, versionId));
      version = listed == null ? null : at(state, bucket, key, listed.sequence());
    }
    return version == null || !version.versionId().equals(versionId) ? null : version;
  }

  private static VersionRecord at(State state, String bucket, String key, long sequence) {
    return state.get(S3Kinds.VERSION, VersionRecord.place(bucket, key, sequence));
  }

  private static String listing(String bucket, String key, String versionId) {
    return S3Kinds.versionKey(bucket, key) + versionId;
  }

  private static String listing(VersionRecord version) {
    return listing(version.bucket(), version.key(), version.versionId());
  }

  private static boolean isTold(VersionRecord version) {
    OptionalLong told = VersionIds.sequence(version.versionId());
    return told.isPresent() && told.getAsLong() == version.sequence();
  }

  /** Puts a version, or replaces it by a changed one. */
  static void put(Transaction tx, VersionRecord version) {
    tx.put(S3Kinds.VERSION, version.place(), version);
    if (!isTold(version)) {
      tx.put(S3Kinds.VERSION_PLACE, listing(version), new PlaceRecord(version.sequence()));
    }
  }

  /** Removes a version. */
  static void remove(Transaction tx, VersionRecord version) {
    tx.remove(S3Kinds.VERSION, version.place());
    if (!isTold(version)) {
      tx.remove(S3Kinds.VERSION_PLACE, listing(version));
    }
  }

  /** Lists what a data directory of an earlier release lacks, once. */
  static void complete(Store store) {
    if (store.state().get(S3Kinds.VERSION_PLACE, COMPLETE) != null) {
      return;
    }
    List<VersionRecord> missing =
        store.state().range(S3Kinds.VERSION, "").values().stream()
            .filter(version -> !isTold(version))
            .toList();
    for (int from = 0; from < missing.size(); from += PAGE) {
      List<VersionRecord> some = missing.subList(from, Math.min(missing.size(), from + PAGE));
      change(store, tx -> some.forEach(version -> put(tx, version)));
    }
    change(store, tx -> tx.put(S3Kinds.VERSION_PLACE, COMPLETE, new PlaceRecord(0)));
  }

  /** Nobody else changes anything yet, so any scope will do. */
  private static void change(Store store, Consumer<Transaction> change) {
    store
        .stage(
            S3Kinds.scope(""),
            tx -> {
              change.accept(tx);
              return null;
            })
        .commit(List.of())
        .join();
  }
}
