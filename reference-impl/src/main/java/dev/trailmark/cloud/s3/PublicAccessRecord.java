package dev.trailmark.cloud.s3;

/**
 * A bucket's public access block.
 *
 * @param blockAcls refuse new public ACLs
 * @param ignoreAcls disregard public grants
 * @param blockPolicy refuse public bucket policies
 * @param restrict under a public policy, admit only the owner's account and AWS services
 */
public record PublicAccessRecord(
    boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrict) {

  /** What new buckets have. */
  static final PublicAccessRecord ALL = new PublicAccessRecord(true, true, true, true);

  /** What a bucket without a block has. */
  static final PublicAccessRecord NONE = new PublicAccessRecord(false, false, false, false);
}
