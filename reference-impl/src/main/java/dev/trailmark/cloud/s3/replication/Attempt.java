package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** One pending replication, tried once with a session of the role. */
final class Attempt {
  /** How it went at one destination. */
  private enum Outcome {
    DONE,
    FAILED,
    AGAIN
  }

  private final Round round;
  private final Upkeep.Surroundings surroundings;
  private final RoleSession session;
  private final Pending pending;

  Attempt(Round round, Pending pending) {
    this.round = round;
    this.surroundings = round.surroundings();
    this.session = round.session();
    this.pending = pending;
  }

  /**
   * Replicates to all destinations and ends the replication, unless one cannot be reached now.
   *
   * @return whether it has ended, or is not this version's turn yet
   */
  boolean go() {
    if (!isOldest()) {
      return true;
    }
    VersionRecord version = version();
    boolean everywhere = true;
    if (version != null) {
      for (String destination : pending.destinations()) {
        Outcome outcome = session == null ? Outcome.FAILED : tried(version, destination);
        if (outcome == Outcome.AGAIN) {
          return false;
        }
        everywhere &= outcome == Outcome.DONE;
      }
    }
    end(everywhere);
    return true;
  }

  /**
   * Whether nothing older of the key is pending: what was noted while the round began may be in it
   * without what was noted just before.
   */
  private boolean isOldest() {
    NavigableMap<String, Pending> ofKey =
        surroundings
            .state()
            .range(Pending.KIND, S3Kinds.versionKey(pending.bucket(), pending.key()));
    return !ofKey.isEmpty() && ofKey.firstKey().equals(pending.place());
  }

  private VersionRecord version() {
    return VersionShelf.find(
        surroundings.state(), pending.bucket(), pending.key(), pending.versionId());
  }

  private Outcome tried(VersionRecord version, String destination) {
    try {
      return replicate(version, destination);
    } catch (ServiceException refused) {
      return ReplicationUpkeep.isTemporary(refused) ? Outcome.AGAIN : Outcome.FAILED;
    }
  }

  private Outcome replicate(VersionRecord version, String destination) {
    Predicate<Rule> covering =
        version.isMarker()
            ? rule -> rule.covers(version.key())
            : rule -> rule.covers(version.object());
    Rule rule = round.rules().to(destination, covering);
    BucketRecord bucket = surroundings.state().get(S3Kinds.BUCKET, destination);
    if (rule == null || !Destinations.accepts(surroundings.state(), round.source(), bucket, rule)) {
      return Outcome.FAILED;
    }
    Replicas.Side to = session.at(bucket);
    return version.isMarker() ? mark(version, to) : replicate(version.object(), to, rule.terms());
  }

  private Outcome mark(VersionRecord marker, Replicas.Side to) {
    round.replicas().requireDelete(to, marker.key());
    return change(
        to,
        (tx, bucket) -> {
          if (there(tx, bucket) == null) {
            VersionShelf.putReplica(tx, bucket, marker);
          }
          return true;
        });
  }

  private Outcome replicate(ObjectRecord object, Replicas.Side to, Replicas.Terms terms) {
    Replicas.Side from = session.at(round.source());
    VersionRecord there = there(surroundings.state(), to.bucket());
    if (there != null || pending.change()) {
      return amend(from, object, to, terms, there);
    }
    Replicas.Made made = round.replicas().copy(from, object, to, terms, surroundings::ending);
    if (made == null) {
      return Outcome.AGAIN;
    }
    Outcome outcome = Outcome.FAILED;
    try {
      outcome =
          change(
              to,
              (tx, bucket) -> {
                made.publish(tx, bucket);
                return true;
              });
    } finally {
      if (outcome != Outcome.DONE) {
        to.call().blobs().abandon(made.body());
      }
    }
    return outcome;
  }

  /** The replica was removed when there is nothing to amend. */
  private Outcome amend(
      Replicas.Side from,
      ObjectRecord object,
      Replicas.Side to,
      Replicas.Terms terms,
      VersionRecord found) {
    ObjectRecord replica = found == null || found.isMarker() ? null : found.object();
    var amendment = round.replicas().amendment(from, object, to, terms, replica);
    return change(
        to,
        (tx, bucket) -> {
          VersionRecord there = there(tx, bucket);
          if (there == null || there.isMarker()) {
            return false;
          }
          VersionShelf.replace(tx, amendment.apply(there.object()));
          return true;
        });
  }

  private VersionRecord there(State state, BucketRecord bucket) {
    return VersionShelf.find(state, bucket.name(), pending.key(), pending.versionId());
  }

  private Outcome change(Replicas.Side to, BiPredicate<Transaction, BucketRecord> change) {
    return Destinations.change(surroundings, to, change) ? Outcome.DONE : Outcome.FAILED;
  }

  /** What changed meanwhile is replicated by the next round. */
  private void end(boolean everywhere) {
    surroundings.change(
        S3Kinds.scope(pending.bucket()),
        tx -> {
          if (!pending.equals(tx.get(Pending.KIND, pending.place()))) {
            return List.of();
          }
          tx.remove(Pending.KIND, pending.place());
          VersionRecord now =
              VersionShelf.find(tx, pending.bucket(), pending.key(), pending.versionId());
          if (now != null && !now.isMarker() && now.object().replication() != null) {
            ObjectRecord object = now.object();
            VersionShelf.replace(
                tx, object.withReplication(object.replication().ended(everywhere)));
          }
          return List.of();
        });
  }
}
