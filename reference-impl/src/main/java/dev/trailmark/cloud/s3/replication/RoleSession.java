package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.s3.model.BucketRecord;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * A session of the replication role, which S3 assumes for a bucket. The session's name is the one
 * that AWS's own have, as key policies that name them show.
 *
 * @param services reaches the buckets
 * @param accessKeyId the session's key
 */
record RoleSession(ServiceCalls services, String accessKeyId) {
  private static final String S3 = "s3.amazonaws.com";
  private static final String NAME = "s3-replication";

  /**
   * Assumes the role.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException STS's refusal, where the role is not
   *     there or does not trust S3
   */
  static RoleSession assume(ServiceCalls services, BucketRecord source, String roleArn) {
    AssumeRoleResponse assumed =
        services.asService(
            new ServiceCalls.Actor(S3, source.ownerAccount(), source.region(), source.arn()),
            "sts",
            "AssumeRole",
            AssumeRoleRequest.builder().roleArn(roleArn).roleSessionName(NAME).build(),
            null);
    return new RoleSession(services, assumed.credentials().accessKeyId());
  }

  /** The session at a bucket. */
  Replicas.Side at(BucketRecord bucket) {
    return new Replicas.Side(services.withCredentials(accessKeyId, bucket.region()), bucket);
  }
}
