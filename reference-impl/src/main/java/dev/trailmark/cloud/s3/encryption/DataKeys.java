package dev.trailmark.cloud.s3.encryption;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.EncryptionRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/**
 * Data keys of objects: made for writes, found again for reads. SSE-S3 wraps a random key under the
 * bucket's service key; SSE-KMS uses KMS's data key itself or, under a bucket key, a random key
 * wrapped by the bucket key; DSSE-KMS takes KMS's data key for the first layer and a random one,
 * wrapped as SSE-S3 does it, for the second; SSE-C wraps a random key under the client's.
 */
public final class DataKeys {
  private static final int KEY = 32;
  private static final int NONCE_PREFIX = 8;
  private static final String ARN = "aws:s3:arn";

  private final BucketKeys bucketKeys = new BucketKeys();

  /**
   * A new object's data key.
   *
   * @param keys 32 secret bytes for each layer, the innermost first
   * @param seal what the object's record keeps
   */
  public record Minted(List<byte[]> keys, SealRecord seal) {

    Minted(byte[] key, SealRecord seal) {
      this(List.of(key), seal);
    }

    /** The cipher of this body. */
    public ObjectCipher cipher() {
      return new ObjectCipher(keys, seal.noncePrefix());
    }

    /**
     * The cipher of one part, under keys of its own, since the data key encrypts the whole body.
     *
     * @param salt 8 random bytes, anew for each upload of a part
     */
    public ObjectCipher partCipher(byte[] salt) {
      return new ObjectCipher(keys.stream().map(key -> AesGcm.derive(key, salt)).toList(), salt);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
      return "Minted[" + seal.algorithm() + "]";
    }
  }

  /** A data key for a write; asks KMS when the encryption says so. */
  public Minted mint(Call call, BucketRecord bucket, String objectKey, Sse sse) {
    if (sse.customer() != null) {
      return mintUnderCustomerKey(call, bucket, objectKey, sse, false);
    }
    if (!sse.isKms()) {
      return mintServiceKey(call, bucket, objectKey, sse);
    }
    Map<String, String> context = context(bucket, objectKey, sse);
    return sse.bucketKey()
        ? mintUnderBucketKey(call, bucket, objectKey, sse, context)
        : mintByKms(call, bucket, objectKey, sse, context);
  }

  /**
   * A data key for a replica. It is S3's own, and KMS only encrypts it (or the bucket key above
   * it), since kms:Encrypt is what AWS documents that the replication role needs; a bucket key is
   * also decrypted once, to verify it before it is used.
   *
   * @param sse not with a key of the client's
   */
  public Minted mintReplica(Call call, BucketRecord bucket, String objectKey, Sse sse) {
    if (!sse.isKms()) {
      return mintServiceKey(call, bucket, objectKey, sse);
    }
    Map<String, String> context =
        Map.of(ARN, sse.bucketKey() ? bucket.arn() : bucket.objectArn(objectKey));
    if (!sse.bucketKey()) {
      return under(call, bucket, objectKey, sse, context, encrypted(call, bucket, sse, context));
    }
    BucketKeys.BucketKey bucketKey =
        bucketKeys.forWriting(
            call,
            bucket.arn(),
            sse.keyId(),
            context,
            () -> {
              BucketKeys.BucketKey made = encrypted(call, bucket, sse, context);
              KmsPort.decrypt(call, bucket, made.kmsBlob(), context);
              return made;
            });
    return underBucketKey(call, bucket, objectKey, sse, context, bucketKey);
  }

  private static BucketKeys.BucketKey encrypted(
      Call call, BucketRecord bucket, Sse sse, Map<String, String> context) {
    byte[] key = call.ids().secretBytes(KEY);
    EncryptResponse made = KmsPort.encrypt(call, bucket, sse.keyId(), key, context);
    return new BucketKeys.BucketKey(key, made.keyId(), made.ciphertextBlob().asByteArray());
  }

  /** A data key for a multipart upload, which can be completed without the client's key. */
  public Minted mintForUpload(Call call, BucketRecord bucket, String objectKey, Sse sse) {
    return sse.customer() == null
        ? mint(call, bucket, objectKey, sse)
        : mintUnderCustomerKey(call, bucket, objectKey, sse, true);
  }

