package dev.trailmark.cloud.s3.encryption;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Call;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Bucket keys in use: data keys of whole buckets, kept for a short while so that not every object
 * asks KMS. An entry serves only the session that KMS gave it to, so nobody reads by it whom KMS
 * did not admit, and no longer than {@link #KEPT}; AWS says "time-limited" without a figure.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html">Reducing the
 *     cost of SSE-KMS with Amazon S3 Bucket Keys</a>
 */
final class BucketKeys {
  /** How long after KMS's answer a key may be used, by the simulated clock. */
  static final Duration KEPT = Duration.ofSeconds(60);

  private static final int MOST = 1_024;

  private final Map<Object, Kept> entries =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Kept> eldest) {
          return size() > MOST;
        }
      };

  /**
   * A bucket key.
   *
   * @param key 32 secret bytes
   * @param kmsKeyArn the KMS key that guards it
   * @param kmsBlob the bucket key as KMS encrypted it
   */
  record BucketKey(byte[] key, String kmsKeyArn, byte[] kmsBlob) {

    /** Says nothing of the key. */
    @Override
    public String toString() {
      return "BucketKey[" + kmsKeyArn + "]";
    }
  }

  private record Kept(BucketKey key, Instant obtained) {}

  private record Requester(String userId, String arn, String accessKeyId, String sourceArn) {}

  private record WriteName(
      Requester requester, String bucketArn, String keyId, Map<String, String> context) {}

  private record ReadName(Requester requester, String bucketArn, ByteBuffer kmsBlob) {}

  /** The bucket key for writing, from here or from KMS. */
  BucketKey forWriting(
      Call call,
      String bucketArn,
      String keyId,
      Map<String, String> context,
      Supplier<BucketKey> kms) {
    return find(call, new WriteName(requester(call), bucketArn, keyId, context), kms);
  }

  /** The bucket key that reads an object, from here or from KMS. */
  BucketKey forReading(Call call, String bucketArn, byte[] kmsBlob, Supplier<BucketKey> kms) {
    return find(call, new ReadName(requester(call), bucketArn, ByteBuffer.wrap(kmsBlob)), kms);
  }

  /** KMS is asked outside the lock: two requests may both ask, and the later answer stays. */
  private BucketKey find(Call call, Object name, Supplier<BucketKey> kms) {
    Instant now = call.time();
    synchronized (entries) {
      Kept kept = entries.get(name);
      if (kept != null && fresh(kept, now)) {
        return kept.key();
      }
      entries.remove(name);
    }
    BucketKey made = kms.get();
    synchronized (entries) {
      entries.put(name, new Kept(made, now));
    }
    return made;
  }

  private static boolean fresh(Kept entry, Instant now) {
    return !now.isBefore(entry.obtained()) && now.isBefore(entry.obtained().plus(KEPT));
  }

  private static Requester requester(Call call) {
    Principal who = call.caller().principal();
    var source = call.context().values("aws:sourcearn");
    return new Requester(
        who.userId(),
        who.arn(),
        who.accessKeyId(),
        source == null || source.isEmpty() ? null : source.get(0));
  }
}
