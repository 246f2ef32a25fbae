package dev.trailmark.cloud.s3.lifecycle;

import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.access.Deed;
import dev.trailmark.cloud.s3.config.ReadOnce;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.multipart.Uploads;
import dev.trailmark.cloud.s3.storage.StorageClasses;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Obeys the rules. All that they make due is due at a midnight UTC, so a bucket is gone through
 * once a day, and when its rules have changed: page by page, each page in a transaction of its own,
 * which looks again at what it deletes.
 */
final class LifecycleUpkeep implements Upkeep {
  private static final int PAGE = 500;

  private final ReadOnce<Rules> rulesOf;
  private final BiConsumer<Surroundings, Deed> log;
  private final Map<String, Round> rounds = new HashMap<>();

  LifecycleUpkeep(ReadOnce<Rules> rulesOf, BiConsumer<Surroundings, Deed> log) {
    this.rulesOf = rulesOf;
    this.log = log;
  }

  /** The rules and the day that a bucket was gone through for last. */
  private record Round(ConfigurationRecord rules, Instant day) {}

  @Override
  public synchronized void run(Surroundings surroundings) {
    Instant day = surroundings.now().truncatedTo(ChronoUnit.DAYS);
    Map<String, ConfigurationRecord> ruled = ruled(surroundings.state());
    rounds.keySet().retainAll(ruled.keySet());
    ruled.forEach(
        (bucket, record) -> {
          Round before = rounds.get(bucket);
          if (before == null || !before.rules().equals(record) || !before.day().equals(day)) {
            new Walk(surroundings, bucket, rulesOf.of(bucket, record), log).go();
            rounds.put(bucket, new Round(record, day));
          }
        });
  }

  /** The lifecycles that there are, by bucket. */
  private static Map<String, ConfigurationRecord> ruled(State state) {
    Map<String, ConfigurationRecord> ruled = new HashMap<>();
    for (String bucket : state.range(S3Kinds.BUCKET, "").keySet()) {
      ConfigurationRecord record = Rules.record(state, bucket);
      if (record != null) {
        ruled.put(bucket, record);
      }
    }
    return ruled;
  }

  /** One bucket, once. */
  private static final class Walk {
    private final Surroundings surroundings;
    private final String bucket;
    private final Rules rules;
    private final Instant now;
    private final BiConsumer<Surroundings, Deed> log;
    private final List<Deed> done = new ArrayList<>();

    Walk(
        Surroundings surroundings, String bucket, Rules rules, BiConsumer<Surroundings, Deed> log) {
      this.surroundings = surroundings;
      this.bucket = bucket;
      this.rules = rules;
      this.now = surroundings.now();
      this.log = log;
    }

    /** Does all that is due. */
    void go() {
      List<String> page = new ArrayList<>(PAGE);
      String all = S3Kinds.objectKey(bucket, "");
      for (ObjectRecord object : surroundings.state().range(S3Kinds.OBJECT, all).values()) {
        consider(object.key(), page);
      }
      String last = null;
      for (VersionRecord version : surroundings.state().range(S3Kinds.VERSION, all).values()) {
        boolean hidden = ObjectRecord.current(surroundings.state(), bucket, version.key()) == null;
        if (hidden && !version.key().equals(last)) {
          consider(version.key(), page);
        }
        last = version.key();
      }
      flush(page);
      abortUploads();
    }

    private void consider(String key, List<String> page) {
      BucketRecord record = surroundings.state().get(S3Kinds.BUCKET, bucket);
      if (record != null && !due(surroundings.state(), record, key).isEmpty()) {
        page.add(key);
      }
      if (page.size() == PAGE) {
        flush(page);
      }
    }

    private List<Action> due(State state, BucketRecord record, String key) {
      List<Stored> versions = new ArrayList<>();
      ObjectRecord current = ObjectRecord.current(state, bucket, key);
      if (current != null) {
        versions.add(Stored.of(current));
      }
      VersionShelf.covered(state, bucket, key).forEach(version -> versions.add(Stored.of(version)));
      return new Decider(rules, record.versioning() != null, now)
          .decide(key, versions).stream()
              .filter(action -> !isLocked(state, key, action) && !waits(state, key, action))
              .toList();
    }

