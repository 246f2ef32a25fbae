package dev.trailmark.cloud.s3.model;

import java.util.Map;

/** A changed copy of a bucket's record in the making. Used by one thread, then thrown away. */
public final class BucketChange {
  private final BucketRecord before;
  private String ownership;
  private PublicAccessRecord publicAccess;
  private EncryptionRecord encryption;
  private AclRecord acl;
  private String policy;
  private String versioning;
  private Map<String, String> tags;
  private ObjectLockRecord objectLock;

  BucketChange(BucketRecord before) {
    this.before = before;
    this.ownership = before.ownership();
    this.publicAccess = before.publicAccess();
    this.encryption = before.encryption();
    this.acl = before.acl();
    this.policy = before.policy();
    this.versioning = before.versioning();
    this.tags = before.tags();
    this.objectLock = before.objectLock();
  }

  BucketChange ownership(String value) {
    this.ownership = value;
    return this;
  }

  BucketChange publicAccess(PublicAccessRecord value) {
    this.publicAccess = value;
    return this;
  }

  BucketChange encryption(EncryptionRecord value) {
    this.encryption = value;
    return this;
  }

  BucketChange acl(AclRecord value) {
    this.acl = value;
    return this;
  }

  BucketChange policy(String value) {
    this.policy = value;
    return this;
  }

  /** Its versioning from now on. */
  public BucketChange versioning(String value) {
    this.versioning = value;
    return this;
  }

  BucketChange tags(Map<String, String> value) {
    this.tags = value;
    return this;
  }

  /** Its Object Lock from now on. */
  public BucketChange objectLock(ObjectLockRecord value) {
    this.objectLock = value;
    return this;
  }

  /** The changed copy. */
  public BucketRecord done() {
    return new BucketRecord(
        before.name(),
        before.ownerAccount(),
        before.region(),
        before.location(),
        before.createdAt(),
        ownership,
        publicAccess,
        encryption,
        acl,
        policy,
        versioning,
        tags,
        objectLock);
  }
}
