package dev.trailmark.cloud.s3.lock;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.model.LockRecord;
import dev.trailmark.cloud.s3.model.RetentionPeriod;
import dev.trailmark.cloud.s3.request.S3Error;
import java.time.Instant;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.EventHoldDuration;

/**
 * Variable retention: what a request may say of an event hold. It is documented that an event hold
 * needs a mode, just one period when it is on, and no period but an end when it is off, and that
 * all else is {@code 400}. Codes and messages are those of another implementation of S3; they are
 * unconfirmed.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html"
 *     >Object Lock considerations: troubleshooting variable retention</a>
 */
final class EventHolds {
  private static final String HOLD = "x-amz-object-lock-event-hold";
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_YEARS = 100;
  private static final Set<String> STATUSES = Set.of(LockRecord.ON, LockRecord.OFF);

  private EventHolds() {}

  /** Whether that is a status of an event hold. */
  static boolean isStatus(String status) {
    return status != null && STATUSES.contains(status);
  }

  /** A period as answers have it; {@code null} for none. */
  static EventHoldDuration shown(RetentionPeriod period) {
    return period == null
        ? null
        : EventHoldDuration.builder().days(period.days()).years(period.years()).build();
  }

  /** Refuses headers that name another status. */
  static void requireStatus(AskedRetention asked) {
    if (asked.eventHold() != null && !isStatus(asked.eventHold())) {
      throw Locks.invalid("Event hold must be either of 'ON' or 'OFF'", HOLD, asked.eventHold());
    }
  }

  /**
   * Refuses headers that say too little or too much of an event hold.
   *
   * @param asked with a status
   */
  static void requireWhole(Call call, AskedRetention asked) {
    if (asked.mode() == null) {
      throw S3Error.INVALID_REQUEST.because(
          "x-amz-object-lock-mode is required when %s is supplied.", HOLD);
    }
    boolean both =
        asked.period() != null && asked.period().days() != null && asked.period().years() != null;
    if (both) {
      throw S3Error.INVALID_REQUEST.because(
          "Specify the event hold duration in either days or years, but not both.");
    }
    if (!asked.holds()) {
      requireNoPeriod(asked);
      if (asked.until() == null) {
        throw S3Error.INVALID_REQUEST.because("%s is required when %s is OFF.", Locks.UNTIL, HOLD);
      }
      return;
    }
    requirePeriod(asked.period(), HOLD + "-duration-days", HOLD + "-duration-years");
    requireLater(call, asked, Locks.UNTIL);
  }

  /** Refuses a period without a hold that it is for. */
  static void requireNoPeriod(AskedRetention asked) {
    if (asked.period() == null) {
      return;
    }
    throw asked.eventHold() == null
        ? S3Error.INVALID_REQUEST.because("Event hold duration requires %s:ON.", HOLD)
        : S3Error.INVALID_REQUEST.because(
            "EventHoldDuration must not be supplied with EventHold:OFF.");
  }

  /**
   * Refuses a hold without a period, and periods that nothing can be retained for.
   *
   * @param days what days are called in the request
   * @param years what years are called in it
   */
  static void requirePeriod(RetentionPeriod period, String days, String years) {
    if (period == null) {
      throw S3Error.INVALID_REQUEST.because(
          "EventHold:ON must be supplied with an EventHoldDuration.");
    }
    requireInRange(period.days(), MOST_DAYS, "days", days);
    requireInRange(period.years(), MOST_YEARS, "years", years);
  }

  private static void requireInRange(Integer length, int most, String unit, String argument) {
    if (length != null && length < 1) {
      throw outOfRange("a positive integer value", argument, length);
    }
    if (length != null && length > most) {
      throw outOfRange("at most " + most + " " + unit, argument, length);
    }
  }

  private static ServiceException outOfRange(String bounds, String argument, int length) {
    return Locks.invalid(
        "Event hold duration must be " + bounds + ".", argument, Integer.toString(length));
  }

  /** Refuses to set an end beside a hold that is earlier than the one that the hold gives. */
  static void requireLater(Call call, AskedRetention asked, String argument) {
    Instant until = asked.until();
    if (until != null && until.isBefore(asked.period().end(call.time()))) {
      throw Locks.invalid(
          "The retain until date must be equal to or later than the current time plus the event"
              + " hold duration.",
          argument,
          until.toString());
    }
  }
}
