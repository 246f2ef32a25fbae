package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.store.Kind;
import java.util.List;

/**
 * A version that has still to be replicated, or of which something else than its body has changed.
 * It is written with the version and removed when the replication has ended, so that a restart
 * takes it up again.
 *
 * @param bucket the source
 * @param key its key
 * @param versionId its version, which may be a delete marker
 * @param sequence its place among the key's versions
 * @param change whether the replicas should be there already
 * @param destinations buckets
 * @param turn greater with each change that comes before the end
 */
record Pending(
    String bucket,
    String key,
    String versionId,
    long sequence,
    boolean change,
    List<String> destinations,
    int turn)
    implements Noted {

  /** By bucket, key and age: versions of a key are replicated in the order of their writing. */
  static final Kind<Pending> KIND = new Kind<>("s3.replication", Pending.class);

  /** Copies the list so that the record is immutable. */
  Pending {
    destinations = List.copyOf(destinations);
  }

  static Pending of(ObjectRecord object, boolean change, List<String> destinations) {
    return new Pending(
        object.bucket(),
        object.key(),
        object.versionId(),
        object.sequence(),
        change,
        destinations,
        1);
  }

  static Pending of(VersionRecord marker, List<String> destinations) {
    return new Pending(
        marker.bucket(),
        marker.key(),
        marker.versionId(),
        marker.sequence(),
        false,
        destinations,
        1);
  }

  /** The same once something has changed again. */
  Pending again() {
    return new Pending(bucket, key, versionId, sequence, change, destinations, turn + 1);
  }

  @Override
  public boolean replicate(Round round) {
    return new Attempt(round, this).go();
  }

  @Override
  public String place() {
    return S3Kinds.versionKey(bucket, key) + String.format("%016x", sequence);
  }
}
