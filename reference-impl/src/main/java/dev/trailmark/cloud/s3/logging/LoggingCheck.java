package dev.trailmark.cloud.s3.logging;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.acl.AclParser;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Kept;
import dev.trailmark.cloud.s3.config.ConfigurationCheck.Sent;
import dev.trailmark.cloud.s3.model.AclRecord;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.BucketLoggingStatus;
import software.amazon.awssdk.services.s3.model.BucketLogsPermission;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.PartitionDateSource;
import software.amazon.awssdk.services.s3.model.TargetGrant;
import software.amazon.awssdk.services.s3.model.TargetObjectKeyFormat;

/**
 * The rules of logging: the target bucket is there, of the same account and Region, and lets logs
 * in where ACLs say so. A bucket with Object Lock is none, as documented; in which words it is
 * refused is not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html">Object
 *     Lock considerations</a>
 */
final class LoggingCheck {
  private static final String HOME = "us-east-1";
  private static final Predicate<TargetGrant> IS_TO_DELIVERY =
      grant -> grant.grantee() != null && AclRecord.LOG_DELIVERY.equals(grant.grantee().uri());

  private LoggingCheck() {}

  static Kept check(Sent<BucketLoggingStatus> sent) {
    LoggingEnabled enabled = sent.document().loggingEnabled();
    if (enabled == null) {
      return Kept.of(sent.document());
    }
    if (enabled.targetBucket() == null
        || enabled.targetPrefix() == null
        || !isFormed(enabled.targetObjectKeyFormat())) {
      throw S3Error.MALFORMED_XML.fail();
    }
    BucketRecord target = sent.call().state().get(S3Kinds.BUCKET, enabled.targetBucket());
    if (target == null) {
      throw refused("The target bucket for logging does not exist", enabled);
    }
    if (!target.ownerAccount().equals(sent.bucket().ownerAccount())) {
      throw refused(
          "The owner for the bucket to be logged and the target bucket must be the same.", enabled);
    }
    requireSameRegion(sent.bucket(), target);
    if (target.objectLock() != null) {
      throw refused("The target bucket for logging cannot have Object Lock enabled", enabled);
    }
    checkGrants(sent, target, enabled);
    if (target.policy() == null && target.aclsEnabled() && !target.letsLogsIn()) {
      throw refused(
          "You must give the log-delivery group WRITE and READ_ACP permissions to the target"
              + " bucket",
          enabled);
    }
    return Kept.of(sent.document());
  }

  /**
   * Refused as documented where ACLs do not count; but grants to the group that delivers logs were
   * recorded to be taken there too, and with permissions that only ACLs have.
   */
  private static void checkGrants(
      Sent<BucketLoggingStatus> sent, BucketRecord target, LoggingEnabled enabled) {
    if (enabled.targetGrants().isEmpty()) {
      return;
    }
    if (!target.aclsEnabled() && !enabled.targetGrants().stream().allMatch(IS_TO_DELIVERY)) {
      throw S3Error.ACL_NOT_SUPPORTED.because(
          "Target grants not allowed for bucket owner enforced buckets");
    }
    for (TargetGrant grant : enabled.targetGrants()) {
      if (grant.grantee() == null
          || grant.permission() == null
          || (grant.permission() == BucketLogsPermission.UNKNOWN_TO_SDK_VERSION
              && !IS_TO_DELIVERY.test(grant))) {
        throw S3Error.MALFORMED_XML.fail();
      }
    }
    AclParser.check(
        sent.call(),
        target.ownerAccount(),
        enabled.targetGrants().stream()
            .map(
                grant ->
                    Grant.builder()
                        .grantee(grant.grantee())
                        .permission(grant.permissionAsString())
                        .build())
            .toList());
  }

  private static boolean isFormed(TargetObjectKeyFormat format) {
    if (format == null) {
      return true;
    }
    boolean one = (format.simplePrefix() == null) != (format.partitionedPrefix() == null);
    return one
        && (format.partitionedPrefix() == null
            || format.partitionedPrefix().partitionDateSource()
                != PartitionDateSource.UNKNOWN_TO_SDK_VERSION);
  }

  /** The bucket's own Region is named unless it is us-east-1. */
  private static void requireSameRegion(BucketRecord source, BucketRecord target) {
    if (source.region().equals(target.region())) {
      return;
    }
    ServiceException elsewhere = S3Error.CROSS_LOCATION_LOGGING.fail();
    if (!source.region().equals(HOME)) {
      elsewhere.with("SourceBucketLocation", source.region());
    }
    throw elsewhere.with("TargetBucketLocation", target.region());
  }

  private static ServiceException refused(String message, LoggingEnabled sent) {
    return S3Error.INVALID_LOGGING_TARGET
        .because(message)
        .with("TargetBucket", sent.targetBucket());
  }
}
