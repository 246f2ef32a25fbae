package dev.trailmark.cloud.s3;

import java.time.Instant;

/**
 * The restoring of an archived object: asked for, then readable for some days, then over. Which of
 * these holds follows from the clock alone.
 *
 * @param tier how fast it was to be
 * @param readyAt from when on the object can be read
 * @param expiresAt until when; {@code null} for ever, as it is in Intelligent-Tiering
 */
record RestoreRecord(String tier, Instant readyAt, Instant expiresAt) {

  /** Whether the object cannot be read yet. */
  boolean isOngoing(Instant now) {
    return now.isBefore(readyAt);
  }

  /** Whether the object can be read. */
  boolean isReady(Instant now) {
    return !isOngoing(now) && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** The {@code x-amz-restore} header; {@code null} once the restored copy is gone. */
  String header(Instant now) {
    if (isOngoing(now)) {
      return "ongoing-request=\"true\"";
    }
    return expiresAt != null && isReady(now)
        ? "ongoing-request=\"false\", expiry-date=\"" + NewObjects.httpDate(expiresAt) + "\""
        : null;
  }
}