    /** Nothing removes a locked version; its rule waits until the lock is over. */
    private boolean isLocked(State state, String key, Action action) {
      if (action.kind() != Action.Kind.REMOVE) {
        return false;
      }
      VersionRecord version = VersionShelf.find(state, bucket, key, action.versionId());
      return version != null && !version.isMarker() && version.object().isLocked(now);
    }

    /** What is not replicated yet, or could not be, neither expires nor moves. */
    private boolean waits(State state, String key, Action action) {
      VersionRecord version = VersionShelf.find(state, bucket, key, action.versionId());
      return version != null && !version.isMarker() && version.object().awaitsReplication();
    }

    private void flush(List<String> page) {
      if (page.isEmpty()) {
        return;
      }
      List<String> keys = List.copyOf(page);
      page.clear();
      change(
          tx -> {
            BucketRecord record = tx.get(S3Kinds.BUCKET, bucket);
            if (record != null) {
              keys.forEach(key -> due(tx, record, key).forEach(act -> act(tx, record, key, act)));
            }
          });
    }

    /** Changes a page, then has the access log say what was done. */
    private void change(Consumer<Transaction> page) {
      surroundings.change(
          S3Kinds.scope(bucket),
          tx -> {
            page.accept(tx);
            return List.of();
          });
      done.forEach(deed -> log.accept(surroundings, deed));
      done.clear();
    }

    private void act(Transaction tx, BucketRecord record, String key, Action action) {
      switch (action.kind()) {
        case EXPIRE -> expire(tx, record, key);
        case REMOVE -> remove(tx, record, key, action.versionId());
        case MOVE -> move(tx, key, action);
      }
    }

    private void expire(Transaction tx, BucketRecord record, String key) {
      ObjectRecord object = ObjectRecord.current(tx, bucket, key);
      VersionShelf.Deleted deleted =
          VersionShelf.delete(
              new VersionShelf.Deleter(
                  surroundings.ids(), now.truncatedTo(ChronoUnit.SECONDS), record.ownerAccount()),
              tx,
              record,
              key);
      String operation = deleted.marker() ? "S3.CREATE.DELETEMARKER" : "S3.EXPIRE.OBJECT";
      note(operation, key, deleted.versionId(), object);
    }

    /** Notes what was done, to which object if it was one. */
    private void note(String operation, String key, String versionId, ObjectRecord object) {
      long size = object == null ? -1 : object.size();
      done.add(Deed.ownAccord(operation, bucket, key, versionId, size));
    }

    /** What is locked stays until it no longer is. */
    private void remove(Transaction tx, BucketRecord record, String key, String versionId) {
      VersionRecord version = VersionShelf.find(tx, bucket, key, versionId);
      boolean locked = version != null && !version.isMarker() && version.object().isLocked(now);
      if (!locked) {
        VersionShelf.delete(tx, record, key, versionId);
        note(
            "S3.EXPIRE.OBJECT",
            key,
            versionId,
            version == null || version.isMarker() ? null : version.object());
      }
    }

    private void move(Transaction tx, String key, Action action) {
      VersionRecord version = VersionShelf.find(tx, bucket, key, action.versionId());
      if (version != null && !version.isMarker()) {
        StorageClasses.transition(tx, version.object(), action.storageClass(), now);
        note(action.logged(), key, action.versionId(), version.object());
      }
    }

    private void abortUploads() {
      NavigableMap<String, UploadRecord> uploads =
          surroundings.state().range(S3Kinds.UPLOAD, S3Kinds.objectKey(bucket, ""));
      List<String> late = new ArrayList<>();
      uploads.forEach(
          (place, upload) -> {
            if (isLate(upload)) {
              late.add(place);
            }
          });
      for (int from = 0; from < late.size(); from += PAGE) {
        List<String> page = late.subList(from, Math.min(late.size(), from + PAGE));
        change(tx -> page.forEach(place -> abort(tx, place)));
      }
    }

    private void abort(Transaction tx, String place) {
      UploadRecord upload = tx.get(S3Kinds.UPLOAD, place);
      if (upload != null) {
        Uploads.remove(tx, upload);
        note("S3.DELETE.UPLOAD", upload.key(), null, null);
      }
    }

    private boolean isLate(UploadRecord upload) {
      return rules.rules().stream()
          .anyMatch(
              rule ->
                  rule.aborts(upload.key())
                      && !Rule.due(upload.initiatedAt(), rule.abortDays()).isAfter(now));
    }
  }
}
