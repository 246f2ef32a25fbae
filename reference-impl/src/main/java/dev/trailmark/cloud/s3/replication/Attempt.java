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

  private final Replicas replicas;
  private final Upkeep.Surroundings surroundings;
  private final BucketRecord source;
  private final Rules rules;
  private final RoleSession session;
  private final Pending pending;

  /**
   * An attempt.
   *
   * @param session {@code null} where the role cannot be assumed, so that nothing can be done
   */
  Attempt(
      Replicas replicas,
      Upkeep.Surroundings surroundings,
      BucketRecord source,
      Rules rules,
      RoleSession session,
      Pending pending) {
    this.replicas = replicas;
    this.surroundings = surroundings;
    this.source = source;
    this.rules = rules;
    this.session = session;
    this.pending = pending;
  }

  /** Replicates to all destinations and ends the replication, unless one cannot be reached now. */
  void go() {
    VersionRecord version = version();
    boolean everywhere = true;
    if (version != null) {
      for (String destination : pending.destinations()) {
        Outcome outcome = session == null ? Outcome.FAILED : tried(version, destination);
        if (outcome == Outcome.AGAIN) {
          return;
        }
        everywhere &= outcome == Outcome.DONE;
      }
    }
    end(everywhere);
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
    Rule rule = rules.to(destination, covering);
    BucketRecord bucket = surroundings.state().get(S3Kinds.BUCKET, destination);
    if (rule == null || !Destinations.accepts(surroundings.state(), source, bucket, rule)) {
      return Outcome.FAILED;
    }
    Replicas.Side to = session.at(bucket);
    return version.isMarker() ? mark(version, to) : replicate(version.object(), to, rule.terms());
  }

  private Outcome mark(VersionRecord marker, Replicas.Side to) {
    replicas.requireDelete(to, marker.key());
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
    Replicas.Side from = session.at(source);
    VersionRecord there = there(surroundings.state(), to.bucket());
    if (there != null || pending.change()) {
      return amend(from, object, to, terms, there);
    }
    Replicas.Made made = replicas.copy(from, object, to, terms);
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
    var amendment = replicas.amendment(from, object, to, terms, replica);
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
