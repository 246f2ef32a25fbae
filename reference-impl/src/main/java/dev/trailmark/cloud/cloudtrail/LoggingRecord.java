package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Kind;
import java.time.Instant;

/**
 * Whether a trail logs, and how its delivery fares.
 *
 * @param logging whether it logs now
 * @param started when logging was last started; {@code null} when never
 * @param stopped when logging was last stopped; {@code null} when never
 * @param cursor position in the event history after which the trail logs
 * @param until position after which nothing is delivered any more; 0 while the trail logs
 * @param delivered when a log file was last delivered; {@code null} when never
 * @param attempted when delivery was last tried; {@code null} when never
 * @param error S3's error code if the last attempt failed, else {@code null}
 * @param digested when a digest was last delivered; {@code null} when never
 * @param digestAttempted when that was last tried; {@code null} when never
 * @param digestError S3's error code if the last attempt failed, else {@code null}
 */
record LoggingRecord(
    boolean logging,
    Instant started,
    Instant stopped,
    long cursor,
    long until,
    Instant delivered,
    Instant attempted,
    String error,
    Instant digested,
    Instant digestAttempted,
    String digestError) {

  static final Kind<LoggingRecord> KIND = new Kind<>("cloudtrail.logging", LoggingRecord.class);

  /** A new trail: it does not log yet. */
  static final LoggingRecord NEVER =
      new LoggingRecord(false, null, null, 0, 0, null, null, null, null, null, null);

  /** Logging from a position on. */
  LoggingRecord start(Instant now, long position) {
    return new LoggingRecord(
        true,
        now,
        stopped,
        position,
        0,
        delivered,
        attempted,
        error,
        digested,
        digestAttempted,
        digestError);
  }

  /** Logging up to a position. */
  LoggingRecord stop(Instant now, long position) {
    return new LoggingRecord(
        false,
        started,
        now,
        cursor,
        position,
        delivered,
        attempted,
        error,
        digested,
        digestAttempted,
        digestError);
  }

  /** Whether what is at a position, and not before the trail logged, is to be delivered. */
  boolean wants(long position) {
    return logging || position <= until;
  }

  /** A log file was delivered, or could not be because of an error. */
  LoggingRecord tried(Instant now, String errorCode) {
    return new LoggingRecord(
        logging,
        started,
        stopped,
        cursor,
        until,
        errorCode == null ? now : delivered,
        now,
        errorCode,
        digested,
        digestAttempted,
        digestError);
  }

  /** A digest was delivered, or could not be because of an error. */
  LoggingRecord triedDigest(Instant now, String errorCode) {
    return new LoggingRecord(
        logging,
        started,
        stopped,
        cursor,
        until,
        delivered,
        attempted,
        error,
        errorCode == null ? now : digested,
        now,
        errorCode);
  }
}
