package dev.trailmark.cloud.cloudtrail.insight;

/**
 * The start or the end of unusual activity.
 *
 * @param activity what is unusual, as far as it had gone
 * @param end the first minute that was usual again; {@code null} for a start
 */
public record Finding(OpenRecord activity, Long end) {

  /** When it happened, in minutes since the epoch. */
  public long minute() {
    return end == null ? activity.start() : end;
  }

  /** {@code Start} or {@code End}. */
  public String state() {
    return end == null ? "Start" : "End";
  }

  /** Minutes of unusual activity: the first one, or all. */
  public long duration() {
    return end == null ? 1 : end - activity.start();
  }
}
