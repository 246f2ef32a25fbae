package dev.trailmark.cloud.s3;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;

/**
 * An object.
 *
 * @param bucket its bucket
 * @param key its key
 * @param ownerAccount the account that owns it, unless the bucket's ownership setting makes every
 *     object the bucket owner's
 * @param size bytes of the body as sent
 * @param etag the entity tag without quotes: MD5 of the body, or opaque under SSE-KMS
 * @param modifiedAt when it was written; clients see whole seconds
 * @param headers the system metadata that reads return, by header name in lower case ({@code
 *     content-type}, {@code cache-control}, …)
 * @param metadata user metadata, names in lower case without {@code x-amz-meta-}
 * @param checksum its checksum; {@code null} for parts under a client's key (SSE-C) that were
 *     uploaded without an algorithm
 * @param seal how the body is encrypted
 * @param blobId the encrypted body in the store
 * @param acl its ACL
 * @param versionId its version's id; {@value #NO_VERSION} for one that was written without
 * @param sequence its place among the key's versions; later ones are greater
 * @param traits its storage class, tags and lock; {@code null} stands for the plain ones
 * @param parts its parts in order; empty for an object that was written at once
 * @param restore how an archived object was restored; {@code null} when it never was
 * @param replication how far its replication is, or that it is a replica; {@code null} for neither
 * @param uploadId the multipart upload that it comes of; {@code null} for none
 */
public record ObjectRecord(
    String bucket,
    String key,
    String ownerAccount,
    long size,
    String etag,
    Instant modifiedAt,
    Map<String, String> headers,
    Map<String, String> metadata,
    ChecksumRecord checksum,
    SealRecord seal,
    String blobId,
    AclRecord acl,
    String versionId,
    long sequence,
    ObjectTraits traits,
    List<ObjectPart> parts,
    RestoreRecord restore,
    ReplicationMark replication,
    String uploadId) {

  /** The id of versions without one. */
  static final String NO_VERSION = "null";

  /** Copies the maps so that the record is immutable. */
  public ObjectRecord {
    versionId = versionId == null ? NO_VERSION : versionId;
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
    traits = traits == null ? ObjectTraits.PLAIN : traits;
    parts = parts == null ? List.of() : List.copyOf(parts);
  }

  /**
   * A checksum of the whole body, or of its parts' checksums.
   *
   * @param algorithm one of {@link ChecksumKind}'s names
   * @param value base 64; of parts' checksums followed by {@code -} and their number
   */
  public record ChecksumRecord(String algorithm, String value) {

    /** Its algorithm. */
    ChecksumKind kind() {
      return ChecksumKind.valueOf(algorithm);
    }

    /** The value without the number of parts, as GetObjectAttributes shows it. */
    String withoutCount() {
      int hyphen = value.indexOf('-');
      return hyphen < 0 ? value : value.substring(0, hyphen);
    }

    /** Which of both it is. Base 64 has no hyphen. */
    ChecksumType type() {
      return value.indexOf('-') < 0 ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
    }
  }

  /** The algorithm of its checksum, or of the one that it would have. */
  ChecksumKind checksumKind() {
    return checksum == null ? ChecksumKind.CRC64NVME : checksum.kind();
  }

  /** The algorithm as listings name it. */
  List<ChecksumAlgorithm> checksumAlgorithms() {
    return checksum == null
        ? List.of()
        : List.of(ChecksumAlgorithm.fromValue(checksum.algorithm()));
  }

  /** Whether its checksum is one of the whole body; {@code null} without one. */
  ChecksumType checksumType() {
    return checksum == null ? null : checksum.type();
  }

  /** The entity tag as headers and listings carry it. */
  String quotedEtag() {
    return "\"" + etag + "\"";
  }

  /** The object's ARN. */
  String arn() {
    return BucketRecord.objectArn(bucket, key);
  }

  /** Its storage class. */
  public String storageClass() {
    return traits.storageClass();
  }

  /** Whether a retention or a legal hold keeps it from being deleted. */
  public boolean isLocked(Instant now) {
    return traits.lock().protects(now);
  }

  /** Whether it has still to be replicated, or could not be. */
  public boolean awaitsReplication() {
    return replication != null && replication.isOpen();
  }

  /** The same with another mark. */
  public ObjectRecord withReplication(ReplicationMark value) {
    return change().replication(value).done();
  }

  /** Its tags. */
  public Map<String, String> tags() {
    return traits.tags();
  }

  /** A draft of a changed copy. */
  ObjectDraft change() {
    return new ObjectDraft(this);
  }

  ObjectRecord withAcl(AclRecord value) {
    return change().acl(value).done();
  }

  /** The same as that version. */
  ObjectRecord as(String newVersionId, long newSequence) {
    return change().version(newVersionId, newSequence).done();
  }
}
