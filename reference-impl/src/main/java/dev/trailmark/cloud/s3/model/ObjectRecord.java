package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.s3.integrity.ChecksumKind;
import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import dev.trailmark.cloud.store.Repeated;
import dev.trailmark.cloud.store.State;
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
  public static final String NO_VERSION = "null";

  /**
   * Copies the maps so that the record is immutable. What other objects have too is kept once: of a
   * million objects nearly everything is.
   */
  public ObjectRecord {
    bucket = Repeated.value(bucket);
    ownerAccount = Repeated.value(ownerAccount);
    versionId = versionId == null || versionId.equals(NO_VERSION) ? NO_VERSION : versionId;
    headers = Repeated.value(Map.copyOf(headers));
    metadata = Repeated.value(Map.copyOf(metadata));
    acl = Repeated.value(acl);
    traits = traits == null ? ObjectTraits.PLAIN : traits.once();
    parts = parts == null ? List.of() : List.copyOf(parts);
  }

  /** The algorithm of its checksum, or of the one that it would have. */
  public ChecksumKind checksumKind() {
    return checksum == null ? ChecksumKind.CRC64NVME : checksum.kind();
  }

  /** The algorithm as listings name it. */
  public List<ChecksumAlgorithm> checksumAlgorithms() {
    return checksum == null
        ? List.of()
        : List.of(ChecksumAlgorithm.fromValue(checksum.algorithm()));
  }

  /** Whether its checksum is one of the whole body; {@code null} without one. */
  public ChecksumType checksumType() {
    return checksum == null ? null : checksum.type();
  }

  /** The entity tag as headers and listings carry it. */
  public String quotedEtag() {
    return "\"" + etag + "\"";
  }

  /** The object's ARN. */
  public String arn() {
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
  public ObjectDraft change() {
    return new ObjectDraft(this);
  }

  /** The same with another ACL. */
  public ObjectRecord withAcl(AclRecord value) {
    return change().acl(value).done();
  }

  /** The same as that version. */
  public ObjectRecord as(String newVersionId, long newSequence) {
    return change().version(newVersionId, newSequence).done();
  }

  /** What reads without a version id get; {@code null} when there is no object. */
  public static ObjectRecord current(State state, String bucket, String key) {
    return state.get(S3Kinds.OBJECT, S3Kinds.objectKey(bucket, key));
  }
}
