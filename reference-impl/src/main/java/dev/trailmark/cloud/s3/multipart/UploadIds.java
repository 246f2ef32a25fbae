package dev.trailmark.cloud.s3.multipart;

import dev.trailmark.cloud.store.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The ids of multipart uploads. They begin with the microsecond in which the upload began, written
 * so that the order of ids is the order of time, in which uploads of a key are listed.
 */
final class UploadIds {
  private static final String SORTED =
      ".0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 128;
  private static final int TIME = 10;
  private static final int BITS = 6;

  private UploadIds() {}

  /** A new id. */
  static String make(Ids ids, Instant now) {
    long time = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    StringBuilder id = new StringBuilder(LENGTH);
    for (int shift = (TIME - 1) * BITS; shift >= 0; shift -= BITS) {
      id.append(SORTED.charAt((int) (time >>> shift) & (1 << BITS) - 1));
    }
    return id.append(ids.pick(SORTED, LENGTH - TIME)).toString();
  }
}
