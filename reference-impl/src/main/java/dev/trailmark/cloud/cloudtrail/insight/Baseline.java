package dev.trailmark.cloud.cloudtrail.insight;

import java.util.SortedMap;

/**
 * What is normal for a series: its average a minute over the seven days before a moment, as far as
 * they were counted, minutes without calls included.
 *
 * <p>AWS documents that the baseline is calculated over the seven days preceding the start of an
 * Insights event, that its duration is seven days (10,080 minutes) at minimum and can vary because
 * it is rounded, and that it ends where the event starts. Here it begins with a full hour, so it
 * lasts up to 59 minutes longer; a younger account's is as long as its history.
 *
 * <p>How AWS decides that a minute is unusual is not documented ("mathematical models"). Here one
 * is that saw more than the average, three calls, and six standard deviations. The deviation is
 * that of the minutes of the baseline, and not less than that of calls that come independently of
 * each other (the square root of the average, as in a Poisson process). Of such calls about one
 * minute a week would be unusual in a thousand series, at worst; and the examples of AWS's
 * documentation are found: 4 calls where 0.0018 are normal, 50 where 1.8 are, 664 where 85 are.
 *
 * @param minutes how long it is
 * @param average calls or errors a minute
 * @param limit what a minute may see without being unusual
 * @param attributes whom the calls are due to
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-trails.html">
 *     CloudTrail record contents for Insights events for trails</a>
 */
public record Baseline(long minutes, double average, double limit, Attributes attributes) {
  /** Hours of a baseline, the one in which it ends left out. */
  static final int HOURS = 7 * 24;

  private static final double DEVIATIONS = 6;

  /** What a minute may always see. */
  static final int ALWAYS_NORMAL = 3;

  /**
   * The baseline of a series, without attributes.
   *
   * @param hours what was counted, by hour since the epoch
   * @param counted the first minute that was
   * @param end the minute before which it ends
   */
  static Baseline of(SortedMap<Long, HourRecord> hours, long counted, long end) {
    long first = firstHour(end);
    long minutes = end - Math.max(counted, first * HourRecord.MINUTES);
    double sum = 0;
    double squares = 0;
    for (HourRecord hour : hours.tailMap(first).values()) {
      for (int count : hour.minutes()) {
        sum += count;
        squares += (double) count * count;
      }
    }
    double average = minutes <= 0 ? 0 : sum / minutes;
    double variance = minutes <= 0 ? 0 : squares / minutes - average * average;
    double deviation = Math.sqrt(Math.max(Math.max(0, variance), average));
    return new Baseline(
        minutes, average, average + ALWAYS_NORMAL + DEVIATIONS * deviation, Attributes.NONE);
  }

  /** The same with whom its calls are due to, which is worked out for what is unusual only. */
  Baseline attributed(SortedMap<Long, HourRecord> hours, long end) {
    Attributes all = Attributes.NONE;
    for (HourRecord hour : hours.tailMap(firstHour(end)).values()) {
      all = all.with(hour.attributes());
    }
    return new Baseline(minutes, average, limit, all);
  }

  private static long firstHour(long end) {
    return Math.floorDiv(end, (long) HourRecord.MINUTES) - HOURS;
  }
}