  /**
   * The cipher that reads an object; asks KMS when KMS guards its key.
   *
   * @param customer the client's key, known to be the object's; {@code null} when it has none
   */
  public ObjectCipher cipher(
      Call call, BucketRecord bucket, ObjectRecord object, CustomerKey customer) {
    SealRecord seal = object.seal();
    List<byte[]> keys =
        customer == null
            ? open(call, bucket, object.key(), seal)
            : List.of(
                AesGcm.unwrap(
                    customer.secret(), origin(bucket, object.key(), seal), seal.wrappedKey()));
    return new ObjectCipher(keys, seal.noncePrefix());
  }

  /** The cipher of what is kept beside an object; asks KMS when KMS guards its key. */
  public ObjectCipher cipher(Call call, BucketRecord bucket, String objectKey, SealRecord seal) {
    return new ObjectCipher(open(call, bucket, objectKey, seal), seal.noncePrefix());
  }

  /** The key of a multipart upload's object; asks KMS when KMS guards it. */
  public Minted reopened(Call call, BucketRecord bucket, String objectKey, SealRecord seal) {
    return new Minted(open(call, bucket, objectKey, seal), seal);
  }

  /**
   * The key of a completed upload's object, whose nonces begin with a prefix of their own: a
   * completion that was refused may have encrypted other parts under this key already.
   */
  public Minted completing(Call call, BucketRecord bucket, String objectKey, SealRecord seal) {
    return new Minted(
        open(call, bucket, objectKey, seal), seal.ofObject(call.ids().secretBytes(NONCE_PREFIX)));
  }

  /** The seal of an object whose data key comes under another key of KMS's; its body stays. */
  SealRecord reseal(Call call, BucketRecord bucket, ObjectRecord object, Sse sse) {
    byte[] associated = associated(bucket, object.key());
    byte[] key = open(call, bucket, object.key(), object.seal()).get(0);
    Map<String, String> context = context(bucket, object.key(), sse);
    BucketKeys.BucketKey above =
        sse.bucketKey()
            ? bucketKey(call, bucket, sse, context)
            : generate(call, bucket, sse, context);
    return new SealRecord(
        sse.algorithm(),
        false,
        above.kmsKeyArn(),
        sse.bucketKey(),
        context,
        above.kmsBlob(),
        wrap(call, above.key(), associated, key),
        object.seal().noncePrefix());
  }

  /** The encryption context under which KMS guards an object's key. */
  static Map<String, String> context(BucketRecord bucket, String objectKey, Sse sse) {
    Map<String, String> context = new LinkedHashMap<>(sse.context());
    context.putIfAbsent(ARN, sse.bucketKey() ? bucket.arn() : bucket.objectArn(objectKey));
    return context;
  }

  private BucketKeys.BucketKey bucketKey(
      Call call, BucketRecord bucket, Sse sse, Map<String, String> context) {
    return bucketKeys.forWriting(
        call, bucket.arn(), sse.keyId(), context, () -> generate(call, bucket, sse, context));
  }

  private static BucketKeys.BucketKey generate(
      Call call, BucketRecord bucket, Sse sse, Map<String, String> context) {
    GenerateDataKeyResponse made = KmsPort.generate(call, bucket, sse.keyId(), context);
    return new BucketKeys.BucketKey(
        made.plaintext().asByteArray(), made.keyId(), made.ciphertextBlob().asByteArray());
  }

  private Minted mintUnderCustomerKey(
      Call call, BucketRecord bucket, String objectKey, Sse sse, boolean upload) {
    byte[] key = call.ids().secretBytes(KEY);
    byte[] associated = associated(bucket, objectKey);
    return new Minted(
        key,
        new SealRecord(
            null,
            false,
            null,
            false,
            null,
            null,
            wrap(call, sse.customer().secret(), associated, key),
            call.ids().secretBytes(NONCE_PREFIX),
            sse.customer().mark(call.ids().secretBytes(CustomerKey.saltLength())),
            upload ? wrap(call, serviceKey(call, bucket), associated, key) : null));
  }

