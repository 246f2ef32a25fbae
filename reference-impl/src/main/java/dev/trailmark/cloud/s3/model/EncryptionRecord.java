package dev.trailmark.cloud.s3.model;

/**
 * A bucket's default encryption.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}
 * @param keyId the KMS key as given; {@code null} for SSE-S3 or the AWS managed key
 * @param bucketKey whether new SSE-KMS objects use a bucket key
 * @param customerKeys whether writes under keys of the client's (SSE-C) are let in; new buckets
 *     block them, as AWS's do since April 2026
 * @param configured whether PutBucketEncryption set it
 */
public record EncryptionRecord(
    String algorithm, String keyId, boolean bucketKey, boolean customerKeys, boolean configured) {

  /** The method of SSE-S3. */
  public static final String AES256 = "AES256";

  /** The method of SSE-KMS. */
  public static final String KMS = "aws:kms";

  /** The method of DSSE-KMS: two layers, each under a key of its own. */
  public static final String DSSE = "aws:kms:dsse";

  /** SSE-S3, what new buckets have. */
  public static final EncryptionRecord SSE_S3 =
      new EncryptionRecord(AES256, null, false, false, false);

  /** The same default, with client's keys let in or blocked. */
  public EncryptionRecord withCustomerKeys(boolean letIn) {
    return new EncryptionRecord(algorithm, keyId, bucketKey, letIn, configured);
  }
}
