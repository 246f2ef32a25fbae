package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Kind;
import java.time.Instant;

/**
 * A log file that was delivered and that no digest names yet.
 *
 * @param bucket where it is
 * @param key its key
 * @param hash hexadecimal SHA-256 of its content, unpacked
 * @param oldest time of its earliest event
 * @param newest time of its latest event
 * @param delivered when it was written
 */
record DeliveredRecord(
    String bucket, String key, String hash, Instant oldest, Instant newest, Instant delivered) {
  static final Kind<DeliveredRecord> KIND =
      new Kind<>("cloudtrail.delivered", DeliveredRecord.class);

  /** The key of a log file of a trail and region. */
  static String key(TrailRecord trail, String region, String objectKey) {
    return prefix(trail, region) + objectKey.substring(objectKey.lastIndexOf('/') + 1);
  }

  /** What the keys of a trail's log files of a region begin with. */
  static String prefix(TrailRecord trail, String region) {
    return FeedRecord.key(trail, region) + "/";
  }
}
