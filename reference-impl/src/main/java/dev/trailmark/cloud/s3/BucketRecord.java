package dev.trailmark.cloud.s3;

import java.time.Instant;

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
    String policy) {

  /** The setting that disables ACLs; the default of new buckets. */
  static final String ENFORCED = "BucketOwnerEnforced";

  /** The bucket's ARN. */
  String arn() {
    return arn(name);
  }

  /** The ARN of an object in it. */
  String objectArn(String key) {
    return objectArn(name, key);
  }

  /** The ARN of a bucket of that name. */
  static String arn(String bucket) {
    return "arn:aws:s3:::" + bucket;
  }

  /** The ARN of an object. */
  static String objectArn(String bucket, String key) {
    return "arn:aws:s3:::" + bucket + "/" + key;
  }

  /** Whether ACLs count at all. */
  boolean aclsEnabled() {
    return !ENFORCED.equals(ownership);
  }

  /** Whether an object with the canned ACL bucket-owner-full-control becomes the bucket owner's. */
  boolean ownerPreferred() {
    return "BucketOwnerPreferred".equals(ownership);
  }

  /** The public access block, all off when there is none. */
  PublicAccessRecord effectivePublicAccess() {
    return publicAccess == null ? PublicAccessRecord.NONE : publicAccess;
  }

  BucketRecord withOwnership(String value) {
    return new BucketRecord(
        name,
        ownerAccount,
        region,
        location,
        createdAt,
        value,
        publicAccess,
        encryption,
        acl,
        policy);
  }

  BucketRecord withPublicAccess(PublicAccessRecord value) {
    return new BucketRecord(
        name, ownerAccount, region, location, createdAt, ownership, value, encryption, acl, policy);
  }

  BucketRecord withEncryption(EncryptionRecord value) {
    return new BucketRecord(
        name,
        ownerAccount,
        region,
        location,
        createdAt,
        ownership,
        publicAccess,
        value,
        acl,
        policy);
  }

  BucketRecord withAcl(AclRecord value) {
    return new BucketRecord(
        name,
        ownerAccount,
        region,
        location,
        createdAt,
        ownership,
        publicAccess,
        encryption,
        value,
        policy);
  }

  BucketRecord withPolicy(String value) {
    return new BucketRecord(
        name,
        ownerAccount,
        region,
        location,
        createdAt,
        ownership,
        publicAccess,
        encryption,
        acl,
        value);
  }
}
