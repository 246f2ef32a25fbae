package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import java.time.Instant;

/**
 * An annotation: a named text that is attached to one version of an object.
 *
 * @param name its name, unique among those of the version
 * @param size bytes of the text
 * @param etag the entity tag without quotes: MD5 of the text, or opaque under SSE-KMS
 * @param modifiedAt when it was written; clients see whole seconds
 * @param checksum its checksum
 * @param seal how the text is encrypted: as the object was when it was written, under a data key of
 *     its own
 * @param blobId the encrypted text in the store
 * @param replication how far its replication is, as {@code x-amz-replication-status} shows it;
 *     {@code null} when no rule applies
 */
public record AnnotationRecord(
    String name,
    long size,
    String etag,
    Instant modifiedAt,
    ChecksumRecord checksum,
    SealRecord seal,
    String blobId,
    String replication) {

  /** The entity tag as headers and listings carry it. */
  public String quotedEtag() {
    return "\"" + etag + "\"";
  }

  /** The same with another status of its replication. */
  public AnnotationRecord withReplication(String status) {
    return new AnnotationRecord(name, size, etag, modifiedAt, checksum, seal, blobId, status);
  }
}
