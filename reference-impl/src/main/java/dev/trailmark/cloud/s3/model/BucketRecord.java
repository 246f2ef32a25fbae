package dev.trailmark.cloud.s3.model;

import java.time.Instant;
import java.util.Map;

/**
 * A bucket.
 *
 * @param name the name, unique among all accounts
 * @param ownerAccount the account that owns it, 12 digits
 * @param region where it was created
 * @param location the location constraint as given at creation ({@code EU} is kept); {@code null}
 *     in us-east-1
 * @param createdAt when it was created
 * @param ownership {@code BucketOwnerEnforced}, {@code BucketOwnerPreferred} or {@code
 *     ObjectWriter}; {@code null} once the controls were deleted, which acts like ObjectWriter
 * @param publicAccess the public access block; {@code null} once it was deleted
 * @param encryption the default encryption
 * @param acl the bucket's ACL; kept while ownership disables ACLs
 * @param policy the bucket policy, its principals bound to unique ids; {@code null} when there is
 *     none
 * @param versioning {@code Enabled} or {@code Suspended}; {@code null} when it was never set
 * @param tags its tags in the order given; {@code null} when there are none
 * @param objectLock its Object Lock; {@code null} when it has none
 */
public record BucketRecord(
    String name,
    String ownerAccount,
    String region,
    String location,
    Instant createdAt,
    String ownership,
    PublicAccessRecord publicAccess,
    EncryptionRecord encryption,
    AclRecord acl,
    String policy,
    String versioning,
    Map<String, String> tags,
    ObjectLockRecord objectLock) {

  /** Versioning that keeps what is overwritten and deleted. */
  public static final String ENABLED = "Enabled";

  /** Versioning that keeps what has been kept so far. */
  public static final String SUSPENDED = "Suspended";

  /** The setting that disables ACLs; the default of new buckets. */
  public static final String ENFORCED = "BucketOwnerEnforced";

  /** The bucket's ARN. */
  public String arn() {
    return arn(name);
  }

  /** The ARN of an object in it. */
  public String objectArn(String key) {
    return objectArn(name, key);
  }

  /** The ARN of a bucket of that name. */
  public static String arn(String bucket) {
    return "arn:aws:s3:::" + bucket;
  }

  /** The ARN of an object. */
  public static String objectArn(String bucket, String key) {
    return "arn:aws:s3:::" + bucket + "/" + key;
  }

  /** Whether the ACL lets the log delivery group write, and read the ACL. */
  public boolean letsLogsIn() {
    return acl.grants().contains(AclRecord.Grant.group(AclRecord.LOG_DELIVERY, "WRITE"))
        && acl.grants().contains(AclRecord.Grant.group(AclRecord.LOG_DELIVERY, "READ_ACP"));
  }

  /** Whether ACLs count at all. */
  public boolean aclsEnabled() {
    return !ENFORCED.equals(ownership);
  }

  /** Whether an object with the canned ACL bucket-owner-full-control becomes the bucket owner's. */
  public boolean ownerPreferred() {
    return "BucketOwnerPreferred".equals(ownership);
  }

  /** Whether new versions leave the old ones in place. */
  public boolean keepsVersions() {
    return ENABLED.equals(versioning);
  }

  /** A draft of a changed copy. */
  public BucketChange change() {
    return new BucketChange(this);
  }

  /** The same under another Object Ownership; {@code null} once the controls are deleted. */
  public BucketRecord withOwnership(String value) {
    return change().ownership(value).done();
  }

  /** The same with another public access block; {@code null} for none. */
  public BucketRecord withPublicAccess(PublicAccessRecord value) {
    return change().publicAccess(value).done();
  }

  /** The same with another default encryption. */
  public BucketRecord withEncryption(EncryptionRecord value) {
    return change().encryption(value).done();
  }

  /** The same with another ACL. */
  public BucketRecord withAcl(AclRecord value) {
    return change().acl(value).done();
  }

  /** The same with other tags; {@code null} for none. */
  public BucketRecord withTags(Map<String, String> value) {
    return change().tags(value).done();
  }

  /** The same with another bucket policy; {@code null} for none. */
  public BucketRecord withPolicy(String value) {
    return change().policy(value).done();
  }
}
