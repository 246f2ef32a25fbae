package dev.trailmark.cloud.s3;

import java.time.Instant;

/**
 * What keeps a version of an object from being deleted.
 *
 * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}; {@code null} when there is no retention
 * @param retainUntil until when the retention holds; {@code null} when there is none
 * @param legalHold {@code ON} or {@code OFF}; {@code null} when it was never set
 */
record LockRecord(String mode, Instant retainUntil, String legalHold) {
  static final String GOVERNANCE = "GOVERNANCE";
  static final String COMPLIANCE = "COMPLIANCE";

  /** A legal hold in force. */
  static final String ON = "ON";

  /** Nothing keeps it. */
  static final LockRecord NONE = new LockRecord(null, null, null);

  /** Whether a retention is in force. */
  boolean isRetained(Instant now) {
    return retainUntil != null && now.isBefore(retainUntil);
  }

  /** Whether a retention is in force that a privileged caller may bypass. */
  boolean isGoverned(Instant now) {
    return isRetained(now) && GOVERNANCE.equals(mode);
  }

  /** Whether there is anything that forbids deletion. */
  boolean protects(Instant now) {
    return isRetained(now) || ON.equals(legalHold);
  }

  LockRecord withRetention(String newMode, Instant newUntil) {
    return new LockRecord(newMode, newUntil, legalHold);
  }

  LockRecord withLegalHold(String status) {
    return new LockRecord(mode, retainUntil, status);
  }
}
