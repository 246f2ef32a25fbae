package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.store.Repeated;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A version that is not what reads without a version id get: an earlier object, or a delete marker.
 *
 * @param bucket its bucket
 * @param key its key
 * @param versionId its id; {@code null} in quotes for what was written without one
 * @param sequence its place among the key's versions; later ones are greater
 * @param modifiedAt when it was written
 * @param ownerAccount who wrote it
 * @param object the object; {@code null} for a delete marker
 */
public record VersionRecord(
    String bucket,
    String key,
    String versionId,
    long sequence,
    Instant modifiedAt,
    String ownerAccount,
    ObjectRecord object) {
  private static final HexFormat HEX = HexFormat.of();

  /** What the object says too is kept once. */
  public VersionRecord {
    bucket = Repeated.value(bucket);
    ownerAccount = Repeated.value(ownerAccount);
    if (object != null) {
      key = object.key();
      versionId = object.versionId();
      modifiedAt = object.modifiedAt();
    }
  }

  /** An object that something newer covers. */
  public static VersionRecord of(ObjectRecord object) {
    return new VersionRecord(
        object.bucket(),
        object.key(),
        object.versionId(),
        object.sequence(),
        object.modifiedAt(),
        object.ownerAccount(),
        object);
  }

  /** Whether it says that the object is deleted. */
  public boolean isMarker() {
    return object == null;
  }

  /** Its place in its table: by key, the newest first. */
  public String place() {
    return place(bucket, key, sequence);
  }

  /** The place of the version of a key that has that sequence. */
  public static String place(String bucket, String key, long sequence) {
    return S3Kinds.versionKey(bucket, key) + HEX.toHexDigits(Long.MAX_VALUE - sequence);
  }
}
