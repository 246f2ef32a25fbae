package dev.trailmark.cloud.s3.version;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectLockRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Ranges;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;

/**
 * Where the versions of objects are: what reads without a version id get in one table, all that it
 * covers and delete markers in another. A bucket whose versioning was never set keeps one version
 * of a key, with the id {@code null}; so does one whose versioning is suspended, beside those that
 * have ids.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html">How S3
 *     Versioning works</a>
 */
public final class VersionShelf {
  private VersionShelf() {}

  /**
   * What a deletion did.
   *
   * @param versionId the version that was removed, or the marker that was put; {@code null} where
   *     no version was named and none is kept
   * @param marker whether that is a delete marker
   */
  public record Deleted(String versionId, boolean marker) {}

  /** Completes what a data directory of an earlier release lacks. */
  public static void prepare(Store store) {
    VersionPlaces.complete(store);
  }

  /** A version by its id; {@code null} for none. */
  public static VersionRecord find(State state, String bucket, String key, String versionId) {
    VersionRecord current = current(state, bucket, key, versionId);
    if (current != null) {
      return current;
    }
    // If it is not there, the current one again: what was covered may just have come to light.
    VersionRecord covered = VersionPlaces.find(state, bucket, key, versionId);
    return covered == null ? current(state, bucket, key, versionId) : covered;
  }

  private static VersionRecord current(State state, String bucket, String key, String versionId) {
    ObjectRecord current = ObjectRecord.current(state, bucket, key);
    return current != null && current.versionId().equals(versionId)
        ? VersionRecord.of(current)
        : null;
  }

  /** The newest version of a key, if that is a delete marker; else {@code null}. */
  public static VersionRecord marker(State state, String bucket, String key) {
    if (ObjectRecord.current(state, bucket, key) != null) {
      return null;
    }
    return newestCovered(state, bucket, key);
  }

  private static VersionRecord newestCovered(State state, String bucket, String key) {
    Map.Entry<String, VersionRecord> first =
        state.range(S3Kinds.VERSION, S3Kinds.versionKey(bucket, key)).firstEntry();
    return first == null || !first.getValue().key().equals(key) ? null : first.getValue();
  }

  /** All versions of a key but the current object, newest first. */
  public static List<VersionRecord> covered(State state, String bucket, String key) {
    return coveredOnes(state, bucket, key).toList();
  }

  /** The same one by one, for who needs the newest only. */
  public static Stream<VersionRecord> coveredOnes(State state, String bucket, String key) {
    return ofKey(state.range(S3Kinds.VERSION, S3Kinds.versionKey(bucket, key)), key);
  }

  /** Those of them that are older than a version, there or gone, whose sequence that is. */
  public static Stream<VersionRecord> coveredBefore(
      State state, String bucket, String key, long sequence) {
    NavigableMap<String, VersionRecord> all =
        state.range(S3Kinds.VERSION, S3Kinds.versionKey(bucket, key));
    return ofKey(Ranges.from(all, VersionRecord.place(bucket, key, sequence), false), key);
  }

  /** Without those of keys that go on with a zero character, which are behind them. */
  private static Stream<VersionRecord> ofKey(
      NavigableMap<String, VersionRecord> versions, String key) {
    return versions.values().stream().takeWhile(version -> version.key().equals(key));
  }

  /**
   * Puts a new object over what is there.
   *
   * @return the object with its version
   */
  public static ObjectRecord put(
      Call call, Transaction tx, BucketRecord bucket, ObjectRecord object) {
    overtake(tx, bucket.name(), object.key());
    ObjectRecord old = ObjectRecord.current(tx, bucket.name(), object.key());
    long sequence = nextSequence(tx, bucket.name(), object.key());
    ObjectRecord made =
        ObjectLockRecord.withDefault(bucket, object)
            .as(newId(call.ids(), bucket, sequence), sequence);
    cover(tx, bucket, old);
    if (!bucket.keepsVersions()) {
      dropNull(tx, bucket.name(), object.key());
    }
    tx.put(S3Kinds.OBJECT, S3Kinds.objectKey(bucket.name(), object.key()), made);
    return made;
  }

  /**
   * Puts a replica over what is there: it keeps the id of the version that it is a replica of.
   *
   * @param bucket keeps versions
   * @return the object with its place among the versions of here
   */
  public static ObjectRecord putReplica(Transaction tx, BucketRecord bucket, ObjectRecord replica) {
    overtake(tx, bucket.name(), replica.key());
    ObjectRecord made =
        ObjectLockRecord.withDefault(bucket, replica)
            .as(replica.versionId(), nextSequence(tx, bucket.name(), replica.key()));
    cover(tx, bucket, ObjectRecord.current(tx, bucket.name(), replica.key()));
    tx.put(S3Kinds.OBJECT, S3Kinds.objectKey(bucket.name(), replica.key()), made);
    return made;
  }

  /** Puts a delete marker that is another one's replica over what is there. */
  public static void putReplica(Transaction tx, BucketRecord bucket, VersionRecord marker) {
    overtake(tx, bucket.name(), marker.key());
    long sequence = nextSequence(tx, bucket.name(), marker.key());
    cover(tx, bucket, ObjectRecord.current(tx, bucket.name(), marker.key()));
    tx.remove(S3Kinds.OBJECT, S3Kinds.objectKey(bucket.name(), marker.key()));
    VersionRecord made =
        new VersionRecord(
            bucket.name(),
            marker.key(),
            marker.versionId(),
            sequence,
            marker.modifiedAt(),
            bucket.ownerAccount(),
            null);
    VersionPlaces.put(tx, made);
  }

