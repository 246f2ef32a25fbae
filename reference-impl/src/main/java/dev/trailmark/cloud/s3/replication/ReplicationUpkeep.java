package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.State;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Replicates what is pending: bucket by bucket, with one session of the bucket's role for each
 * round. What is refused has failed and is not tried again; what could not be asked stays pending.
 * A rule that is gone by then, or no longer covers the version, has failed too.
 */
final class ReplicationUpkeep implements Upkeep {
  private final Rules.Cache cache;
  private final Replicas replicas;

  ReplicationUpkeep(Rules.Cache cache, Replicas replicas) {
    this.cache = cache;
    this.replicas = replicas;
  }

  @Override
  public void run(Surroundings surroundings) {
    Map<String, List<Pending>> byBucket =
        surroundings.state().range(Pending.KIND, "").values().stream()
            .collect(
                Collectors.groupingBy(
                    Pending::bucket, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    Map<String, List<PendingAnnotation>> annotations =
        surroundings.state().range(PendingAnnotation.KIND, "").values().stream()
            .collect(Collectors.groupingBy(PendingAnnotation::bucket));
    Set<String> buckets = new LinkedHashSet<>(byBucket.keySet());
    buckets.addAll(annotations.keySet());
    for (String bucket : buckets) {
      replicate(
          surroundings,
          bucket,
          byBucket.getOrDefault(bucket, List.of()),
          annotations.getOrDefault(bucket, List.of()));
    }
  }

  private void replicate(
      Surroundings surroundings,
      String bucket,
      List<Pending> pending,
      List<PendingAnnotation> annotations) {
    BucketRecord source = surroundings.state().get(S3Kinds.BUCKET, bucket);
    Rules rules = cache.of(surroundings.state(), bucket);
    RoleSession session = null;
    try {
      if (source != null && rules != null) {
        session = RoleSession.assume(surroundings.services(), source, rules.role());
        replicas.requireSource(session.at(source));
      }
    } catch (ServiceException refused) {
      if (isTemporary(refused)) {
        return;
      }
      session = null;
    }
    for (Pending each : pending) {
      if (isOldest(surroundings.state(), each)) {
        new Attempt(replicas, surroundings, source, rules, session, each).go();
      }
    }
    for (PendingAnnotation each : annotations) {
      new AnnotationAttempt(replicas, surroundings, source, rules, session, each).go();
    }
  }

  /**
   * Whether nothing older of the key is pending: what was noted while the round began may be in it
   * without what was noted just before.
   */
  private static boolean isOldest(State state, Pending pending) {
    NavigableMap<String, Pending> ofKey =
        state.range(Pending.KIND, S3Kinds.versionKey(pending.bucket(), pending.key()));
    return !ofKey.isEmpty() && ofKey.firstKey().equals(pending.place());
  }

  /** Whether the same may be allowed another time. */
  static boolean isTemporary(ServiceException refused) {
    return refused.status() >= 500;
  }
}
