package dev.trailmark.cloud.s3.model;

import java.time.Instant;

/**
 * The Object Lock configuration of a bucket that has one, with the default retention of new
 * versions: for a time, under an event hold, or both.
 *
 * @param mode of the default retention; {@code null} when there is none
 * @param days its length in days; {@code null} unless counted in days
 * @param years its length in years; {@code null} unless counted in years
 * @param eventHold the period of the event hold that new versions come under; {@code null} for none
 */
public record ObjectLockRecord(
    String mode, Integer days, Integer years, RetentionPeriod eventHold) {
  /** Object Lock without a default retention. */
  public static final ObjectLockRecord NO_DEFAULT = new ObjectLockRecord(null, null, null, null);

  /** The default retention of a version that is made then. */
  private LockRecord retention(Instant made) {
    Instant until =
        days == null && years == null ? null : new RetentionPeriod(days, years).end(made);
    return new LockRecord(mode, until, null, eventHold == null ? null : LockRecord.ON, eventHold);
  }

  /** A new version with the bucket's default retention, unless it has one of its own. */
  public static ObjectRecord withDefault(BucketRecord bucket, ObjectRecord object) {
    ObjectLockRecord byDefault = bucket.objectLock();
    LockRecord lock = object.traits().lock();
    if (byDefault == null || byDefault.mode() == null || lock.mode() != null) {
      return object;
    }
    LockRecord retained = lock.withRetentionOf(byDefault.retention(object.modifiedAt()));
    return object.change().traits(object.traits().withLock(retained)).done();
  }
}
