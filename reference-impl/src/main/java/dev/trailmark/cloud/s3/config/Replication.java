package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.s3.BucketRecord;
import dev.trailmark.cloud.s3.Denials;
import dev.trailmark.cloud.s3.S3Access;
import dev.trailmark.cloud.s3.S3Error;
import dev.trailmark.cloud.s3.S3Kinds;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.Destination;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.Metrics;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleFilter;
import software.amazon.awssdk.services.s3.model.ReplicationTime;
import software.amazon.awssdk.services.s3.model.SourceSelectionCriteria;

/**
 * Replication: checked and kept; {@code s3.replication} obeys it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html"
 *     >PutBucketReplication</a>
 */
final class Replication {
  private static final int MOST = 1_000;
  private static final int LONGEST_ID = 255;
  private static final String ROLE = "arn:aws[a-z-]*:iam::[0-9]{12}:role/.+";
  private static final String BUCKET = "arn:aws[a-z-]*:s3:::";
  private static final String SCHEMA =
      "%s must be specified for this version of Cross Region Replication configuration schema."
          + " Please refer to S3 Developer Guide for more information.";

  private Replication() {}

  static List<Operation<?, ?>> rows(S3Access access, DocumentCodec codec) {
    return new ConfigurationRows(access, codec, "replication")
        .put(
            Naming.of("PutBucketReplication").allowedBy("PutReplicationConfiguration"),
            PutBucketReplicationRequest::builder,
            "ReplicationConfiguration",
            Replication::check,
            PutBucketReplicationResponse.builder().build())
        .get(
            Naming.of("GetBucketReplication").allowedBy("GetReplicationConfiguration"),
            GetBucketReplicationRequest::builder,
            GetBucketReplicationResponse::builder,
            Absent.failing(S3Error.NO_SUCH_REPLICATION))
        .delete(
            Naming.of("DeleteBucketReplication").allowedBy("PutReplicationConfiguration"),
            DeleteBucketReplicationRequest::builder,
            DeleteBucketReplicationResponse.builder().build())
        .rows();
  }

