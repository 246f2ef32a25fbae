package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.s3.integrity.ChecksumKind;
import dev.trailmark.cloud.store.Repeated;
import java.time.Instant;
import java.util.Map;

/**
 * A multipart upload in progress.
 *
 * @param bucket its bucket
 * @param key the key of the object to be
 * @param uploadId its id
 * @param initiatedAt when it began
 * @param ownerAccount who will own the object
 * @param initiatorId the id of who began it: an account's canonical id, or an ARN
 * @param initiatorName the name of who began it
 * @param headers the object's system metadata
 * @param metadata its user metadata
 * @param algorithm the checksum algorithm that was asked for; {@code null} for none
 * @param composite whether the object's checksum is one of its parts' checksums
 * @param acl the object's ACL
 * @param seal how the object will be encrypted, and the parts under keys that follow from its key
 * @param traits the object's storage class, tags and lock; {@code null} stands for the plain ones
 * @param overtaken whether the key was written or deleted since it began
 */
public record UploadRecord(
    String bucket,
    String key,
    String uploadId,
    Instant initiatedAt,
    String ownerAccount,
    String initiatorId,
    String initiatorName,
    Map<String, String> headers,
    Map<String, String> metadata,
    String algorithm,
    boolean composite,
    AclRecord acl,
    SealRecord seal,
    ObjectTraits traits,
    boolean overtaken) {

  /** Copies the maps so that the record is immutable; what other uploads have is kept once. */
  public UploadRecord {
    bucket = Repeated.value(bucket);
    ownerAccount = Repeated.value(ownerAccount);
    initiatorId = Repeated.value(initiatorId);
    initiatorName = Repeated.value(initiatorName);
    headers = Repeated.value(Map.copyOf(headers));
    metadata = Repeated.value(Map.copyOf(metadata));
    algorithm = Repeated.value(algorithm);
    acl = Repeated.value(acl);
    traits = traits == null ? ObjectTraits.PLAIN : traits.once();
  }

  /** The same, now that the key was written or deleted. */
  public UploadRecord asOvertaken() {
    return new UploadRecord(
        bucket,
        key,
        uploadId,
        initiatedAt,
        ownerAccount,
        initiatorId,
        initiatorName,
        headers,
        metadata,
        algorithm,
        composite,
        acl,
        seal,
        traits,
        true);
  }

  /** Its place in its table. */
  public String place() {
    return S3Kinds.versionKey(bucket, key) + uploadId;
  }

  /** Whether the object will have no checksum: the default one is none under a client's key. */
  public boolean hidesChecksum() {
    return algorithm == null && seal.customer() != null;
  }

  /** The checksum algorithm in use. */
  public ChecksumKind kind() {
    return algorithm == null ? ChecksumKind.CRC64NVME : ChecksumKind.valueOf(algorithm);
  }
}
