package dev.trailmark.cloud.s3.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PublicPolicy;
import dev.trailmark.cloud.s3.access.BucketChanges;
import dev.trailmark.cloud.s3.access.PolicyCache;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.PublicAccessRecord;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;

/**
 * Bucket policies: kept and returned as given, but with users and roles by their unique ids and
 * accounts by their root users' ARNs. Unlike KMS, S3 lets a policy lock everyone out.
 */
final class BucketPolicies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BLOCKED =
      "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public"
          + " Access.";

  private final PolicyCache policies;

  BucketPolicies(PolicyCache policies) {
    this.policies = policies;
  }

  /**
   * PutBucketPolicy. With {@code x-amz-confirm-remove-self-bucket-access} the caller confirms to
   * lose the permission to change the policy again. It is not documented that anything is refused
   * without, and users of S3 are known to have locked themselves out; so there is nothing to
   * confirm, and the policy is put as without. The owner's root user can always repair it.
   */
  PutBucketPolicyResponse put(Call call, PutBucketPolicyRequest in) {
    requireOwner(call);
    Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString());
    PolicyDocument policy = BucketPolicyRules.accept(call, in.bucket(), in.policy());
    boolean isPublic = PublicPolicy.isPublic(policy);
    BucketChanges.change(
        call,
        in.bucket(),
        bucket -> {
          if (isPublic && PublicAccessRecord.on(call.state(), bucket).blockPolicy()) {
            throw Denials.refuse(
                call,
                AccessCheck.on("s3:PutBucketPolicy", bucket.arn(), bucket.ownerAccount()),
                BLOCKED);
          }
          return bucket.withPolicy(policy.text());
        });
    return PutBucketPolicyResponse.builder().build();
  }

  /** GetBucketPolicy. */
  GetBucketPolicyResponse get(Call call, GetBucketPolicyRequest in) {
    requireOwner(call);
    String policy = call.directory().shown(requirePolicy(call).policy());
    return GetBucketPolicyResponse.builder().policy(policy).build();
  }

  /** GetBucketPolicyStatus. */
  GetBucketPolicyStatusResponse status(Call call, GetBucketPolicyStatusRequest in) {
    boolean isPublic = policies.of(requirePolicy(call)).isPublic();
    return GetBucketPolicyStatusResponse.builder()
        .policyStatus(status -> status.isPublic(isPublic))
        .build();
  }

  /** DeleteBucketPolicy: succeeds whether there is one or not. */
  DeleteBucketPolicyResponse delete(Call call, DeleteBucketPolicyRequest in) {
    requireOwner(call);
    BucketChanges.change(call, in.bucket(), bucket -> bucket.withPolicy(null));
    return DeleteBucketPolicyResponse.builder().build();
  }

  /** Nobody of another account gets at a policy, whatever it permits them. */
  private static void requireOwner(Call call) {
    if (!call.subject(BucketRecord.class).ownerAccount().equals(call.accountId())) {
      throw S3Error.METHOD_NOT_ALLOWED
          .fail()
          .with("Method", call.wire().method())
          .with("ResourceType", "BUCKETPOLICY");
    }
  }

  private static BucketRecord requirePolicy(Call call) {
    BucketRecord bucket = call.subject(BucketRecord.class);
    if (bucket.policy() == null) {
      throw S3Error.NO_SUCH_BUCKET_POLICY.fail().with("BucketName", bucket.name());
    }
    return bucket;
  }

  /** Records have the policy as an object; text that is not JSON is left out. */
  static void record(PutBucketPolicyRequest in, Map<String, Object> parameters) {
    try {
      if (in.policy() != null) {
        parameters.put("bucketPolicy", JSON.readValue(in.policy(), Map.class));
      }
    } catch (JsonProcessingException e) {
      parameters.remove("bucketPolicy");
    }
  }
}