  private static Kept check(Sent<ReplicationConfiguration> sent) {
    if (!BucketRecord.ENABLED.equals(sent.bucket().versioning())) {
      throw S3Error.INVALID_REQUEST.because(
          "Versioning must be 'Enabled' on the bucket to apply a replication configuration");
    }
    ReplicationConfiguration document = sent.document();
    if (document.rules().isEmpty() || document.role() == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (document.rules().size() > MOST) {
      throw S3Error.INVALID_REQUEST.because(
          "The number of replication rules must not exceed the allowed limit of 1000 rules.");
    }
    if (!document.role().matches(ROLE)) {
      throw S3Error.INVALID_ARGUMENT
          .because("Invalid Role ARN")
          .with("ArgumentName", "Role")
          .with("ArgumentValue", document.role());
    }
    document.rules().forEach(Replication::checkForm);
    document.rules().forEach(rule -> checkThreshold(rule.destination()));
    document.rules().forEach(rule -> checkDestination(sent, rule));
    requirePassRole(sent.call(), document.role());
    return Kept.of(document.toBuilder().rules(named(sent.call(), document.rules())).build());
  }

  private static void checkForm(ReplicationRule rule) {
    ReplicationRuleFilter filter = rule.filter();
    boolean formed =
        Forms.known(rule.status())
            && rule.destination() != null
            && rule.destination().bucket() != null
            && isFormed(rule.destination())
            && statusesAreFormed(rule)
            && (filter == null || rule.prefix() == null)
            && (filter == null || !twoOf(filter));
    if (!formed) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (filter == null) {
      return;
    }
    if (rule.priority() == null) {
      throw S3Error.INVALID_REQUEST.because(SCHEMA, "Priority");
    }
    if (rule.deleteMarkerReplication() == null) {
      throw S3Error.INVALID_REQUEST.because(SCHEMA, "DeleteMarkerReplication");
    }
    boolean tagged = filter.tag() != null || (filter.and() != null && filter.and().hasTags());
    if (tagged && "Enabled".equals(rule.deleteMarkerReplication().statusAsString())) {
      throw S3Error.INVALID_REQUEST.because(
          "Delete marker replication is not supported if any Tag filter is specified. Please refer"
              + " to S3 Developer Guide for more information.");
    }
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

  /** The threshold is that of replication within a time, so there has to be one. */
  private static void checkThreshold(Destination sent) {
    boolean timed =
        sent.replicationTime() != null && "Enabled".equals(sent.replicationTime().statusAsString());
    if (!timed && sent.metrics() != null && sent.metrics().eventThreshold() != null) {
      throw S3Error.INVALID_ARGUMENT.because(
          "Metrics cannot contain an event threshold when ReplicationTime is not specified or"
              + " Disabled");
    }
  }

  private static boolean statusesAreFormed(ReplicationRule rule) {
    SourceSelectionCriteria source = rule.sourceSelectionCriteria();
    return (rule.deleteMarkerReplication() == null
            || Forms.absentOrKnown(rule.deleteMarkerReplication().status()))
        && (rule.existingObjectReplication() == null
            || Forms.known(rule.existingObjectReplication().status()))
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

  /** A bucket that is not there is answered as one whose versioning is not enabled. */
  private static void checkDestination(Sent<ReplicationConfiguration> sent, ReplicationRule rule) {
    String name = rule.destination().bucket().replaceFirst("^" + BUCKET, "");
    if (name.equals(sent.bucket().name())) {
      throw S3Error.INVALID_REQUEST.because(
          "Destination bucket cannot be the same as the source bucket.");
    }
    BucketRecord bucket = sent.call().state().get(S3Kinds.BUCKET, name);
    if (bucket == null || !BucketRecord.ENABLED.equals(bucket.versioning())) {
      throw S3Error.INVALID_REQUEST.because("Destination bucket must have versioning enabled.");
    }
    if (sent.bucket().objectLock() != null && bucket.objectLock() == null) {
      throw S3Error.INVALID_REQUEST.because("Destination bucket must have Object Lock enabled.");
    }
  }

  /**
   * Refuses who may not hand the role to S3, which the API reference asks of the caller beside the
   * permission to put the configuration. The refusal's words are those of S3's other ones.
   */
  private static void requirePassRole(Call call, String role) {
    AccessCheck check =
        AccessCheck.on("iam:PassRole", role, role.split(":")[4])
            .with(Map.of("iam:passedtoservice", List.of("s3.amazonaws.com")));
    Decision decision = call.decide(check);
    if (!decision.allowed()) {
      throw call.explained(check, decision, Denials.denied(call, check, decision));
    }
  }

  private static List<ReplicationRule> named(Call call, List<ReplicationRule> rules) {
    Set<String> ids = new HashSet<>();
    Set<Integer> priorities = new HashSet<>();
    List<ReplicationRule> named = new ArrayList<>(rules.size());
    for (ReplicationRule rule : rules) {
      boolean without = rule.id() == null || rule.id().isEmpty();
      String id = without ? newId(call) : rule.id();
      if (id.length() > LONGEST_ID) {
        throw S3Error.INVALID_ARGUMENT.because("ID length should not exceed allowed limit of 255");
      }
      if (!ids.add(id)) {
        throw S3Error.INVALID_ARGUMENT.because(
            "Rule ID must be unique. Found same ID for more than one rule");
      }
      if (rule.priority() != null && !priorities.add(rule.priority())) {
        throw S3Error.INVALID_REQUEST.because(
            "Found duplicate priority value for more than one rule");
      }
      named.add(without ? rule.toBuilder().id(id).build() : rule);
    }
    return named;
  }

  private static String newId(Call call) {
    return Base64.getEncoder()
        .encodeToString(call.ids().uuid().getBytes(StandardCharsets.US_ASCII));
  }
}
