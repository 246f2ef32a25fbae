package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.DocumentCodec;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.request.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationRule;

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
  private static final String BUCKET = "arn:aws[a-z-]*:s3:::[^:/]+";

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
    ReplicationForm.check(document.rules());
    document.rules().forEach(rule -> checkDestination(sent, rule));
    requirePassRole(sent.call(), document.role());
    return Kept.of(document.toBuilder().rules(named(sent.call(), document.rules())).build());
  }

  private static void checkDestination(Sent<ReplicationConfiguration> sent, ReplicationRule rule) {
    String arn = rule.destination().bucket();
    if (!arn.matches(BUCKET)) {
      throw S3Error.INVALID_ARGUMENT.because("Invalid bucket ARN");
    }
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    if (name.equals(sent.bucket().name())) {
      throw S3Error.INVALID_REQUEST.because(
          "Destination bucket cannot be the same as the source bucket.");
    }
    BucketRecord bucket = sent.call().state().get(S3Kinds.BUCKET, name);
    // S3 was recorded to say the same of a bucket that is not there.
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
