package dev.trailmark.cloud.s3;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An object's record in the making: a new one, or a changed copy of one. Used by one thread, then
 * thrown away.
 */
final class ObjectDraft {
  private final String bucket;
  private final String key;
  private String ownerAccount;
  private long size;
  private String etag;
  private Instant modifiedAt;
  private Map<String, String> headers = Map.of();
  private Map<String, String> metadata = Map.of();
  private ObjectRecord.ChecksumRecord checksum;
  private SealRecord seal;
  private String blobId;
  private AclRecord acl;
  private String versionId;
  private long sequence;
  private ObjectTraits traits = ObjectTraits.PLAIN;
  private List<ObjectPart> parts = List.of();
  private RestoreRecord restore;
  private ReplicationMark replication;
  private String uploadId;

  /** A new object, which gets its version when it is published. */
  ObjectDraft(String bucket, String key) {
    this.bucket = bucket;
    this.key = key;
  }

  /** A copy. */
  ObjectDraft(ObjectRecord before) {
    this(before.bucket(), before.key());
    this.ownerAccount = before.ownerAccount();
    this.size = before.size();
    this.etag = before.etag();
    this.modifiedAt = before.modifiedAt();
    this.headers = before.headers();
    this.metadata = before.metadata();
    this.checksum = before.checksum();
    this.seal = before.seal();
    this.blobId = before.blobId();
    this.acl = before.acl();
    this.versionId = before.versionId();
    this.sequence = before.sequence();
    this.traits = before.traits();
    this.parts = before.parts();
    this.restore = before.restore();
    this.replication = before.replication();
    this.uploadId = before.uploadId();
  }

  ObjectDraft ownerAccount(String value) {
    this.ownerAccount = value;
    return this;
  }

  /** The stored body. */
  ObjectDraft body(Bodies.Stored stored) {
    this.size = stored.size();
    this.blobId = stored.blob().id();
    return this;
  }

  ObjectDraft etag(String value) {
    this.etag = value;
    return this;
  }

  ObjectDraft modifiedAt(Instant value) {
    this.modifiedAt = value;
    return this;
  }

  ObjectDraft headers(Map<String, String> value) {
    this.headers = value;
    return this;
  }

  ObjectDraft metadata(Map<String, String> value) {
    this.metadata = value;
    return this;
  }

  ObjectDraft checksum(ObjectRecord.ChecksumRecord value) {
    this.checksum = value;
    return this;
  }

  ObjectDraft seal(SealRecord value) {
    this.seal = value;
    return this;
  }

  ObjectDraft acl(AclRecord value) {
    this.acl = value;
    return this;
  }

  /** Which version it is. */
  ObjectDraft version(String id, long place) {
    this.versionId = id;
    this.sequence = place;
    return this;
  }

  ObjectDraft traits(ObjectTraits value) {
    this.traits = value;
    return this;
  }

  ObjectDraft tags(Map<String, String> value) {
    return traits(traits.withTags(value));
  }

  ObjectDraft parts(List<ObjectPart> value) {
    this.parts = value;
    return this;
  }

  ObjectDraft restore(RestoreRecord value) {
    this.restore = value;
    return this;
  }

  ObjectDraft replication(ReplicationMark value) {
    this.replication = value;
    return this;
  }

  /** The multipart upload that it comes of. */
  ObjectDraft uploadId(String value) {
    this.uploadId = value;
    return this;
  }

  /** The record. */
  ObjectRecord done() {
    return new ObjectRecord(
        bucket,
        key,
        ownerAccount,
        size,
        etag,
        modifiedAt,
        headers,
        metadata,
        checksum,
        seal,
        blobId,
        acl,
        versionId,
        sequence,
        traits,
        parts,
        restore,
        replication,
        uploadId);
  }
}
