package dev.trailmark.cloud.s3.model;

import java.time.Instant;

/**
 * What keeps a version of an object from being deleted.
 *
 * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}; {@code null} when there is no retention
 * @param retainUntil until when the retention holds; {@code null} when there is none
 * @param legalHold {@code ON} or {@code OFF}; {@code null} when it was never set
 */
public record LockRecord(String mode, Instant retainUntil, String legalHold) {

  /** The mode of a retention that a privileged caller may bypass. */
  public static final String GOVERNANCE = "GOVERNANCE";

  /** The mode of a retention that nobody may bypass. */
  public static final String COMPLIANCE = "COMPLIANCE";

  /** A legal hold in force. */
  public static final String ON = "ON";

  /** Nothing keeps it. */
  public static final LockRecord NONE = new LockRecord(null, null, null);

  /** Whether a retention is in force. */
  public boolean isRetained(Instant now) {
    return retainUntil != null && now.isBefore(retainUntil);
  }

  /** Whether a retention is in force that a privileged caller may bypass. */
  public boolean isGoverned(Instant now) {
    return isRetained(now) && GOVERNANCE.equals(mode);
  }

  /** Whether there is anything that forbids deletion. */
  public boolean protects(Instant now) {
    return isRetained(now) || ON.equals(legalHold);
  }

  /** The same with another retention; both {@code null} for none. */
  public LockRecord withRetention(String newMode, Instant newUntil) {
    return new LockRecord(newMode, newUntil, legalHold);
  }

  /** The same with another legal hold, {@code ON} or {@code OFF}. */
  public LockRecord withLegalHold(String status) {
    return new LockRecord(mode, retainUntil, status);
  }
}
