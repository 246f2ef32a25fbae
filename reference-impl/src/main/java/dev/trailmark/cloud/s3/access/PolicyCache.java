package dev.trailmark.cloud.s3.access;

import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.policy.PolicyOrigin;
import dev.trailmark.cloud.policy.PublicPolicy;
import dev.trailmark.cloud.s3.model.BucketRecord;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Bucket policies, parsed once per text. */
public final class PolicyCache {
  private static final int MOST = 10_000;

  private final ConcurrentMap<String, Parsed> byBucket = new ConcurrentHashMap<>();

  /**
   * A parsed policy.
   *
   * @param text what was parsed
   * @param document the policy
   * @param denials the policy's Deny statements alone
   * @param isPublic whether S3 calls it public
   */
  public record Parsed(
      String text, PolicyDocument document, PolicyDocument denials, boolean isPublic) {}

  /** The bucket's policy, or {@code null} when it has none. */
  public Parsed of(BucketRecord bucket) {
    if (bucket.policy() == null) {
      return null;
    }
    Parsed known = byBucket.get(bucket.name());
    if (known != null && known.text().equals(bucket.policy())) {
      return known;
    }
    Parsed parsed = parse(bucket.policy());
    if (byBucket.size() >= MOST) {
      byBucket.clear();
    }
    byBucket.put(bucket.name(), parsed);
    return parsed;
  }

  private static Parsed parse(String text) {
    PolicyDocument document =
        PolicyDocument.stored(text, PolicyKind.BUCKET, PolicyOrigin.INPUT, "");
    return new Parsed(text, document, document.withoutAllows(), PublicPolicy.isPublic(document));
  }
}
