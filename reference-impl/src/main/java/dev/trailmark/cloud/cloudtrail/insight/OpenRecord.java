package dev.trailmark.cloud.cloudtrail.insight;

import dev.trailmark.cloud.store.Kind;

/**
 * Unusual activity that has not ended.
 *
 * @param series what is unusual
 * @param sharedId what its start and end share
 * @param start its first minute, in minutes since the epoch
 * @param baseline what was normal until then
 * @param activity what was counted since
 */
public record OpenRecord(
    Series series, String sharedId, long start, Baseline baseline, Tally activity) {
  /** What is unusual now, by account, region and series. */
  public static final Kind<OpenRecord> KIND =
      new Kind<>("cloudtrail.insight.open", OpenRecord.class);

  /** With another unusual minute. */
  OpenRecord with(Tally minute) {
    return new OpenRecord(series, sharedId, start, baseline, activity.with(minute));
  }
}
