package dev.trailmark.cloud.kms.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a multi-Region key knows of its set, and the change of state that it is in because of it.
 *
 * @param primary the region of the primary key
 * @param replicas the regions of the replicas, in the order in which they were made
 * @param waitingDays how long a primary will wait for its deletion once its last replica is gone;
 *     {@code null} unless it is pending replica deletion
 * @param settled the state that follows one in passing, such as Creating; {@code null} for none
 * @param settles when it follows; {@code null} for never
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html">Multi-Region
 *     keys in AWS KMS</a>
 */
public record Regionality(
    String primary,
    List<String> replicas,
    Integer waitingDays,
    KeyStatus settled,
    Instant settles) {
  /** The type of the member that the others get material and rotation from. */
  public static final String PRIMARY = "PRIMARY";

  /** The type of the other members. */
  public static final String REPLICA = "REPLICA";

  public Regionality {
    replicas = List.copyOf(replicas);
  }

  /** A new primary key's. */
  static Regionality ofPrimary(String region) {
    return new Regionality(region, List.of(), null, null, null);
  }

  /** Where a member of the set lives, the primary first. */
  public List<String> members() {
    List<String> all = new ArrayList<>(replicas.size() + 1);
    all.add(primary);
    all.addAll(replicas);
    return all;
  }

  /** The same with another set. */
  Regionality of(String newPrimary, List<String> newReplicas) {
    return new Regionality(newPrimary, newReplicas, waitingDays, settled, settles);
  }

  /** The same with one more replica. */
  public Regionality with(String region) {
    List<String> more = new ArrayList<>(replicas);
    more.add(region);
    return of(primary, more);
  }

  /** The same without one of the replicas. */
  Regionality without(String region) {
    return of(primary, replicas.stream().filter(replica -> !replica.equals(region)).toList());
  }

  /** The same with another region's replica as the primary, and the primary as a replica. */
  public Regionality ledBy(String region) {
    return of(region, replicas.stream().map(r -> r.equals(region) ? primary : r).toList());
  }

  /** The same with the deletion's waiting period; {@code null} for none. */
  public Regionality waiting(Integer days) {
    return new Regionality(primary, replicas, days, settled, settles);
  }

  /** The same with the state that follows; {@code null} for none. */
  public Regionality settling(KeyStatus next, Instant time) {
    return new Regionality(primary, replicas, waitingDays, next, time);
  }
}
