package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;

/**
 * Trails that were deleted: what they logged before is still delivered, and then a last digest.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html">
 *     CloudTrail digest file structure: the digest file that follows when logging is stopped or a
 *     trail is deleted</a>
 */
final class EndedTrails {
  private EndedTrails() {}

  /**
   * Takes a trail out of use.
   *
   * @param id tells it from other trails of its name
   * @param logging how it logged to the last
   */
  static void keep(Transaction tx, TrailRecord trail, String id, LoggingRecord logging) {
    TrailRecord ended = trail.ended(id);
    tx.remove(TrailRecord.KIND, trail.key());
    tx.remove(LoggingRecord.KIND, trail.key());
    if (logging.started() != null) {
      tx.put(TrailRecord.ENDED, ended.key(), ended);
      tx.put(LoggingRecord.KIND, ended.key(), logging);
      move(tx, FeedRecord.KIND, trail, ended);
      move(tx, DeliveredRecord.KIND, trail, ended);
      move(tx, InsightFileRecord.KIND, trail, ended);
    }
  }

  private static <R> void move(Transaction tx, Kind<R> kind, TrailRecord trail, TrailRecord ended) {
    for (String key : keys(tx, kind, trail)) {
      tx.put(kind, ended.key() + key.substring(trail.key().length()), tx.get(kind, key));
      tx.remove(kind, key);
    }
  }

  /** Whether nothing of the trail is to come but log files: no digest, and no Insights. */
  static boolean isDone(Transaction tx, TrailRecord trail) {
    String prefix = FeedRecord.prefix(trail);
    return tx.range(DeliveredRecord.KIND, prefix).isEmpty()
        && tx.range(InsightFileRecord.KIND, prefix).isEmpty()
        && tx.range(FeedRecord.KIND, prefix).values().stream()
            .allMatch(feed -> feed.chain() == null);
  }

  /** Nothing is to be delivered of the trail any more. */
  static void forget(Transaction tx, TrailRecord trail) {
    tx.remove(TrailRecord.ENDED, trail.key());
    tx.remove(LoggingRecord.KIND, trail.key());
    for (Kind<?> kind : List.of(FeedRecord.KIND, DeliveredRecord.KIND, InsightFileRecord.KIND)) {
      keys(tx, kind, trail).forEach(key -> tx.remove(kind, key));
    }
  }

  private static List<String> keys(Transaction tx, Kind<?> kind, TrailRecord trail) {
    return List.copyOf(tx.range(kind, FeedRecord.prefix(trail)).keySet());
  }
}
