package dev.trailmark.cloud.kms;

import java.time.Duration;
import java.time.Instant;

/**
 * Automatic rotation of a key.
 *
 * @param days the rotation period
 * @param next when the key is due
 */
record RotationPlan(int days, Instant next) {

  /** The plan after a rotation that was due. */
  RotationPlan after() {
    return new RotationPlan(days, next.plus(Duration.ofDays(days)));
  }
}
