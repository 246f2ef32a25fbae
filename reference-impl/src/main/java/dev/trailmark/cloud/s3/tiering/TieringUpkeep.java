package dev.trailmark.cloud.s3.tiering;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.storage.StorageClasses;
import dev.trailmark.cloud.s3.version.Accesses;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Records what was read, and archives what was not: a bucket with configurations is gone through
 * once a day of the simulated clock, and when they have changed.
 */
final class TieringUpkeep implements Upkeep {
  private static final int PAGE = 500;

  private final AccessNotes notes;
  private final DocumentCodec codec;
  private final Map<String, Round> rounds = new HashMap<>();

  TieringUpkeep(AccessNotes notes, DocumentCodec codec) {
    this.notes = notes;
    this.codec = codec;
  }

  /** The configurations and the day that a bucket was gone through for last. */
  private record Round(List<ConfigurationRecord> configurations, Instant day) {}

  @Override
  public synchronized void run(Surroundings surroundings) {
    notes.flush(surroundings);
    Instant day = surroundings.now().truncatedTo(ChronoUnit.DAYS);
    Map<String, Round> due = new HashMap<>();
    for (String bucket : surroundings.state().range(S3Kinds.BUCKET, "").keySet()) {
      List<ConfigurationRecord> kept = configurations(surroundings.state(), bucket);
      if (!kept.isEmpty()) {
        due.put(bucket, new Round(kept, day));
      }
    }
    rounds.keySet().retainAll(due.keySet());
    due.forEach(
        (bucket, round) -> {
          if (!round.equals(rounds.get(bucket))) {
            archive(surroundings, bucket, TierRules.of(codec, round.configurations()));
            rounds.put(bucket, round);
          }
        });
  }

  @Override
  public void finish(Surroundings surroundings) {
    notes.flush(surroundings);
  }

  private static List<ConfigurationRecord> configurations(State state, String bucket) {
    String place = S3Kinds.configurationKey(bucket, TierRules.SUBRESOURCE, "");
    return List.copyOf(state.range(S3Kinds.CONFIGURATION, place).values());
  }

  private static void archive(Surroundings surroundings, String bucket, TierRules rules) {
    State state = surroundings.state();
    Instant now = surroundings.now();
    String all = S3Kinds.objectKey(bucket, "");
    List<ObjectRecord> page = new ArrayList<>();
    for (ObjectRecord object : state.range(S3Kinds.OBJECT, all).values()) {
      consider(surroundings, object, rules, now, page);
    }
    for (VersionRecord version : state.range(S3Kinds.VERSION, all).values()) {
      if (!version.isMarker()) {
        consider(surroundings, version.object(), rules, now, page);
      }
    }
    flush(surroundings, bucket, rules, page);
  }

  private static void consider(
      Surroundings surroundings,
      ObjectRecord object,
      TierRules rules,
      Instant now,
      List<ObjectRecord> page) {
    if (due(surroundings.state(), object, rules, now) != null) {
      page.add(object);
    }
    if (page.size() == PAGE) {
      flush(surroundings, object.bucket(), rules, page);
    }
  }

  private static String due(State state, ObjectRecord object, TierRules rules, Instant now) {
    return StorageClasses.isTiered(object)
        ? rules.due(object, Accesses.last(state, object, now), now)
        : null;
  }

  private static void flush(
      Surroundings surroundings, String bucket, TierRules rules, List<ObjectRecord> page) {
    if (page.isEmpty()) {
      return;
    }
    List<ObjectRecord> objects = List.copyOf(page);
    page.clear();
    surroundings.change(
        S3Kinds.scope(bucket),
        tx -> {
          objects.forEach(object -> move(tx, object, rules, surroundings.now()));
          return List.of();
        });
  }

  /** Looks again, since requests may have come first. */
  private static void move(Transaction tx, ObjectRecord found, TierRules rules, Instant now) {
    VersionRecord version = VersionShelf.find(tx, found.bucket(), found.key(), found.versionId());
    if (version != null && !version.isMarker()) {
      String tier = due(tx, version.object(), rules, now);
      if (tier != null) {
        StorageClasses.archive(tx, version.object(), tier);
      }
    }
  }
}
