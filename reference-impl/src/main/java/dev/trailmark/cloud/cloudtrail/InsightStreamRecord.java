package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Kind;

/**
 * How far the events of an account and region are looked at for Insights. Minutes are since the
 * epoch.
 *
 * @param watched whether a trail wants Insights
 * @param cursor position in the event history up to which everything is counted
 * @param counted the first minute that was counted
 * @param minute the next minute
 * @param from the minute from which on a trail wants them
 */
record InsightStreamRecord(boolean watched, long cursor, long counted, long minute, long from) {
  static final Kind<InsightStreamRecord> KIND =
      new Kind<>("cloudtrail.insight.stream", InsightStreamRecord.class);

  /** Events that have not been looked at. */
  static final InsightStreamRecord NEW = new InsightStreamRecord(false, 0, 0, 0, 0);

  static String key(String accountId, String region) {
    return accountId + "/" + region;
  }

  /** Whether nothing was ever counted. */
  boolean isNew() {
    return cursor == 0 && counted == 0;
  }

  /** Wanted from a minute on. */
  InsightStreamRecord watch(long now) {
    return watched ? this : new InsightStreamRecord(true, cursor, counted, minute, now);
  }

  /** Not wanted any more. */
  InsightStreamRecord unwatch() {
    return new InsightStreamRecord(false, cursor, counted, minute, from);
  }

  /** Counted up to a position and minute. */
  InsightStreamRecord advance(long position, long first, long next) {
    return new InsightStreamRecord(watched, position, first, next, from);
  }
}
