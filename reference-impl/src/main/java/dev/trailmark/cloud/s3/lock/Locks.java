package dev.trailmark.cloud.s3.lock;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.LockRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.SignatureGate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/**
 * The rules of Object Lock: what may be asked for, and what a lock forbids.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html">Locking
 *     objects with Object Lock</a>
 */
public final class Locks {
  private static final String MODE = "x-amz-object-lock-mode";

  /** The header with the end of a retention. */
  static final String UNTIL = "x-amz-object-lock-retain-until-date";

  private static final String HOLD = "x-amz-object-lock-legal-hold";
  private static final Set<String> MODES = Set.of(LockRecord.GOVERNANCE, LockRecord.COMPLIANCE);
  private static final Set<String> HOLDS = Set.of(LockRecord.ON, LockRecord.OFF);

  /** As S3's errors are seen to print dates. */
  private static final DateTimeFormatter SEATTLE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz uuuu", Locale.US)
          .withZone(ZoneId.of("America/Los_Angeles"));

  private Locks() {}

  /**
   * The lock that a write's headers ask for.
   *
   * @param legalHold {@code null} for none
   */
  public static LockRecord requested(
      Call call, BucketRecord bucket, AskedRetention asked, String legalHold) {
    if (asked.isEmpty() && legalHold == null) {
      return LockRecord.NONE;
    }
    if (asked.mode() != null && !MODES.contains(asked.mode())) {
      throw invalid("Unknown wormMode directive.", MODE, asked.mode());
    }
    if (legalHold != null && !HOLDS.contains(legalHold)) {
      throw invalid("Legal Hold must be either of 'ON' or 'OFF'", HOLD, legalHold);
    }
    EventHolds.requireStatus(asked);
    if (asked.until() != null) {
      requireFuture(call, asked.until(), UNTIL);
    }
    SignatureGate.requireForLock(call);
    if (bucket.objectLock() == null) {
      // Spelt otherwise than where the lock of an object that is there is asked for.
      throw S3Error.INVALID_REQUEST.because("Bucket is missing ObjectLockConfiguration");
    }
    if (asked.eventHold() == null) {
      EventHolds.requireNoPeriod(asked);
      requireModeAndEnd(asked);
    } else {
      EventHolds.requireWhole(call, asked);
    }
    return new LockRecord(
        asked.mode(), asked.until(), legalHold, asked.eventHold(), asked.period());
  }

  private static void requireModeAndEnd(AskedRetention asked) {
    if (asked.mode() == null != (asked.until() == null)) {
      throw S3Error.INVALID_ARGUMENT
          .because("%s and %s must both be supplied", UNTIL, MODE)
          .with("ArgumentName", asked.mode() == null ? MODE : UNTIL);
    }
  }

  /** Refuses what needs Object Lock in a bucket without. */
  public static void requireEnabled(BucketRecord bucket) {
    if (bucket.objectLock() == null) {
      throw S3Error.INVALID_REQUEST.because("Bucket is missing Object Lock Configuration");
    }
  }

  /** Refuses a date that is over. */
  static void requireFuture(Call call, Instant until, String argument) {
    if (!until.isAfter(call.time())) {
      throw invalid(
          "The retain until date must be in the future!", argument, SEATTLE.format(until));
    }
  }

  /** Whether that is a mode of retention. */
  static boolean isMode(String mode) {
    return mode != null && MODES.contains(mode);
  }

  /** Whether that is a status of a legal hold. */
  static boolean isHold(String status) {
    return status != null && HOLDS.contains(status);
  }

  /**
   * Refuses a body without a digest where a lock will keep it, as a mistake could not be put right.
   *
   * @param lock what the object will have by request
   * @param digested whether the request has Content-MD5 or a checksum
   * @param what the request, as S3 calls it
   */
  public static void requireDigest(
      Call call, BucketRecord bucket, LockRecord lock, boolean digested, String what) {
    boolean locked =
        !lock.equals(LockRecord.NONE)
            || bucket.objectLock() != null && bucket.objectLock().mode() != null;
    if (locked && !digested && call.wire() != null) {
      throw S3Error.INVALID_REQUEST.because(
          "Content-MD5 OR x-amz-checksum- HTTP header is required for %s requests with Object Lock"
              + " parameters",
          what);
    }
  }

  /** Refuses {@code x-amz-bypass-governance-retention} where there is nothing to bypass. */
  public static void requireBypassable(BucketRecord bucket, Boolean bypass) {
    if (bypass != null && bucket.objectLock() == null) {
      throw S3Error.INVALID_ARGUMENT
          .because(
              "x-amz-bypass-governance-retention is only applicable to Object Lock enabled"
                  + " buckets.")
          .with("ArgumentName", "x-amz-bypass-governance-retention");
    }
  }

  /** Refuses to remove a version for good that is locked; {@code null} for no version. */
  public static void requireDeletable(ObjectRecord object, boolean bypass, Instant now) {
    if (object == null) {
      return;
    }
    LockRecord lock = object.traits().lock();
    boolean retained = lock.isRetained(now) && !(bypass && lock.isGoverned(now));
    if (retained || LockRecord.ON.equals(lock.legalHold())) {
      throw locked();
    }
  }

  /**
   * Refuses a retention that would weaken the one in force: under COMPLIANCE for everybody, under
   * GOVERNANCE for who does not bypass it. To release an event hold weakens nothing.
   *
   * @param next the lock with the retention asked for
   */
  static void requireStronger(LockRecord lock, LockRecord next, boolean bypass, Instant now) {
    if (!lock.isRetained(now) || bypass && lock.isGoverned(now)) {
      return;
    }
    if (!lock.mode().equals(next.mode()) || next.until(now).isBefore(lock.until(now))) {
      throw locked();
    }
  }

  private static ServiceException locked() {
    return S3Error.ACCESS_DENIED.because("Access Denied because object protected by object lock.");
  }

  /** An argument with a value that it cannot have. */
  static ServiceException invalid(String message, String name, String value) {
    return S3Error.INVALID_ARGUMENT
        .because("%s", message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }
}
