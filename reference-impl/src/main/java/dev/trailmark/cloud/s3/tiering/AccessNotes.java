package dev.trailmark.cloud.s3.tiering;

import dev.trailmark.cloud.operation.Upkeep.Surroundings;
import dev.trailmark.cloud.s3.model.AccessRecord;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Reads that are not recorded yet. A read itself writes nothing: it is noted here, to the midnight
 * that follows, and recorded with others by the next upkeep, once a day for each object at most. So
 * an object is archived up to a day later than by the minute and never earlier; the reads of the
 * last second are lost when the process is killed.
 */
final class AccessNotes {
  private final Map<String, Note> notes = new ConcurrentHashMap<>();

  /** An object that was read, and what its read counts to. */
  private record Note(ObjectRecord object, Instant at) {}

  /** Notes a read, unless one of that day is recorded. */
  void note(State state, ObjectRecord object, Instant now) {
    if (!StorageClasses.isTiered(object)) {
      return;
    }
    Instant at = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    AccessRecord recorded = Accesses.recorded(state, object);
    if (recorded == null || recorded.at().isBefore(at)) {
      notes.put(S3Kinds.versionPlace(object), new Note(object, at));
    }
  }

  /** Records what was noted of versions that are still there. */
  void flush(Surroundings surroundings) {
    if (notes.isEmpty()) {
      return;
    }
    Map<String, List<Map.Entry<String, Note>>> byBucket =
        Map.copyOf(notes).entrySet().stream()
            .collect(Collectors.groupingBy(note -> note.getValue().object().bucket()));
    byBucket.forEach(
        (bucket, some) -> {
          surroundings.change(
              S3Kinds.scope(bucket),
              tx -> {
                some.forEach(note -> record(tx, note.getValue()));
                return List.of();
              });
          some.forEach(note -> notes.remove(note.getKey(), note.getValue()));
        });
  }

  private static void record(Transaction tx, Note note) {
    ObjectRecord object = note.object();
    VersionRecord now = VersionShelf.find(tx, object.bucket(), object.key(), object.versionId());
    if (now != null && !now.isMarker() && now.sequence() == object.sequence()) {
      Accesses.record(tx, now.object(), note.at());
    }
  }
}
