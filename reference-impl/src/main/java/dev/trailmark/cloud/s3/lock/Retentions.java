package dev.trailmark.cloud.s3.lock;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.LockRecord;
import dev.trailmark.cloud.s3.model.RetentionPeriod;
import dev.trailmark.cloud.s3.request.S3Error;
import java.time.Instant;

/**
 * What PutObjectRetention makes of a version's retention: fixed, for a time; or variable, under an
 * event hold, whose release fixes it. A period that is made shorter under a hold takes nothing off
 * the end as it was, as AWS announced; that a fixed end set under a hold leaves it on is
 * unconfirmed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html"
 *     >PutObjectRetention</a>
 */
final class Retentions {
  private static final String UNTIL = "RetainUntilDate";

  private Retentions() {}

  /** Refuses documents that are none of a retention's, whatever the version's is. */
  static void requireWellFormed(Call call, AskedRetention asked) {
    if (asked.isEmpty()) {
      return;
    }
    boolean whole =
        Locks.isMode(asked.mode())
            && (asked.eventHold() == null
                ? asked.until() != null && asked.period() == null
                : EventHolds.isStatus(asked.eventHold()));
    if (!whole || asked.period() != null && !isOneUnit(asked.period())) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (asked.until() != null) {
      Locks.requireFuture(call, asked.until(), UNTIL);
    }
    if (asked.holds()) {
      EventHolds.requirePeriod(asked.period(), "Days", "Years");
      EventHolds.requireLater(call, asked, UNTIL);
    } else {
      EventHolds.requireNoPeriod(asked);
    }
  }

  /** Whether a period counts in days or in years. */
  static boolean isOneUnit(RetentionPeriod period) {
    return (period.days() == null) != (period.years() == null);
  }

  /**
   * The lock with the retention asked for.
   *
   * @param asked as it is well formed
   * @param bypass whether a retention under governance may be weakened
   */
  static LockRecord replaced(Call call, LockRecord lock, AskedRetention asked, boolean bypass) {
    LockRecord next = lock.withRetentionOf(next(call, lock, asked, bypass));
    Locks.requireStronger(lock, next, bypass, call.time());
    return next;
  }

  private static LockRecord next(Call call, LockRecord lock, AskedRetention asked, boolean bypass) {
    if (asked.isEmpty()) {
      return LockRecord.NONE;
    }
    if (asked.eventHold() == null) {
      requireOpenEnd(call, lock, asked, bypass);
      return new LockRecord(asked.mode(), asked.until(), null, lock.eventHold(), lock.holdPeriod());
    }
    if (!asked.holds()) {
      return released(call, lock, asked, bypass);
    }
    Instant least = asked.until() == null ? lock.until(call.time()) : asked.until();
    return new LockRecord(asked.mode(), least, null, LockRecord.ON, asked.period());
  }

  /** Released, the later end counts, unless who bypasses governance sets an earlier one. */
  private static LockRecord released(
      Call call, LockRecord lock, AskedRetention asked, boolean bypass) {
    LockRecord released = lock.released(asked.mode(), call.time());
    Instant end = released.retainUntil();
    Instant until = asked.until();
    if (until == null && (end == null || !end.isAfter(call.time()))) {
      throw S3Error.INVALID_REQUEST.because(
          "To turn off an event hold, either provide a retain-until-date in the future in the"
              + " request or the object version must already have a retain-until-date in the"
              + " future.");
    }
    boolean asIs = until == null || !bypass && lock.isHeld() && until.isBefore(end);
    return asIs ? released : new LockRecord(asked.mode(), until, null, LockRecord.OFF, null);
  }

  /** A hold that stays on cannot end before its period. */
  private static void requireOpenEnd(
      Call call, LockRecord lock, AskedRetention asked, boolean bypass) {
    if (bypass && lock.isHeld() && asked.until().isBefore(lock.until(call.time()))) {
      throw S3Error.INVALID_REQUEST.because(
          "Using the governance mode bypass to shorten the retain-until-date of a retention period"
              + " in governance mode with an ON event hold requires the providing of a new ON event"
              + " hold or a new OFF event hold.");
    }
  }
}
