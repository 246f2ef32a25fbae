package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.s3.request.HeaderText;
import java.time.Instant;
import software.amazon.awssdk.services.s3.model.RestoreStatus;

/**
 * The restoring of an archived object: asked for, then readable for some days, then over. Which of
 * these holds follows from the clock alone.
 *
 * @param tier how fast it was to be
 * @param readyAt from when on the object can be read
 * @param expiresAt until when; {@code null} for ever, as it is in Intelligent-Tiering
 */
public record RestoreRecord(String tier, Instant readyAt, Instant expiresAt) {

  /** Whether the object cannot be read yet. */
  public boolean isOngoing(Instant now) {
    return now.isBefore(readyAt);
  }

  /** Whether the object can be read. */
  public boolean isReady(Instant now) {
    return !isOngoing(now) && (expiresAt == null || now.isBefore(expiresAt));
  }

  /** The {@code x-amz-restore} header; {@code null} once the restored copy is gone. */
  public String header(Instant now) {
    if (isOngoing(now)) {
      return "ongoing-request=\"true\"";
    }
    return expiresAt != null && isReady(now)
        ? "ongoing-request=\"false\", expiry-date=\"" + HeaderText.date(expiresAt) + "\""
        : null;
  }

  /**
   * What listings say of an object's restoring; {@code null} for nothing.
   *
   * @param restore {@code null} for an object that was never restored
   */
  public static RestoreStatus status(RestoreRecord restore, Instant now) {
    if (restore == null || restore.header(now) == null) {
      return null;
    }
    boolean ongoing = restore.isOngoing(now);
    return RestoreStatus.builder()
        .isRestoreInProgress(ongoing)
        .restoreExpiryDate(ongoing ? null : restore.expiresAt())
        .build();
  }
}
