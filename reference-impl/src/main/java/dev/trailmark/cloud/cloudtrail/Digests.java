package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Upkeep;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Delivers the digests of trails with log file validation: one of when logging started, then one
 * every hour, of hours without log files too, and a last one when logging was stopped or the trail
 * was deleted. Each region has a chain of its own; a multi-region trail has one in every region.
 *
 * <p>A digest names the log files that were delivered until its end and that no digest named
 * before. What it says depends on nothing but that; so a digest that was written when the simulator
 * was stopped, before that was noted, is written again as it was. Log files that come when the last
 * digest has been are named by backfill digests, which have a chain of their own.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html">
 *     CloudTrail digest file structure</a>
 */
final class Digests implements Upkeep {
  /** When the simulator was away for long, the rest follows a second later. */
  private static final int MOST_AT_ONCE = 100;

  private final Duration interval;

  /**
   * Digests.
   *
   * @param interval how much time each covers, in whole seconds
   */
  Digests(Duration interval) {
    this.interval = interval;
  }

  @Override
  public void run(Surroundings here) {
    for (TrailRecord trail : TrailRecord.served(here.state())) {
      for (String region : regions(here, trail)) {
        DigestRound round = new DigestRound(here, trail, region, interval);
        int written = 0;
        while (written < MOST_AT_ONCE && round.step()) {
          written++;
        }
      }
    }
  }

  private static Set<String> regions(Surroundings here, TrailRecord trail) {
    Set<String> regions = new TreeSet<>(Set.of(trail.region()));
    if (trail.multiRegion()) {
      regions.addAll(EnabledRegions.BY_DEFAULT);
    }
    String prefix = FeedRecord.prefix(trail);
    here.state()
        .range(FeedRecord.KIND, prefix)
        .keySet()
        .forEach(key -> regions.add(key.substring(prefix.length())));
    return regions;
  }
}
