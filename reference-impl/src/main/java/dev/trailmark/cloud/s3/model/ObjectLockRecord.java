package dev.trailmark.cloud.s3.model;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The Object Lock configuration of a bucket that has one, with the default retention of new
 * versions.
 *
 * @param mode of the default retention; {@code null} when there is none
 * @param days its length in days; {@code null} unless counted in days
 * @param years its length in years; {@code null} unless counted in years
 */
public record ObjectLockRecord(String mode, Integer days, Integer years) {
  /** Object Lock without a default retention. */
  public static final ObjectLockRecord NO_DEFAULT = new ObjectLockRecord(null, null, null);

  /** When a retention ends that begins then. */
  Instant end(Instant from) {
    return days == null
        ? from.atZone(ZoneOffset.UTC).plusYears(years).toInstant()
        : from.atZone(ZoneOffset.UTC).plusDays(days).toInstant();
  }

  /** A new version with the bucket's default retention, unless it has one of its own. */
  public static ObjectRecord withDefault(BucketRecord bucket, ObjectRecord object) {
    ObjectLockRecord byDefault = bucket.objectLock();
    LockRecord lock = object.traits().lock();
    if (byDefault == null || byDefault.mode() == null || lock.mode() != null) {
      return object;
    }
    Instant until = byDefault.end(object.modifiedAt());
    return object
        .change()
        .traits(object.traits().withLock(lock.withRetention(byDefault.mode(), until)))
        .done();
  }
}
