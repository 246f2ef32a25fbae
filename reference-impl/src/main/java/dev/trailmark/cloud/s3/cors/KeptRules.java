package dev.trailmark.cloud.s3.cors;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.s3.config.ReadOnce;
import dev.trailmark.cloud.store.State;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** The rules of buckets, read once per text. */
final class KeptRules {
  private final ReadOnce<List<CORSRule>> read;

  KeptRules(DocumentCodec codec) {
    this.read =
        new ReadOnce<>(
            CrossOrigin.NAME,
            record ->
                ((CORSConfiguration) codec.read(record.document(), CORSConfiguration.builder()))
                    .corsRules());
  }

  /** The bucket's rules in their order; {@code null} when CORS is not enabled for it. */
  List<CORSRule> of(State state, String bucket) {
    return read.of(state, bucket);
  }

  /** The first rule that allows what is asked. */
  Optional<CORSRule> match(State state, String bucket, Question question) {
    List<CORSRule> rules = of(state, bucket);
    return rules == null
        ? Optional.empty()
        : rules.stream().filter(question::isAllowedBy).findFirst();
  }
}
