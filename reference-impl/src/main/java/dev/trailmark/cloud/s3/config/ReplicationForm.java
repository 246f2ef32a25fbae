package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.s3.request.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.s3.model.Destination;
import software.amazon.awssdk.services.s3.model.Metrics;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleFilter;
import software.amazon.awssdk.services.s3.model.ReplicationTime;
import software.amazon.awssdk.services.s3.model.SourceSelectionCriteria;

/**
 * What the rules of a replication must look like, whatever buckets there are. Rules have two forms:
 * with a prefix, as at first, and with a filter; a configuration with one of the first form is of
 * that form. Texts are as users of S3 quote them, but for those about times.
 */
final class ReplicationForm {
  private static final String SCHEMA =
      "%s %s for this version of Cross Region Replication configuration schema. Please refer to S3"
          + " Developer Guide for more information.";
  private static final String MISSING = "must be specified";
  private static final String NOT_YET = "cannot be used";
  private static final int MINUTES = 15;
  private static final int LONGEST_KEY = 1_024;

  private ReplicationForm() {}

  /**
   * Refuses rules that are not well formed.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException MalformedXML, InvalidRequest,
   *     InvalidArgument
   */
  static void check(List<ReplicationRule> rules) {
    boolean first = rules.stream().anyMatch(rule -> rule.filter() == null);
    for (ReplicationRule rule : rules) {
      if (!isFormed(rule)) {
        throw S3Error.MALFORMED_XML.fail();
      }
      if (first) {
        refuse(rule.priority() != null, NOT_YET, "Priority");
        refuse(rule.deleteMarkerReplication() != null, NOT_YET, "DeleteMarkerReplication");
      } else {
        refuse(rule.priority() == null, MISSING, "Priority");
        refuse(rule.deleteMarkerReplication() == null, MISSING, "DeleteMarkerReplication");
        refuseTaggedMarkers(rule);
      }
      checkPrefix(rule);
      checkKey(rule);
      checkOwner(rule.destination());
      checkTime(rule.destination());
    }
    long destinations = rules.stream().map(rule -> rule.destination().bucket()).distinct().count();
    if (first && destinations > 1) {
      throw invalid("Number of distinct destination bucket ARNs cannot exceed 1");
    }
  }

  private static RuntimeException invalid(String message) {
    return S3Error.INVALID_REQUEST.because("%s", message);
  }

  private static void refuse(boolean wrong, String how, String element) {
    if (wrong) {
      throw S3Error.INVALID_REQUEST.because(SCHEMA, element, how);
    }
  }

  /** Existing objects are no longer replicated by a rule, and S3's schema has lost the element. */
  private static boolean isFormed(ReplicationRule rule) {
    ReplicationRuleFilter filter = rule.filter();
    return Forms.known(rule.status())
        && rule.existingObjectReplication() == null
        && rule.destination() != null
        && rule.destination().bucket() != null
        && isFormed(rule.destination())
        && statusesAreFormed(rule)
        && (filter == null) == (rule.prefix() != null)
        && (filter == null || !twoOf(filter));
  }

  private static boolean isFormed(Destination sent) {
    ReplicationTime time = sent.replicationTime();
    Metrics metrics = sent.metrics();
    return Forms.absentOrKnown(sent.storageClass())
        && (time == null || Forms.known(time.status()) && time.time() != null)
        && (metrics == null || Forms.known(metrics.status()))
        && (sent.accessControlTranslation() == null
            || Forms.known(sent.accessControlTranslation().owner()));
  }

  private static boolean statusesAreFormed(ReplicationRule rule) {
    SourceSelectionCriteria source = rule.sourceSelectionCriteria();
    return (rule.deleteMarkerReplication() == null
            || Forms.absentOrKnown(rule.deleteMarkerReplication().status()))
        && (source == null
            || (source.sseKmsEncryptedObjects() == null
                    || Forms.known(source.sseKmsEncryptedObjects().status()))
                && (source.replicaModifications() == null
                    || Forms.known(source.replicaModifications().status())));
  }

  private static boolean twoOf(ReplicationRuleFilter filter) {
    boolean none = filter.prefix() == null && filter.tag() == null && filter.and() == null;
    return !none && !Forms.one(filter.prefix(), filter.tag(), filter.and());
  }

  private static void refuseTaggedMarkers(ReplicationRule rule) {
    ReplicationRuleFilter filter = rule.filter();
    boolean tagged = filter.tag() != null || (filter.and() != null && filter.and().hasTags());
    if (tagged && "Enabled".equals(rule.deleteMarkerReplication().statusAsString())) {
      throw invalid(
          "Delete marker replication is not supported if any Tag filter is specified. Please refer"
              + " to S3 Developer Guide for more information.");
    }
  }

  private static void checkPrefix(ReplicationRule rule) {
    ReplicationRuleFilter filter = rule.filter();
    String prefix = rule.prefix();
    if (filter != null) {
      prefix = filter.and() == null ? filter.prefix() : filter.and().prefix();
    }
    if (prefix != null && prefix.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw S3Error.INVALID_ARGUMENT.because(
          "Rule prefix cannot be longer than maximum allowed key length of 1024");
    }
  }

  /** A key for replicas and the wish for objects under KMS's keys come together. */
  private static void checkKey(ReplicationRule rule) {
    SourceSelectionCriteria source = rule.sourceSelectionCriteria();
    boolean selected = source != null && source.sseKmsEncryptedObjects() != null;
    var encryption = rule.destination().encryptionConfiguration();
    if (encryption != null && !selected) {
      throw invalid(
          "SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.");
    }
    if (selected && (encryption == null || encryption.replicaKmsKeyID() == null)) {
      throw invalid("ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.");
    }
  }

  private static void checkOwner(Destination sent) {
    if (sent.accessControlTranslation() != null && sent.account() == null) {
      throw invalid(
          "Account must be specified if the Owner in AccessControlTranslation has a value");
    }
  }

  /** A time comes with metrics, a threshold with a time, and both are 15 minutes. */
  private static void checkTime(Destination sent) {
    ReplicationTime time = sent.replicationTime();
    Metrics metrics = sent.metrics();
    boolean timed = time != null && "Enabled".equals(time.statusAsString());
    if (!timed && metrics != null && metrics.eventThreshold() != null) {
      throw S3Error.INVALID_ARGUMENT.because(
          "Metrics cannot contain an event threshold when ReplicationTime is not specified or"
              + " Disabled");
    }
    if (time != null && metrics == null) {
      throw invalid(
          "Replication destination must contain both ReplicationTime and Metrics or neither.");
    }
    if (timed && !isQuarter(time.time().minutes())) {
      throw S3Error.INVALID_ARGUMENT
          .because("Invalid time minute value")
          .with("ArgumentName", "ReplicationTime");
    }
    if (timed
        && metrics.eventThreshold() != null
        && !isQuarter(metrics.eventThreshold().minutes())) {
      throw S3Error.INVALID_ARGUMENT
          .because("Invalid event threshold minute value")
          .with("ArgumentName", "ReplicationMetrics");
    }
  }

  private static boolean isQuarter(Integer minutes) {
    return minutes != null && minutes == MINUTES;
  }
}
