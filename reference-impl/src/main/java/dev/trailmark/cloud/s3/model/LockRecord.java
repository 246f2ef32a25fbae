package dev.trailmark.cloud.s3.model;

import java.time.Instant;

/**
 * What keeps a version of an object from being deleted. Under an event hold the end of the
 * retention moves on with the time.
 *
 * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}; {@code null} when there is no retention
 * @param retainUntil until when the retention holds, under an event hold at least; {@code null}
 *     when there is none, or nothing but the hold
 * @param legalHold {@code ON} or {@code OFF}; {@code null} when it was never set
 * @param eventHold {@code ON} or {@code OFF}; {@code null} when it was never set
 * @param holdPeriod how long the version is retained when the event hold is released; {@code null}
 *     unless it is on
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html"
 *     >Object Lock considerations</a>
 */
public record LockRecord(
    String mode,
    Instant retainUntil,
    String legalHold,
    String eventHold,
    RetentionPeriod holdPeriod) {

  /** The mode of a retention that a privileged caller may bypass. */
  public static final String GOVERNANCE = "GOVERNANCE";

  /** The mode of a retention that nobody may bypass. */
  public static final String COMPLIANCE = "COMPLIANCE";

  /** A legal hold or an event hold in force. */
  public static final String ON = "ON";

  /** A hold that was lifted or released. */
  public static final String OFF = "OFF";

  /** Nothing keeps it. */
  public static final LockRecord NONE = new LockRecord(null, null, null);

  /** A lock without an event hold. */
  public LockRecord(String mode, Instant retainUntil, String legalHold) {
    this(mode, retainUntil, legalHold, null, null);
  }

  /** Whether an event hold is on. */
  public boolean isHeld() {
    return ON.equals(eventHold);
  }

  /**
   * When the retention ends as things stand: under an event hold, when it would end if the hold
   * were released now.
   *
   * @return {@code null} when there is no retention
   */
  public Instant until(Instant now) {
    if (!isHeld()) {
      return retainUntil;
    }
    Instant released = holdPeriod.end(now);
    return retainUntil == null || released.isAfter(retainUntil) ? released : retainUntil;
  }

  /** Whether a retention is in force. */
  public boolean isRetained(Instant now) {
    return isHeld() || retainUntil != null && now.isBefore(retainUntil);
  }

  /** Whether a retention is in force that a privileged caller may bypass. */
  public boolean isGoverned(Instant now) {
    return isRetained(now) && GOVERNANCE.equals(mode);
  }

  /** Whether there is anything that forbids deletion. */
  public boolean protects(Instant now) {
    return isRetained(now) || ON.equals(legalHold);
  }

  /** The same with the end of the retention as things stand, to be shown. */
  public LockRecord at(Instant now) {
    return new LockRecord(mode, until(now), legalHold, eventHold, holdPeriod);
  }

  /** The same with the retention and the event hold of another. */
  public LockRecord withRetentionOf(LockRecord other) {
    return new LockRecord(
        other.mode, other.retainUntil, legalHold, other.eventHold, other.holdPeriod);
  }

  /** The same with another legal hold, {@code ON} or {@code OFF}. */
  public LockRecord withLegalHold(String status) {
    return new LockRecord(mode, retainUntil, status, eventHold, holdPeriod);
  }

  /**
   * The same with the event hold off: retained from then for the hold's period, or until the date
   * that was set beside it when that is later.
   *
   * @param newMode the mode from now on
   */
  public LockRecord released(String newMode, Instant now) {
    return new LockRecord(newMode, until(now), legalHold, OFF, null);
  }
}
