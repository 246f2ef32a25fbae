package dev.trailmark.cloud.s3.tiering;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.storage.StorageClasses;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.s3.model.IntelligentTieringConfiguration;
import software.amazon.awssdk.services.s3.model.IntelligentTieringStatus;

/**
 * The enabled configurations of a bucket. Where several match an object, each tier's fewest days
 * count; AWS does not document what it does.
 */
record TierRules(List<TierRule> rules) {
  /** What configurations are kept under. */
  static final String SUBRESOURCE = "intelligent-tiering";

  /** The archive that takes hours. */
  static final String ARCHIVE = "ARCHIVE_ACCESS";

  /** The archive that takes half a day. */
  static final String DEEP_ARCHIVE = "DEEP_ARCHIVE_ACCESS";

  static TierRules of(DocumentCodec codec, Collection<ConfigurationRecord> records) {
    return new TierRules(
        records.stream()
            .map(record -> codec.read(record.document(), IntelligentTieringConfiguration.builder()))
            .map(IntelligentTieringConfiguration.class::cast)
            .filter(read -> read.status() == IntelligentTieringStatus.ENABLED)
            .map(TierRule::of)
            .toList());
  }

  /**
   * The archive tier that an object is to go to now; {@code null} to stay where it is.
   *
   * @param accessed when it was accessed last
   */
  String due(ObjectRecord object, Instant accessed, Instant now) {
    if (!StorageClasses.isTiered(object) || StorageClasses.isBeingRestored(object, now)) {
      return null;
    }
    String current = StorageClasses.accessTier(object, now);
    if (!DEEP_ARCHIVE.equals(current) && isDue(DEEP_ARCHIVE, object, accessed, now)) {
      return DEEP_ARCHIVE;
    }
    return current == null && isDue(ARCHIVE, object, accessed, now) ? ARCHIVE : null;
  }

  private boolean isDue(String tier, ObjectRecord object, Instant accessed, Instant now) {
    return rules.stream()
        .filter(rule -> rule.days().containsKey(tier) && rule.matches(object))
        .anyMatch(rule -> !accessed.plus(rule.days().get(tier), ChronoUnit.DAYS).isAfter(now));
  }
}
