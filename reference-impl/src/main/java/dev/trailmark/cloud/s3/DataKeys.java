package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Call;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/**
 * Data keys of objects: made for writes, found again for reads. SSE-S3 wraps a random key under the
 * bucket's service key; SSE-KMS uses KMS's data key itself or, under a bucket key, a random key
 * wrapped by the bucket key.
 */
final class DataKeys {
  private static final int KEY = 32;
  private static final int NONCE_PREFIX = 8;
  private static final String ARN = "aws:s3:arn";

  private final BucketKeys bucketKeys = new BucketKeys();

  /**
   * A new object's data key.
   *
   * @param key 32 secret bytes
   * @param seal what the object's record keeps
   */
  record Minted(byte[] key, SealRecord seal) {

    /** The cipher of this body. */
    ObjectCipher cipher() {
      return new ObjectCipher(key, seal.noncePrefix());
    }

    /**
     * The cipher of one part, under a key of its own, since the data key encrypts the whole body.
     *
     * @param salt 8 random bytes, anew for each upload of a part
     */
    ObjectCipher partCipher(byte[] salt) {
      return new ObjectCipher(AesGcm.derive(key, salt), salt);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
      return "Minted[" + seal.algorithm() + "]";
    }
  }

  /** A data key for a write; asks KMS when the encryption says so. */
  Minted mint(Call call, BucketRecord bucket, String objectKey, Sse sse) {
    if (!sse.isKms()) {
      return mintServiceKey(call, bucket, objectKey, sse);
    }
    Map<String, String> context = new LinkedHashMap<>(sse.context());
    context.putIfAbsent(ARN, sse.bucketKey() ? bucket.arn() : bucket.objectArn(objectKey));
    return sse.bucketKey()
        ? mintUnderBucketKey(call, bucket, objectKey, sse, context)
        : mintByKms(call, bucket, sse, context);
  }

  /** The cipher that reads an object; asks KMS when KMS guards its key. */
  ObjectCipher cipher(Call call, BucketRecord bucket, ObjectRecord object) {
    return new ObjectCipher(
        open(call, bucket, object.key(), object.seal()), object.seal().noncePrefix());
  }

  /** The key of a multipart upload's object; asks KMS when KMS guards it. */
  Minted reopened(Call call, BucketRecord bucket, String objectKey, SealRecord seal) {
    return new Minted(open(call, bucket, objectKey, seal), seal);
  }

  private Minted mintServiceKey(Call call, BucketRecord bucket, String objectKey, Sse sse) {
    byte[] key = call.ids().secretBytes(KEY);
    byte[] wrapped =
        AesGcm.wrap(
            serviceKey(call, bucket),
            call.ids().secretBytes(AesGcm.NONCE),
            associated(bucket, objectKey),
            key);
    return new Minted(key, seal(call, sse, null, null, null, wrapped));
  }

  private Minted mintByKms(Call call, BucketRecord bucket, Sse sse, Map<String, String> context) {
    GenerateDataKeyResponse made = KmsPort.generate(call, bucket, sse.keyId(), context);
    byte[] blob = made.ciphertextBlob().asByteArray();
    return new Minted(
        made.plaintext().asByteArrayUnsafe(), seal(call, sse, made.keyId(), context, blob, null));
  }

  private Minted mintUnderBucketKey(
      Call call, BucketRecord bucket, String objectKey, Sse sse, Map<String, String> context) {
    BucketKeys.BucketKey bucketKey =
        bucketKeys.forWriting(
            call,
            bucket.arn(),
            sse.keyId(),
            context,
            () -> {
              GenerateDataKeyResponse made = KmsPort.generate(call, bucket, sse.keyId(), context);
              return new BucketKeys.BucketKey(
                  made.plaintext().asByteArray(),
                  made.keyId(),
                  made.ciphertextBlob().asByteArray());
            });
    byte[] key = call.ids().secretBytes(KEY);
    byte[] wrapped =
        AesGcm.wrap(
            bucketKey.key(),
            call.ids().secretBytes(AesGcm.NONCE),
            associated(bucket, objectKey),
            key);
    return new Minted(
        key, seal(call, sse, bucketKey.kmsKeyArn(), context, bucketKey.kmsBlob(), wrapped));
  }

  private byte[] open(Call call, BucketRecord bucket, String objectKey, SealRecord seal) {
    if (!seal.isKms()) {
      return AesGcm.unwrap(
          serviceKey(call, bucket), associated(bucket, objectKey), seal.wrappedKey());
    }
    if (!seal.bucketKey()) {
      return KmsPort.decrypt(call, bucket, seal.kmsBlob(), seal.context());
    }
    BucketKeys.BucketKey bucketKey =
        bucketKeys.forReading(
            call,
            bucket.arn(),
            seal.kmsBlob(),
            () ->
                new BucketKeys.BucketKey(
                    KmsPort.decrypt(call, bucket, seal.kmsBlob(), seal.context()),
                    seal.kmsKeyArn(),
                    seal.kmsBlob()));
    return AesGcm.unwrap(bucketKey.key(), associated(bucket, objectKey), seal.wrappedKey());
  }

  private static SealRecord seal(
      Call call,
      Sse sse,
      String kmsKeyArn,
      Map<String, String> context,
      byte[] kmsBlob,
      byte[] wrapped) {
    return new SealRecord(
        sse.algorithm(),
        sse.byDefault(),
        kmsKeyArn,
        sse.bucketKey(),
        context,
        kmsBlob,
        wrapped,
        call.ids().secretBytes(NONCE_PREFIX));
  }

  private static byte[] serviceKey(Call call, BucketRecord bucket) {
    S3Kinds.ServiceKeyRecord found = call.state().get(S3Kinds.SERVICE_KEY, bucket.name());
    if (found == null) {
      throw S3Error.NO_SUCH_BUCKET.fail().with("BucketName", bucket.name());
    }
    return found.key();
  }

  private static byte[] associated(BucketRecord bucket, String objectKey) {
    return bucket.objectArn(objectKey).getBytes(StandardCharsets.UTF_8);
  }
}
