package dev.trailmark.cloud.s3;

/**
 * A bucket's default encryption.
 *
 * @param algorithm {@code AES256} or {@code aws:kms}
 * @param keyId the KMS key as given; {@code null} for SSE-S3 or the AWS managed key
 * @param bucketKey whether new SSE-KMS objects use a bucket key
 */
public record EncryptionRecord(String algorithm, String keyId, boolean bucketKey) {

  /** SSE-S3, what new buckets have. */
  static final EncryptionRecord SSE_S3 = new EncryptionRecord(Sse.AES256, null, false);
}
