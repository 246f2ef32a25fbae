package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.store.Repeated;
import java.util.Map;

/**
 * How a body is encrypted: enough to find its data key again, never the key itself.
 *
 * @param algorithm {@code AES256}, {@code aws:kms} or {@code aws:kms:dsse}; {@code null} under a
 *     key of the client's, whose answers name no method
 * @param byDefault whether the bucket's default chose it, not the request
 * @param kmsKeyArn the KMS key's ARN; {@code null} when KMS has no part in it
 * @param bucketKey whether a bucket key stands between KMS and the data key
 * @param context the KMS encryption context, {@code aws:s3:arn} included; {@code null} without KMS
 * @param kmsBlob what KMS encrypted: the data key, the bucket key, or a key that wraps the data
 *     key; {@code null} without KMS
 * @param wrappedKey the data key under the bucket's service key (SSE-S3), the bucket key, the
 *     client's key (SSE-C) or a key of KMS's; the second layer's key under the bucket's service key
 *     (DSSE-KMS); {@code null} when KMS encrypted the data key itself
 * @param noncePrefix 8 random bytes with which every segment's nonce begins
 * @param customer what is kept of the client's key (SSE-C); {@code null} otherwise
 * @param uploadKey of a multipart upload under the client's key: the data key under the bucket's
 *     service key, since an upload is completed without the client's key; {@code null} otherwise
 */
public record SealRecord(
    String algorithm,
    boolean byDefault,
    String kmsKeyArn,
    boolean bucketKey,
    Map<String, String> context,
    byte[] kmsBlob,
    byte[] wrappedKey,
    byte[] noncePrefix,
    CustomerMark customer,
    byte[] uploadKey) {

  /** What very many objects have in common is kept once. */
  public SealRecord {
    algorithm = Repeated.value(algorithm);
    kmsKeyArn = Repeated.value(kmsKeyArn);
  }

  /** Without anything of the client's. */
  public SealRecord(
      String algorithm,
      boolean byDefault,
      String kmsKeyArn,
      boolean bucketKey,
      Map<String, String> context,
      byte[] kmsBlob,
      byte[] wrappedKey,
      byte[] noncePrefix) {
    this(
        algorithm,
        byDefault,
        kmsKeyArn,
        bucketKey,
        context,
        kmsBlob,
        wrappedKey,
        noncePrefix,
        null,
        null);
  }

  /** Whether the entity tag is opaque, as it is under every key that is not S3's own. */
  public boolean hidesTag() {
    return isKms() || customer != null;
  }

  /** Whether there are two layers, each under a key of its own. */
  public boolean isDual() {
    return EncryptionRecord.DSSE.equals(algorithm);
  }

  /**
   * The seal of a replica of an object under the client's key: nothing but the ARN that the data
   * key is bound to sets it apart.
   *
   * @param source the ARN of the object
   */
  public SealRecord ofReplica(String source) {
    return new SealRecord(
        algorithm,
        byDefault,
        kmsKeyArn,
        bucketKey,
        context,
        kmsBlob,
        wrappedKey,
        noncePrefix,
        customer.ofReplica(source),
        uploadKey);
  }

  /**
   * The object's, once its upload is complete: without what the upload kept.
   *
   * @param noncePrefix 8 random bytes, anew for each attempt to complete it
   */
  public SealRecord ofObject(byte[] noncePrefix) {
    return new SealRecord(
        algorithm,
        byDefault,
        kmsKeyArn,
        bucketKey,
        context,
        kmsBlob,
        wrappedKey,
        noncePrefix,
        customer,
        null);
  }

  /** Whether KMS guards the data key. */
  public boolean isKms() {
    return kmsBlob != null;
  }
}
