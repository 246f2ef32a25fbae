package dev.trailmark.cloud.kms.model;

import java.time.Duration;
import java.time.Instant;

/**
 * Automatic rotation of a key.
 *
 * @param days the rotation period
 * @param next when the key is due
 */
public record RotationPlan(int days, Instant next) {
  private static final int USUAL_DAYS = 365;

  /** A plan that begins now. */
  public static RotationPlan every(int days, Instant now) {
    return new RotationPlan(days, now.plus(Duration.ofDays(days)));
  }

  /** The usual plan, which begins now; that of AWS managed keys, too. */
  public static RotationPlan yearly(Instant now) {
    return every(USUAL_DAYS, now);
  }

  /** The plan after a rotation that was due. */
  public RotationPlan after() {
    return new RotationPlan(days, next.plus(Duration.ofDays(days)));
  }
}