  /** Replaces a version by a changed one with the same id. */
  public static void replace(Transaction tx, ObjectRecord changed) {
    ObjectRecord current = ObjectRecord.current(tx, changed.bucket(), changed.key());
    if (current != null && current.versionId().equals(changed.versionId())) {
      tx.put(S3Kinds.OBJECT, S3Kinds.objectKey(changed.bucket(), changed.key()), changed);
      return;
    }
    VersionRecord version = VersionRecord.of(changed);
    VersionPlaces.put(tx, version);
  }

  /** Deletes a key: for good where no versions are kept, else under a delete marker. */
  public static Deleted delete(Call call, Transaction tx, BucketRecord bucket, String key) {
    Deleter deleter =
        new Deleter(
            call.ids(),
            now(call),
            call.accountId() == null ? bucket.ownerAccount() : call.accountId());
    return delete(deleter, tx, bucket, key);
  }

  /**
   * Who deletes.
   *
   * @param ids where a marker's version id comes from
   * @param now in whole seconds
   * @param account whose the marker will be
   */
  public record Deleter(Ids ids, Instant now, String account) {}

  /** The same by whoever it is. */
  public static Deleted delete(Deleter deleter, Transaction tx, BucketRecord bucket, String key) {
    overtake(tx, bucket.name(), key);
    ObjectRecord old = ObjectRecord.current(tx, bucket.name(), key);
    if (bucket.versioning() == null) {
      if (old != null) {
        removeCurrent(tx, old);
      }
      return new Deleted(null, false);
    }
    long sequence = nextSequence(tx, bucket.name(), key);
    cover(tx, bucket, old);
    if (old != null) {
      tx.remove(S3Kinds.OBJECT, S3Kinds.objectKey(bucket.name(), key));
    }
    if (!bucket.keepsVersions()) {
      dropNull(tx, bucket.name(), key);
    }
    VersionRecord marker =
        new VersionRecord(
            bucket.name(),
            key,
            newId(deleter.ids(), bucket, sequence),
            sequence,
            deleter.now(),
            deleter.account(),
            null);
    VersionPlaces.put(tx, marker);
    return new Deleted(marker.versionId(), true);
  }

  /** Removes one version for good; what it covered comes to light. */
  public static Deleted delete(Transaction tx, BucketRecord bucket, String key, String versionId) {
    VersionRecord version = find(tx, bucket.name(), key, versionId);
    if (version == null) {
      return new Deleted(versionId, false);
    }
    overtake(tx, bucket.name(), key);
    ObjectRecord current = ObjectRecord.current(tx, bucket.name(), key);
    if (current != null && current.versionId().equals(versionId)) {
      removeCurrent(tx, current);
    } else {
      VersionPlaces.remove(tx, version);
      if (!version.isMarker()) {
        forget(tx, version.object());
      }
    }
    uncover(tx, bucket.name(), key);
    return new Deleted(versionId, version.isMarker());
  }

  private static void removeCurrent(Transaction tx, ObjectRecord object) {
    tx.remove(S3Kinds.OBJECT, S3Kinds.objectKey(object.bucket(), object.key()));
    forget(tx, object);
  }

  /** Lets go of what goes with a version. */
  private static void forget(Transaction tx, ObjectRecord object) {
    Annotations.removeAll(tx, object);
    Accesses.forget(tx, object);
    tx.discard(object.blobId());
  }

  /** The newest version becomes current if it is an object. */
  private static void uncover(Transaction tx, String bucket, String key) {
    VersionRecord newest = marker(tx, bucket, key);
    if (newest != null && !newest.isMarker()) {
      VersionPlaces.remove(tx, newest);
      tx.put(S3Kinds.OBJECT, S3Kinds.objectKey(bucket, key), newest.object());
    }
  }

  /** Keeps an object that something newer covers, unless the new one takes its place. */
  private static void cover(Transaction tx, BucketRecord bucket, ObjectRecord old) {
    if (old == null) {
      return;
    }
    if (!bucket.keepsVersions() && old.versionId().equals(ObjectRecord.NO_VERSION)) {
      forget(tx, old);
      return;
    }
    VersionPlaces.put(tx, VersionRecord.of(old));
  }

  /** Removes the covered version without an id, whose place a new one takes. */
  private static void dropNull(Transaction tx, String bucket, String key) {
    VersionRecord version = VersionPlaces.find(tx, bucket, key, ObjectRecord.NO_VERSION);
    if (version == null) {
      return;
    }
    VersionPlaces.remove(tx, version);
    if (!version.isMarker()) {
      forget(tx, version.object());
    }
  }

  private static String newId(Ids ids, BucketRecord bucket, long sequence) {
    return bucket.keepsVersions() ? VersionIds.make(ids, sequence) : ObjectRecord.NO_VERSION;
  }

  private static long nextSequence(State state, String bucket, String key) {
    ObjectRecord current = ObjectRecord.current(state, bucket, key);
    VersionRecord covered = newestCovered(state, bucket, key);
    return 1
        + Math.max(
            covered == null ? 0 : covered.sequence(), current == null ? 0 : current.sequence());
  }

  /** The time of a write or a deletion of now; clients see whole seconds. */
  public static Instant now(Call call) {
    return call.time().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Notes in the uploads of a key that it was written or deleted while they went on. */
  private static void overtake(Transaction tx, String bucket, String key) {
    for (UploadRecord upload :
        List.copyOf(tx.range(S3Kinds.UPLOAD, S3Kinds.versionKey(bucket, key)).values())) {
      if (upload.key().equals(key) && !upload.overtaken()) {
        tx.put(S3Kinds.UPLOAD, upload.place(), upload.asOvertaken());
      }
    }
  }
}
