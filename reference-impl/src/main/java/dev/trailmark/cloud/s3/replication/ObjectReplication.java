package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ReadOnce;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.ReplicationMark;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.version.Annotations;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;

/**
 * Replicates what is written to buckets that have a replication: notes it in the transaction of the
 * write, and copies it a moment later.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html">Replicating
 *     objects within and across Regions</a>
 */
public final class ObjectReplication implements S3Family {
  private final ReadOnce<Rules> rulesOf;
  private Upkeep upkeep = Upkeep.NONE;

  /** The family, which reads configurations by that codec. */
  public ObjectReplication(DocumentCodec codec) {
    this.rulesOf = Rules.readBy(codec);
  }

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    return List.of();
  }

  @Override
  public void mayWrite(S3Access access, DataKeys dataKeys) {
    Replicas replicas = new Replicas(new ReplicaRights(access), dataKeys);
    upkeep = new ReplicationUpkeep(rulesOf, replicas);
  }

  @Override
  public Upkeep upkeep() {
    return upkeep;
  }

  @Override
  public void written(Transaction tx, ObjectRecord object) {
    Rules rules = rulesOf.of(tx, object.bucket());
    List<String> destinations = rules == null ? List.of() : rules.destinations(object);
    if (!destinations.isEmpty()) {
      VersionShelf.replace(tx, object.withReplication(ReplicationMark.PENDING));
      note(tx, Pending.of(object, false, destinations));
    }
  }

  /** Only what is added to a version that is replicated itself. */
  @Override
  public void annotated(Transaction tx, ObjectRecord object, AnnotationRecord annotation) {
    ReplicationMark mark = object.replication();
    Rules rules = mark == null || mark.replica() ? null : rulesOf.of(tx, object.bucket());
    List<String> destinations = rules == null ? List.of() : rules.destinations(object);
    if (!destinations.isEmpty()) {
      Annotations.amend(tx, object, annotation.withReplication(ReplicationMark.PENDING.status()));
      PendingAnnotation pending =
          PendingAnnotation.of(object, annotation.name(), annotation.blobId(), destinations);
      tx.put(PendingAnnotation.KIND, pending.place(), pending);
    }
  }

  @Override
  public void marked(Transaction tx, VersionRecord marker) {
    Rules rules = rulesOf.of(tx, marker.bucket());
    if (rules == null) {
      return;
    }
    List<String> destinations =
        rules.destinationsOfMarker(
            marker.key(), other -> owner(tx, other).equals(owner(tx, marker.bucket())));
    if (!destinations.isEmpty()) {
      note(tx, Pending.of(marker, destinations));
    }
  }

  private static String owner(State state, String bucket) {
    BucketRecord found = state.get(S3Kinds.BUCKET, bucket);
    return found == null ? "" : found.ownerAccount();
  }

  @Override
  public void changed(Transaction tx, ObjectRecord object) {
    ReplicationMark mark = object.replication();
    Rules rules = mark == null ? null : rulesOf.of(tx, object.bucket());
    if (rules == null) {
      return;
    }
    List<String> destinations =
        mark.replica() ? rules.destinationsOfReplica(object) : rules.destinations(object);
    if (!destinations.isEmpty()) {
      VersionShelf.replace(tx, object.withReplication(mark.pending()));
      Pending change = Pending.of(object, true, destinations);
      Pending before = tx.get(Pending.KIND, change.place());
      note(tx, before == null ? change : before.again());
    }
  }

  private static void note(Transaction tx, Pending pending) {
    tx.put(Pending.KIND, pending.place(), pending);
  }
}
