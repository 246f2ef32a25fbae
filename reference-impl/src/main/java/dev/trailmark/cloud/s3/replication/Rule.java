package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.Destination;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleFilter;
import software.amazon.awssdk.services.s3.model.SourceSelectionCriteria;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * One enabled rule.
 *
 * @param priority the greatest wins among rules with one destination
 * @param prefix what keys begin with
 * @param tags what versions are tagged with
 * @param first whether it is in the first form of rules, without a filter
 * @param markers whether delete markers are replicated by a rule of the second form
 * @param kms whether versions under KMS's keys are replicated
 * @param replicaChanges whether changes of replicas' tags, ACLs and locks are replicated
 * @param bucket the destination
 * @param account the destination's owner, as the rule has it; {@code null} when it has none
 * @param terms what replicas are like
 */
record Rule(
    int priority,
    String prefix,
    Map<String, String> tags,
    boolean first,
    boolean markers,
    boolean kms,
    boolean replicaChanges,
    String bucket,
    String account,
    Replicas.Terms terms) {

  static Rule of(ReplicationRule rule) {
    ReplicationRuleFilter filter = rule.filter();
    SourceSelectionCriteria source = rule.sourceSelectionCriteria();
    return new Rule(
        rule.priority() == null ? 0 : rule.priority(),
        filter == null ? orEmpty(rule.prefix()) : prefix(filter),
        filter == null ? Map.of() : tags(filter),
        filter == null,
        rule.deleteMarkerReplication() != null
            && enabled(rule.deleteMarkerReplication().statusAsString()),
        source != null
            && source.sseKmsEncryptedObjects() != null
            && enabled(source.sseKmsEncryptedObjects().statusAsString()),
        source != null
            && source.replicaModifications() != null
            && enabled(source.replicaModifications().statusAsString()),
        bucketName(rule.destination().bucket()),
        rule.destination().account(),
        terms(rule.destination()));
  }

  /** Whether the filter lets a version through. */
  boolean covers(ObjectRecord object) {
    return covers(object.key()) && object.tags().entrySet().containsAll(tags.entrySet());
  }

  /** Whether the filter lets a key through, of which there are no tags. */
  boolean covers(String key) {
    return key.startsWith(prefix);
  }

  /** Whether it replicates a version that its filter lets through. */
  boolean takes(ObjectRecord object) {
    return kms || object.seal().kmsKeyArn() == null;
  }

  static boolean enabled(String status) {
    return "Enabled".equals(status);
  }

  private static String bucketName(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  private static Replicas.Terms terms(Destination destination) {
    return new Replicas.Terms(
        destination.storageClassAsString(),
        destination.encryptionConfiguration() == null
            ? null
            : destination.encryptionConfiguration().replicaKmsKeyID(),
        destination.accessControlTranslation() != null);
  }

  private static String prefix(ReplicationRuleFilter filter) {
    return orEmpty(filter.and() == null ? filter.prefix() : filter.and().prefix());
  }

  private static Map<String, String> tags(ReplicationRuleFilter filter) {
    List<Tag> sent = filter.tag() == null ? List.of() : List.of(filter.tag());
    Map<String, String> tags = new HashMap<>();
    (filter.and() == null ? sent : filter.and().tags())
        .forEach(tag -> tags.put(tag.key(), orEmpty(tag.value())));
    return tags;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
