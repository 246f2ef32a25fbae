package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.config.ReadOnce;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replicates what is pending: bucket by bucket, several keys at a time, with a session of the
 * bucket's role for each thousand versions. What is refused has failed and is not tried again; what
 * could not be asked stays pending. A rule that is gone by then, or no longer covers the version,
 * has failed too.
 */
final class ReplicationUpkeep implements Upkeep {
  private static final Logger LOG = System.getLogger(ReplicationUpkeep.class.getName());

  /** How much is tried with one session, so that none comes to its end before. */
  private static final int MOST = 1_000;

  private final ReadOnce<Rules> rulesOf;
  private final Replicas replicas;
  private final Retries retries = new Retries();

  ReplicationUpkeep(ReadOnce<Rules> rulesOf, Replicas replicas) {
    this.rulesOf = rulesOf;
    this.replicas = replicas;
  }

  /** All of it may take long. */
  @Override
  public void run(Surroundings surroundings) {}

  @Override
  public void haul(Surroundings surroundings) {
    Instant now = surroundings.now();
    Map<String, List<Noted>> due = new LinkedHashMap<>();
    addVersions(due, surroundings.state(), now);
    surroundings
        .state()
        .range(PendingAnnotation.KIND, "")
        .forEach(
            (place, pending) -> {
              if (retries.isDue(place, now)) {
                add(due, pending);
              }
            });
    due.forEach(
        (bucket, all) -> {
          for (int from = 0; from < all.size(); from += MOST) {
            replicate(surroundings, bucket, all.subList(from, Math.min(all.size(), from + MOST)));
          }
        });
  }

  /** What waits holds up the later versions of its key. */
  private void addVersions(Map<String, List<Noted>> due, State state, Instant now) {
    String waiting = null;
    for (Map.Entry<String, Pending> each : state.range(Pending.KIND, "").entrySet()) {
      Pending pending = each.getValue();
      String key = S3Kinds.versionKey(pending.bucket(), pending.key());
      if (key.equals(waiting)) {
        continue;
      }
      if (retries.isDue(each.getKey(), now)) {
        add(due, pending);
      } else {
        waiting = key;
      }
    }
  }

  private static void add(Map<String, List<Noted>> due, Noted noted) {
    due.computeIfAbsent(noted.bucket(), bucket -> new ArrayList<>()).add(noted);
  }

  private void replicate(Surroundings surroundings, String bucket, List<Noted> some) {
    BucketRecord source = surroundings.state().get(S3Kinds.BUCKET, bucket);
    Rules rules = rulesOf.of(surroundings.state(), bucket);
    RoleSession session = null;
    try {
      if (source != null && rules != null && !surroundings.ending()) {
        session = RoleSession.assume(surroundings.services(), source, rules.role());
        replicas.requireSource(session.at(source));
      }
    } catch (ServiceException refused) {
      if (isTemporary(refused)) {
        some.forEach(each -> retries.postpone(each.place(), surroundings.now()));
        return;
      }
      session = null;
    }
    Round round = new Round(replicas, surroundings, source, rules, session);
    new KeysAtOnce(each -> isOver(each, round), surroundings::ending)
        .tried(some)
        .forEach(
            (each, over) -> {
              if (over) {
                retries.forget(each.place());
              } else {
                retries.postpone(each.place(), surroundings.now());
              }
            });
  }

  /** One body that cannot be read, say, must not hold up the others. */
  private static boolean isOver(Noted noted, Round round) {
    try {
      return noted.replicate(round);
    } catch (Store.CommitFailedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a version in the bucket " + noted.bucket() + " stays pending", e);
      return false;
    }
  }

  /** Whether the same may be allowed another time. */
  static boolean isTemporary(ServiceException refused) {
    return refused.status() >= 500;
  }
}
