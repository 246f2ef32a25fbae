package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Kind;
import java.time.Instant;

/**
 * Whether a trail logs, and how far its delivery has come.
 *
 * @param logging whether it logs now
 * @param started when logging was last started; {@code null} when never
 * @param stopped when logging was last stopped; {@code null} when never
 * @param cursor position in the event history up to which everything is delivered
 * @param until position after which nothing is delivered any more; 0 while the trail logs
 * @param delivered when a log file was last delivered; {@code null} when never
 * @param attempted when delivery was last tried; {@code null} when never
 * @param error S3's error code if the last attempt failed, else {@code null}
 */
record LoggingRecord(
    boolean logging,
    Instant started,
    Instant stopped,
    long cursor,
    long until,
    Instant delivered,
    Instant attempted,
    String error) {

  static final Kind<LoggingRecord> KIND = new Kind<>("cloudtrail.logging", LoggingRecord.class);

  /** A new trail: it does not log yet. */
  static final LoggingRecord NEVER = new LoggingRecord(false, null, null, 0, 0, null, null, null);

  /** Logging from a position on. */
  LoggingRecord start(Instant now, long position) {
    return new LoggingRecord(true, now, stopped, position, 0, delivered, attempted, error);
  }

  /** Logging up to a position. */
  LoggingRecord stop(Instant now, long position) {
    return new LoggingRecord(false, started, now, cursor, position, delivered, attempted, error);
  }

  /**
   * Everything up to a position needs no delivery any more. The trail may have been started anew
   * meanwhile, further on; it never moves back.
   */
  LoggingRecord advance(long position) {
    return new LoggingRecord(
        logging, started, stopped, Math.max(cursor, position), until, delivered, attempted, error);
  }

  /** A file was delivered. */
  LoggingRecord succeed(Instant now, long position) {
    return new LoggingRecord(
        logging, started, stopped, Math.max(cursor, position), until, now, now, null);
  }

  /** A file could not be delivered. */
  LoggingRecord fail(Instant now, String errorCode) {
    return new LoggingRecord(logging, started, stopped, cursor, until, delivered, now, errorCode);
  }
}
