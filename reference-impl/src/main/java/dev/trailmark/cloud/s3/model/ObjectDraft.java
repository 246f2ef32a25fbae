package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.s3.integrity.ChecksumRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An object's record in the making: a new one, or a changed copy of one. Used by one thread, then
 * thrown away.
 */
public final class ObjectDraft {
  private final String bucket;
  private final String key;
  private String ownerAccount;
  private long size;
  private String etag;
  private Instant modifiedAt;
  private Map<String, String> headers = Map.of();
  private Map<String, String> metadata = Map.of();
  private ChecksumRecord checksum;
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
  public ObjectDraft(String bucket, String key) {
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

  /** The account that owns it. */
  public ObjectDraft ownerAccount(String value) {
    this.ownerAccount = value;
    return this;
  }

  /**
   * The stored body.
   *
   * @param id its place in the store
   * @param bytes its plaintext's length
   */
  public ObjectDraft body(String id, long bytes) {
    this.blobId = id;
    this.size = bytes;
    return this;
  }

  /** Its entity tag, without quotes. */
  public ObjectDraft etag(String value) {
    this.etag = value;
    return this;
  }

  /** When it was written, in whole seconds. */
  public ObjectDraft modifiedAt(Instant value) {
    this.modifiedAt = value;
    return this;
  }

  /** Its system metadata, by header name in lower case. */
  public ObjectDraft headers(Map<String, String> value) {
    this.headers = value;
    return this;
  }

  /** Its user metadata, names in lower case. */
  public ObjectDraft metadata(Map<String, String> value) {
    this.metadata = value;
    return this;
  }

  /** Its checksum. */
  public ObjectDraft checksum(ChecksumRecord value) {
    this.checksum = value;
    return this;
  }

  /** How its body is encrypted. */
  public ObjectDraft seal(SealRecord value) {
    this.seal = value;
    return this;
  }

  /** Its ACL. */
  public ObjectDraft acl(AclRecord value) {
    this.acl = value;
    return this;
  }

  /** Which version it is. */
  public ObjectDraft version(String id, long place) {
    this.versionId = id;
    this.sequence = place;
    return this;
  }

  /** Its storage class, tags and lock. */
  public ObjectDraft traits(ObjectTraits value) {
    this.traits = value;
    return this;
  }

  /** Its tags, in the order given. */
  public ObjectDraft tags(Map<String, String> value) {
    return traits(traits.withTags(value));
  }

  /** Its parts in order. */
  public ObjectDraft parts(List<ObjectPart> value) {
    this.parts = value;
    return this;
  }

  /** How it is restored; {@code null} for not at all. */
  public ObjectDraft restore(RestoreRecord value) {
    this.restore = value;
    return this;
  }

  /** How far its replication is; {@code null} where nothing is replicated. */
  public ObjectDraft replication(ReplicationMark value) {
    this.replication = value;
    return this;
  }

  /** The multipart upload that it comes of. */
  public ObjectDraft uploadId(String value) {
    this.uploadId = value;
    return this;
  }

  /** The record. */
  public ObjectRecord done() {
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
