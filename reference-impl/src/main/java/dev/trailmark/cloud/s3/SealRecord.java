package dev.trailmark.cloud.s3;

import java.util.Map;

/**
 * How a body is encrypted: enough to find its data key again, never the key itself.
 *
 * @param algorithm {@code AES256} or {@code aws:kms}
 * @param byDefault whether the bucket's default chose it, not the request
 * @param kmsKeyArn the KMS key's ARN; {@code null} for SSE-S3
 * @param bucketKey whether a bucket key stands between KMS and the data key
 * @param context the KMS encryption context, {@code aws:s3:arn} included; {@code null} for SSE-S3
 * @param kmsBlob what KMS encrypted: the data key, or the bucket key; {@code null} for SSE-S3
 * @param wrappedKey the data key under the bucket's service key (SSE-S3) or the bucket key; {@code
 *     null} when KMS encrypted the data key itself
 * @param noncePrefix 8 random bytes with which every segment's nonce begins
 */
public record SealRecord(
    String algorithm,
    boolean byDefault,
    String kmsKeyArn,
    boolean bucketKey,
    Map<String, String> context,
    byte[] kmsBlob,
    byte[] wrappedKey,
    byte[] noncePrefix) {

  /** Whether KMS guards the data key. */
  boolean isKms() {
    return kmsBlob != null;
  }
}
