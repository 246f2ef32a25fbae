package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.cloudtrail.insight.HourRecord;
import dev.trailmark.cloud.cloudtrail.insight.OpenRecord;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.store.EventHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds Insights, once a minute, in every region in which a trail wants them and logs, and owes
 * each such trail a file of what was found. A minute is judged when it has been over for ten
 * seconds, for a call is recorded when it ends.
 *
 * <p>AWS says that Insights analyze the management events of a region, not of all together, and
 * that the first may take up to 36 hours after they are enabled. Here they take as long as the
 * history of the region's events lacks to those 36 hours, or to what the simulator was told.
 * Insights end without an end event when no trail wants them any more.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html">
 *     Working with CloudTrail Insights</a>
 */
final class Insights implements Upkeep {
  /** What AWS names as the longest wait for the first Insights event. */
  static final Duration WARM_UP = Duration.ofHours(36);

  private static final int LAG_SECONDS = 10;
  private static final int SECONDS = 60;

  private final InsightRound.Limits limits;
  private final InsightFiles files = new InsightFiles();
  private long judged = Long.MIN_VALUE;

  /**
   * Insights.
   *
   * @param warmUp how long events must have been counted before anything is unusual
   */
  Insights(Duration warmUp) {
    this.limits = InsightRound.Limits.of(warmUp);
  }

  /** A region's events, and the trails that want Insights of them. */
  record Watch(String accountId, String region, List<TrailRecord> trails) {

    /** The types that are wanted. */
    Set<String> types() {
      Set<String> types = new HashSet<>();
      trails.forEach(trail -> types.addAll(trail.insights()));
      return types;
    }
  }

  /** The minute that is not over, as far as judging goes. */
  static long minuteOf(Instant now) {
    return Math.floorDiv(now.getEpochSecond() - LAG_SECONDS, SECONDS);
  }

  @Override
  public void run(Surroundings here) {
    long minute = minuteOf(here.now());
    if (minute == judged) {
      return;
    }
    Map<String, Watch> watches = watches(here);
    forgetUnwatched(here, watches.keySet());
    boolean more = false;
    for (Watch watch : watches.values()) {
      more |= new InsightRound(here, limits, watch, minute).run();
    }
    files.deliver(here);
    if (!more) {
      judged = minute;
    }
  }

  private static Map<String, Watch> watches(Surroundings here) {
    Map<String, Watch> watches = new LinkedHashMap<>();
    for (TrailRecord trail : here.state().range(TrailRecord.KIND, "").values()) {
      LoggingRecord logging = here.state().get(LoggingRecord.KIND, trail.key());
      if (!trail.insights().isEmpty() && logging != null && logging.logging()) {
        for (String region : regions(here.history(), trail)) {
          watches
              .computeIfAbsent(
                  InsightStreamRecord.key(trail.accountId(), region),
                  key -> new Watch(trail.accountId(), region, new ArrayList<>()))
              .trails()
              .add(trail);
        }
      }
    }
    return watches;
  }

  private static Collection<String> regions(EventHistory history, TrailRecord trail) {
    return trail.multiRegion() ? history.regions(trail.accountId(), 0) : List.of(trail.region());
  }

  private static void forgetUnwatched(Surroundings here, Set<String> watched) {
    here.state()
        .range(InsightStreamRecord.KIND, "")
        .forEach(
            (key, stream) -> {
              if (stream.watched() && !watched.contains(key)) {
                here.change(
                    InsightRound.scope(key),
                    tx -> {
                      tx.put(InsightStreamRecord.KIND, key, stream.unwatch());
                      List.copyOf(tx.range(OpenRecord.KIND, key + "/").keySet())
                          .forEach(open -> tx.remove(OpenRecord.KIND, open));
                      return List.of();
                    });
              }
            });
  }

  /** What the keys of a region's hours begin with. */
  static String hours(String accountId, String region) {
    return InsightStreamRecord.key(accountId, region) + "/";
  }

  /** How long single minutes are kept: as long as ListInsightsMetricData shows them. */
  static final Duration KEPT = Duration.ofDays(15);

  /** How long Insights events are found by lookups. */
  static final Duration FOUND = Duration.ofDays(90);

  /** The hour of an {@link HourRecord}, from its key. */
  static long hourOf(String key) {
    return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
  }
}