  private static byte[] wrap(Call call, byte[] under, byte[] associated, byte[] key) {
    return AesGcm.wrap(under, call.ids().secretBytes(AesGcm.NONCE), associated, key);
  }

  private Minted mintServiceKey(Call call, BucketRecord bucket, String objectKey, Sse sse) {
    byte[] key = call.ids().secretBytes(KEY);
    byte[] wrapped = wrap(call, serviceKey(call, bucket), associated(bucket, objectKey), key);
    return new Minted(key, seal(call, sse, null, null, null, wrapped));
  }

  private Minted mintByKms(
      Call call, BucketRecord bucket, String objectKey, Sse sse, Map<String, String> context) {
    return under(call, bucket, objectKey, sse, context, generate(call, bucket, sse, context));
  }

  /** An object's data key that KMS has encrypted, and under DSSE-KMS another one. */
  private static Minted under(
      Call call,
      BucketRecord bucket,
      String objectKey,
      Sse sse,
      Map<String, String> context,
      BucketKeys.BucketKey first) {
    if (!EncryptionRecord.DSSE.equals(sse.algorithm())) {
      return new Minted(
          first.key(), seal(call, sse, first.kmsKeyArn(), context, first.kmsBlob(), null));
    }
    byte[] second = call.ids().secretBytes(KEY);
    byte[] wrapped = wrap(call, serviceKey(call, bucket), associated(bucket, objectKey), second);
    return new Minted(
        List.of(first.key(), second),
        seal(call, sse, first.kmsKeyArn(), context, first.kmsBlob(), wrapped));
  }

  private Minted mintUnderBucketKey(
      Call call, BucketRecord bucket, String objectKey, Sse sse, Map<String, String> context) {
    BucketKeys.BucketKey bucketKey = bucketKey(call, bucket, sse, context);
    return underBucketKey(call, bucket, objectKey, sse, context, bucketKey);
  }

  private static Minted underBucketKey(
      Call call,
      BucketRecord bucket,
      String objectKey,
      Sse sse,
      Map<String, String> context,
      BucketKeys.BucketKey bucketKey) {
    byte[] key = call.ids().secretBytes(KEY);
    byte[] wrapped = wrap(call, bucketKey.key(), associated(bucket, objectKey), key);
    return new Minted(
        key, seal(call, sse, bucketKey.kmsKeyArn(), context, bucketKey.kmsBlob(), wrapped));
  }

  private List<byte[]> open(Call call, BucketRecord bucket, String objectKey, SealRecord seal) {
    byte[] associated = associated(bucket, objectKey);
    if (!seal.isKms()) {
      byte[] wrapped = seal.customer() == null ? seal.wrappedKey() : seal.uploadKey();
      return List.of(AesGcm.unwrap(serviceKey(call, bucket), associated, wrapped));
    }
    if (seal.bucketKey()) {
      return List.of(openByBucketKey(call, bucket, associated, seal));
    }
    byte[] key = KmsPort.decrypt(call, bucket, seal.kmsBlob(), seal.context());
    if (seal.isDual()) {
      return List.of(key, AesGcm.unwrap(serviceKey(call, bucket), associated, seal.wrappedKey()));
    }
    return List.of(
        seal.wrappedKey() == null ? key : AesGcm.unwrap(key, associated, seal.wrappedKey()));
  }

  private byte[] openByBucketKey(
      Call call, BucketRecord bucket, byte[] associated, SealRecord seal) {
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
    return AesGcm.unwrap(bucketKey.key(), associated, seal.wrappedKey());
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

  /** What the data key of an object under the client's key is bound to. */
  private static byte[] origin(BucketRecord bucket, String objectKey, SealRecord seal) {
    return seal.customer().origin() == null
        ? associated(bucket, objectKey)
        : seal.customer().origin().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] associated(BucketRecord bucket, String objectKey) {
    return bucket.objectArn(objectKey).getBytes(StandardCharsets.UTF_8);
  }
}
