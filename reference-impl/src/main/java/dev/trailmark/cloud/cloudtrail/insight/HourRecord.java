package dev.trailmark.cloud.cloudtrail.insight;

import dev.trailmark.cloud.store.Kind;
import java.util.Arrays;
import java.util.Locale;

/**
 * An hour of a series: how much each of its minutes saw, and whom the whole of it is due to. This
 * is all that is kept of the calls: sixty numbers and a few sums for each hour in which there were
 * any.
 *
 * @param minutes sixty counts
 * @param attributes of all of them
 */
public record HourRecord(int[] minutes, Attributes attributes) {
  /** The hours of all series, by account, region, series and hour. */
  public static final Kind<HourRecord> KIND =
      new Kind<>("cloudtrail.insight.hour", HourRecord.class);

  /** Minutes of an hour. */
  public static final int MINUTES = 60;

  /** An hour without calls. */
  static final HourRecord EMPTY = new HourRecord(new int[MINUTES], Attributes.NONE);

  /** The key's last part, in the order of time. */
  public static String key(long hour) {
    return String.format(Locale.ROOT, "%010d", hour);
  }

  /** With what a minute saw. */
  HourRecord with(long minute, Tally tally) {
    int[] counts = minutes.clone();
    int place = (int) Math.floorMod(minute, (long) MINUTES);
    counts[place] = (int) Math.min(Integer.MAX_VALUE, counts[place] + tally.count());
    return new HourRecord(counts, attributes.with(tally.attributes()));
  }

  /** Calls or errors in all of it. */
  public long total() {
    return Arrays.stream(minutes).asLongStream().sum();
  }
}
