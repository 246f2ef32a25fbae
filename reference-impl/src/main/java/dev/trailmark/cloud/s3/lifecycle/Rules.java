package dev.trailmark.cloud.s3.lifecycle;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.s3.config.ReadOnce;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.State;
import java.util.List;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;

/**
 * A bucket's enabled rules.
 *
 * @param minimumSize {@code TransitionDefaultMinimumObjectSize}
 */
record Rules(List<Rule> rules, String minimumSize) {
  /** What lifecycles are kept under. */
  static final String SUBRESOURCE = "lifecycle";

  /** What is kept beside the document. */
  static final String MINIMUM_SIZE = "TransitionDefaultMinimumObjectSize";

  /** Small objects stay where they are, whatever the class. */
  static final String ALL_CLASSES = "all_storage_classes_128K";

  /** Small objects go to the Glacier classes only. */
  static final String BY_CLASS = "varies_by_storage_class";

  /** A bucket's lifecycle; {@code null} when it has none. */
  static ConfigurationRecord record(State state, String bucket) {
    return state.get(S3Kinds.CONFIGURATION, S3Kinds.configurationKey(bucket, SUBRESOURCE, ""));
  }

  /** The enabled rules of each bucket. */
  static ReadOnce<Rules> readBy(DocumentCodec codec) {
    return new ReadOnce<>(SUBRESOURCE, record -> of(codec, record));
  }

  private static Rules of(DocumentCodec codec, ConfigurationRecord record) {
    BucketLifecycleConfiguration document =
        (BucketLifecycleConfiguration)
            codec.read(record.document(), BucketLifecycleConfiguration.builder());
    List<Rule> enabled =
        document.rules().stream()
            .filter(rule -> "Enabled".equals(rule.statusAsString()))
            .map(Rule::of)
            .toList();
    return new Rules(enabled, record.extras().getOrDefault(MINIMUM_SIZE, ALL_CLASSES));
  }
}
