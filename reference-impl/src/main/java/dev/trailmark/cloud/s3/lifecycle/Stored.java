package dev.trailmark.cloud.s3.lifecycle;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.VersionRecord;
import java.time.Instant;
import java.util.Map;

/**
 * A version as rules see it.
 *
 * @param marker whether it is a delete marker, which has no size, tags or storage class
 */
record Stored(
    String versionId,
    Instant modifiedAt,
    boolean marker,
    long size,
    Map<String, String> tags,
    String storageClass) {

  static Stored of(ObjectRecord object) {
    return new Stored(
        object.versionId(),
        object.modifiedAt(),
        false,
        object.size(),
        object.tags(),
        object.storageClass());
  }

  static Stored of(VersionRecord version) {
    return version.isMarker()
        ? new Stored(version.versionId(), version.modifiedAt(), true, 0, Map.of(), null)
        : of(version.object());
  }
}
