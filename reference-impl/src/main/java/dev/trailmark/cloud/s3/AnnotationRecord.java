package dev.trailmark.cloud.s3;

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
 */
public record AnnotationRecord(
    String name,
    long size,
    String etag,
    Instant modifiedAt,
    ObjectRecord.ChecksumRecord checksum,
    SealRecord seal,
    String blobId) {

  /** The entity tag as headers and listings carry it. */
  public String quotedEtag() {
    return "\"" + etag + "\"";
  }
}
