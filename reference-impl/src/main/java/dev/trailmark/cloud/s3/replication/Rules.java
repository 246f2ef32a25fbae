package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.s3.config.ReadOnce;
import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;

/**
 * A bucket's enabled rules.
 *
 * @param role the role that replicates
 * @param rules those of the greatest priority first
 */
record Rules(String role, List<Rule> rules) {
  private static final String SUBRESOURCE = "replication";

  /** What cannot be read cannot be replicated. */
  private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

  /** The destinations of a new version, and of changes of one that was replicated. */
  List<String> destinations(ObjectRecord object) {
    if (ARCHIVES.contains(object.storageClass())) {
      return List.of();
    }
    return destinations(rule -> rule.covers(object), rule -> rule.takes(object));
  }

  /** The destinations of changes of a replica. */
  List<String> destinationsOfReplica(ObjectRecord object) {
    return destinations(
        rule -> rule.covers(object), rule -> rule.takes(object) && rule.replicaChanges());
  }

  /**
   * The destinations of a delete marker. Rules of the first form replicate all of them, but not
   * into other accounts; the others when they say so.
   *
   * @param sameOwner whether a bucket is of the source's owner
   */
  List<String> destinationsOfMarker(String key, Predicate<String> sameOwner) {
    return destinations(
        rule -> rule.covers(key) && rule.tags().isEmpty(),
        rule -> rule.first() ? sameOwner.test(rule.bucket()) : rule.markers());
  }

  /** The rule for a destination; {@code null} for none. */
  Rule to(String destination, Predicate<Rule> covering) {
    return rules.stream()
        .filter(rule -> rule.bucket().equals(destination) && covering.test(rule))
        .findFirst()
        .orElse(null);
  }

  /** The first rule for each destination decides alone. */
  private List<String> destinations(Predicate<Rule> covering, Predicate<Rule> taking) {
    Map<String, Rule> chosen =
        rules.stream()
            .filter(covering)
            .collect(Collectors.toMap(Rule::bucket, rule -> rule, (high, low) -> high));
    return chosen.values().stream().filter(taking).map(Rule::bucket).sorted().toList();
  }

  /** The enabled rules of each bucket. */
  static ReadOnce<Rules> readBy(DocumentCodec codec) {
    return new ReadOnce<>(SUBRESOURCE, record -> of(codec, record));
  }

  private static Rules of(DocumentCodec codec, ConfigurationRecord record) {
    ReplicationConfiguration document =
        (ReplicationConfiguration)
            codec.read(record.document(), ReplicationConfiguration.builder());
    List<Rule> enabled =
        document.rules().stream()
            .filter(rule -> Rule.enabled(rule.statusAsString()))
            .map(Rule::of)
            .sorted(Comparator.comparingInt(Rule::priority).reversed())
            .toList();
    return new Rules(document.role(), enabled);
  }
}
