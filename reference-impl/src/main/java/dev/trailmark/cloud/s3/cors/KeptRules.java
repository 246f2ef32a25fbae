package dev.trailmark.cloud.s3.cors;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** The rules of buckets, read once per text. */
final class KeptRules {
  private static final int MOST = 1_000;

  private final DocumentCodec codec;
  private final ConcurrentMap<String, Read> byBucket = new ConcurrentHashMap<>();

  KeptRules(DocumentCodec codec) {
    this.codec = codec;
  }

  private record Read(String text, List<CORSRule> rules) {}

  /** The bucket's rules in their order; {@code null} when CORS is not enabled for it. */
  List<CORSRule> of(State state, String bucket) {
    ConfigurationRecord kept =
        state.get(S3Kinds.CONFIGURATION, S3Kinds.configurationKey(bucket, CrossOrigin.NAME, ""));
    if (kept == null) {
      return null;
    }
    Read known = byBucket.get(bucket);
    if (known == null || !known.text().equals(kept.document())) {
      CORSConfiguration read =
          (CORSConfiguration) codec.read(kept.document(), CORSConfiguration.builder());
      known = new Read(kept.document(), read.corsRules());
      if (byBucket.size() >= MOST) {
        byBucket.clear();
      }
      byBucket.put(bucket, known);
    }
    return known.rules();
  }

  /** The first rule that allows what is asked. */
  Optional<CORSRule> match(State state, String bucket, Question question) {
    List<CORSRule> rules = of(state, bucket);
    return rules == null
        ? Optional.empty()
        : rules.stream().filter(question::isAllowedBy).findFirst();
  }
}
