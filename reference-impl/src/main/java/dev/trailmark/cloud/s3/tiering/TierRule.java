package dev.trailmark.cloud.s3.tiering;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.IntelligentTieringConfiguration;
import software.amazon.awssdk.services.s3.model.IntelligentTieringFilter;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What an enabled configuration asks for.
 *
 * @param prefix of keys; empty for all
 * @param tags that objects must have
 * @param days without access after which an object goes to an archive tier, by the tier's name
 */
record TierRule(String prefix, Map<String, String> tags, Map<String, Integer> days) {

  static TierRule of(IntelligentTieringConfiguration configuration) {
    Map<String, Integer> days = new HashMap<>();
    configuration
        .tierings()
        .forEach(tiering -> days.put(tiering.accessTierAsString(), tiering.days()));
    IntelligentTieringFilter filter = configuration.filter();
    if (filter == null) {
      return new TierRule("", Map.of(), days);
    }
    return filter.and() == null
        ? new TierRule(
            text(filter.prefix()),
            filter.tag() == null ? Map.of() : tags(List.of(filter.tag())),
            days)
        : new TierRule(text(filter.and().prefix()), tags(filter.and().tags()), days);
  }

  private static String text(String prefix) {
    return prefix == null ? "" : prefix;
  }

  private static Map<String, String> tags(List<Tag> sent) {
    Map<String, String> tags = new HashMap<>();
    sent.forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  /** Whether an object falls under it. */
  boolean matches(ObjectRecord object) {
    return object.key().startsWith(prefix) && object.tags().entrySet().containsAll(tags.entrySet());
  }
}
