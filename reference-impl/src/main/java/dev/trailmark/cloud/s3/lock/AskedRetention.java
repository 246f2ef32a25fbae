package dev.trailmark.cloud.s3.lock;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.model.LockRecord;
import dev.trailmark.cloud.s3.model.RetentionPeriod;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.EventHoldDuration;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What a request asks of a version's retention, unchecked; what it leaves out is {@code null}.
 *
 * @param mode the mode
 * @param until the end
 * @param eventHold the status of the event hold
 * @param period the period of the event hold, which may have days and years, or neither of both
 */
public record AskedRetention(String mode, Instant until, String eventHold, RetentionPeriod period) {

  /** By the headers of PutObject. */
  public static AskedRetention of(PutObjectRequest in) {
    return new AskedRetention(
        in.objectLockModeAsString(),
        in.objectLockRetainUntilDate(),
        in.objectLockEventHoldAsString(),
        period(in.objectLockEventHoldDurationDays(), in.objectLockEventHoldDurationYears()));
  }

  /** By the headers of CreateMultipartUpload. */
  public static AskedRetention of(CreateMultipartUploadRequest in) {
    return new AskedRetention(
        in.objectLockModeAsString(),
        in.objectLockRetainUntilDate(),
        in.objectLockEventHoldAsString(),
        period(in.objectLockEventHoldDurationDays(), in.objectLockEventHoldDurationYears()));
  }

  /** By the headers of CopyObject. */
  public static AskedRetention of(CopyObjectRequest in) {
    return new AskedRetention(
        in.objectLockModeAsString(),
        in.objectLockRetainUntilDate(),
        in.objectLockEventHoldAsString(),
        period(in.objectLockEventHoldDurationDays(), in.objectLockEventHoldDurationYears()));
  }

  /** By the document of PutObjectRetention. */
  static AskedRetention of(ObjectLockRetention in) {
    EventHoldDuration sent = in.eventHoldDuration();
    return new AskedRetention(
        in.modeAsString(),
        in.retainUntilDate(),
        in.eventHoldAsString(),
        sent == null ? null : new RetentionPeriod(sent.days(), sent.years()));
  }

  /** As a replica's lock is asked for, which is its source's. */
  public static AskedRetention of(LockRecord lock) {
    return new AskedRetention(lock.mode(), lock.retainUntil(), lock.eventHold(), lock.holdPeriod());
  }

  private static RetentionPeriod period(Integer days, Integer years) {
    return days == null && years == null ? null : new RetentionPeriod(days, years);
  }

  /** Whether nothing is asked for. */
  public boolean isEmpty() {
    return mode == null && until == null && eventHold == null && period == null;
  }

  /** Whether an event hold is to be on. */
  boolean holds() {
    return LockRecord.ON.equals(eventHold);
  }

  /**
   * Adds the condition keys of what is asked for. They say nothing of a bucket's default retention;
   * a year of an event hold is 365 days, as documented.
   */
  public RequestKeys addTo(RequestKeys keys, Call call) {
    keys.put("s3:object-lock-mode", mode).put("s3:object-lock-event-hold", eventHold);
    if (until != null) {
      long seconds = Duration.between(call.time(), until).toSeconds();
      keys.put("s3:object-lock-retain-until-date", until)
          .put(
              "s3:object-lock-remaining-retention-days",
              -Math.floorDiv(-seconds, Duration.ofDays(1).toSeconds()));
    }
    if (period != null && (period.days() != null || period.years() != null)) {
      long days = period.days() == null ? 365L * period.years() : period.days();
      keys.put("s3:object-lock-event-hold-duration-days", days);
    }
    return keys;
  }
}
