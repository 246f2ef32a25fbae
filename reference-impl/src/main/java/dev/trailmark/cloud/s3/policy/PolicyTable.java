package dev.trailmark.cloud.s3.policy;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/** The rows of bucket policies. */
public final class PolicyTable {
  private final S3Access access;

  private PolicyTable(S3Access access) {
    this.access = access;
  }

  /** The rows. */
  public static List<Operation<?, ?>> rows(S3Access access) {
    PolicyTable table = new PolicyTable(access);
    BucketPolicies policies = new BucketPolicies(access.policies());
    return List.of(
        table.putPolicy(policies),
        table.getPolicy(policies),
        table.policyStatus(policies),
        table.deletePolicy(policies));
  }

  private Operation<?, ?> putPolicy(BucketPolicies policies) {
    return Operation.<PutBucketPolicyRequest, PutBucketPolicyResponse>of(
            "PutBucketPolicy", PutBucketPolicyRequest::builder, policies::put)
        .access(
            (call, in) ->
                access.bucket(call, in.bucket(), in.expectedBucketOwner(), "s3:PutBucketPolicy"))
        .honours(Honoured.body("Policy"))
        .honours("ConfirmRemoveSelfBucketAccess")
        .status(204)
        .trail(
            S3Trail.write(PutBucketPolicyRequest::bucket, S3Trail::noKey, BucketPolicies::record))
        .build();
  }

  private Operation<?, ?> getPolicy(BucketPolicies policies) {
    return Operation.<GetBucketPolicyRequest, GetBucketPolicyResponse>of(
            "GetBucketPolicy", GetBucketPolicyRequest::builder, policies::get)
        .access(
            (call, in) ->
                access.bucket(call, in.bucket(), in.expectedBucketOwner(), "s3:GetBucketPolicy"))
        .honours("Bucket", "ExpectedBucketOwner")
        .trail(S3Trail.read(GetBucketPolicyRequest::bucket, S3Trail::noKey))
        .build();
  }

  private Operation<?, ?> policyStatus(BucketPolicies policies) {
    return Operation.<GetBucketPolicyStatusRequest, GetBucketPolicyStatusResponse>of(
            "GetBucketPolicyStatus", GetBucketPolicyStatusRequest::builder, policies::status)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:GetBucketPolicyStatus"))
        .honours("Bucket", "ExpectedBucketOwner")
        .trail(S3Trail.read(GetBucketPolicyStatusRequest::bucket, S3Trail::noKey))
        .build();
  }

  private Operation<?, ?> deletePolicy(BucketPolicies policies) {
    return Operation.<DeleteBucketPolicyRequest, DeleteBucketPolicyResponse>of(
            "DeleteBucketPolicy", DeleteBucketPolicyRequest::builder, policies::delete)
        .access(
            (call, in) ->
                access.bucket(call, in.bucket(), in.expectedBucketOwner(), "s3:DeleteBucketPolicy"))
        .honours("Bucket", "ExpectedBucketOwner")
        .status(204)
        .trail(S3Trail.write(DeleteBucketPolicyRequest::bucket, S3Trail::noKey))
        .build();
  }
}
