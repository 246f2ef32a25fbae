package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.store.Repeated;
import java.time.Instant;
import java.util.Locale;

/**
 * A part of a multipart upload.
 *
 * @param uploadId its upload
 * @param number from 1 to 10,000
 * @param size bytes as sent
 * @param etag without quotes: MD5, or opaque under SSE-KMS
 * @param modifiedAt when it was written
 * @param checksum its checksum
 * @param salt what the key that encrypts it follows from
 * @param blobId the encrypted part in the store
 */
public record PartRecord(
    String uploadId,
    int number,
    long size,
    String etag,
    Instant modifiedAt,
    ChecksumRecord checksum,
    byte[] salt,
    String blobId) {

  /** What the upload's other parts have too is kept once. */
  public PartRecord {
    uploadId = Repeated.value(uploadId);
  }

  /** Its place in its table. */
  public String place() {
    return place(uploadId, number);
  }

  /** The place of a part. */
  public static String place(String uploadId, int number) {
    return uploadId + String.format(Locale.ROOT, "/%05d", number);
  }
}
