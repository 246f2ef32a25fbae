package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.ReplicationMark;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.object.AnnotationTexts;
import dev.trailmark.cloud.s3.version.Annotations;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * One pending replication of an annotation, tried once: it follows its object, whose replica must
 * be there. That an annotation is deleted is not replicated.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-example-walkthroughs.html#replication-annotations">Replicating
 *     annotations</a>
 */
final class AnnotationAttempt {
  private final Round round;
  private final Upkeep.Surroundings surroundings;
  private final RoleSession session;
  private final PendingAnnotation pending;

  AnnotationAttempt(Round round, PendingAnnotation pending) {
    this.round = round;
    this.surroundings = round.surroundings();
    this.session = round.session();
    this.pending = pending;
  }

  /**
   * Replicates to all destinations, unless the object itself has still to be replicated.
   *
   * @return whether it has ended, or has to wait for its object
   */
  boolean go() {
    if (surroundings.state().get(Pending.KIND, pending.versionPlace()) != null) {
      return true;
    }
    ObjectRecord object = version(surroundings.state(), pending.bucket());
    AnnotationRecord annotation =
        object == null ? null : Annotations.find(surroundings.state(), object, pending.name());
    boolean everywhere = true;
    if (annotation != null && annotation.blobId().equals(pending.blobId())) {
      for (String destination : pending.destinations()) {
        try {
          everywhere &= session != null && replicated(object, annotation, destination);
        } catch (ServiceException refused) {
          if (ReplicationUpkeep.isTemporary(refused)) {
            return false;
          }
          everywhere = false;
        }
      }
    }
    end(everywhere);
    return true;
  }

  private boolean replicated(ObjectRecord object, AnnotationRecord annotation, String destination) {
    Rule rule = round.rules().to(destination, each -> each.covers(object));
    BucketRecord bucket = surroundings.state().get(S3Kinds.BUCKET, destination);
    ObjectRecord replica = version(surroundings.state(), destination);
    if (rule == null
        || replica == null
        || !Destinations.accepts(surroundings.state(), round.source(), bucket, rule)) {
      return false;
    }
    Replicas.Side to = session.at(bucket);
    Optional<AnnotationTexts.Kept> copy =
        round.replicas().copy(session.at(round.source()), object, annotation, to, replica);
    if (copy.isEmpty()) {
      return true;
    }
    boolean made = false;
    try {
      made = Destinations.change(surroundings, to, (tx, now) -> put(tx, destination, copy.get()));
    } finally {
      if (!made) {
        to.call().blobs().abandon(copy.get().text());
      }
    }
    return made;
  }

  /** Annotations that were deleted at the source stay, so there may be no room for more. */
  private boolean put(Transaction tx, String destination, AnnotationTexts.Kept copy) {
    ObjectRecord replica = version(tx, destination);
    boolean room =
        replica != null
            && (Annotations.find(tx, replica, pending.name()) != null
                || Annotations.of(tx, replica).size() < Annotations.MOST);
    if (room) {
      Annotations.put(tx, replica, copy.record(), copy.text());
    }
    return room;
  }

  private ObjectRecord version(State state, String bucket) {
    VersionRecord version = VersionShelf.find(state, bucket, pending.key(), pending.versionId());
    return version == null ? null : version.object();
  }

  /** What was put again meanwhile is replicated by the next round. */
  private void end(boolean everywhere) {
    surroundings.change(
        S3Kinds.scope(pending.bucket()),
        tx -> {
          if (!pending.equals(tx.get(PendingAnnotation.KIND, pending.place()))) {
            return List.of();
          }
          tx.remove(PendingAnnotation.KIND, pending.place());
          ObjectRecord object = version(tx, pending.bucket());
          AnnotationRecord now =
              object == null ? null : Annotations.find(tx, object, pending.name());
          if (now != null && now.blobId().equals(pending.blobId())) {
            String status = ReplicationMark.PENDING.ended(everywhere).status();
            Annotations.amend(tx, object, now.withReplication(status));
          }
          return List.of();
        });
  }
}
