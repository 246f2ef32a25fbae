package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.operation.ServiceException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;

/**
 * The KMS key that a trail's logs and digests are written under, by {@code
 * cloudtrail.amazonaws.com} itself; the key's policy has to let it.
 *
 * @param services reaches KMS
 * @param trail the trail
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html">
 *     Configure AWS KMS key policies for CloudTrail</a>
 */
record LogKey(ServiceCalls services, TrailRecord trail) {
  private static final Pattern ID = Pattern.compile("(mrk-[0-9a-f]{32}|[0-9a-fA-F-]{36})");
  private static final Pattern ALIAS = Pattern.compile("alias/[A-Za-z0-9/_-]{1,250}");
  private static final Pattern ARN =
      Pattern.compile("arn:aws:kms:[a-z0-9-]+:\\d{12}:(key|alias)/[A-Za-z0-9/_-]+");

  /** The encryption context of all that is written for a trail, as S3 takes it. */
  static String context(TrailRecord trail) {
    String json = "{\"aws:cloudtrail:arn\":\"" + trail.arn() + "\"}";
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The trail with its key by ARN; as it is when it has no key. That the key is in the bucket's
   * Region shows when something is written there.
   *
   * @throws ServiceException InsufficientEncryptionPolicyException, KmsKeyNotFoundException,
   *     KmsException, InvalidKmsKeyIdException
   */
  TrailRecord resolved() {
    String given = trail.settings().kmsKey();
    if (given == null) {
      return trail;
    }
    String arn = qualified(given);
    DescribeKeyRequest request = DescribeKeyRequest.builder().keyId(arn).build();
    try {
      DescribeKeyResponse found =
          services.asService(
              LogBucket.actor(trail).in(arn.split(":")[3]), "kms", "DescribeKey", request, null);
      return trail.withSettings(trail.settings().withKmsKey(found.keyMetadata().arn()));
    } catch (ServiceException refusal) {
      throw refused(trail, refusal);
    }
  }

  private String qualified(String key) {
    String place = "arn:aws:kms:" + trail.region() + ":" + trail.accountId() + ":";
    if (ID.matcher(key).matches()) {
      return place + "key/" + key;
    }
    if (ALIAS.matcher(key).matches()) {
      return place + key;
    }
    if (ARN.matcher(key).matches()) {
      return key;
    }
    throw CloudTrailError.INVALID_KEY.because("Invalid KMS key ID: %s", key);
  }

  /** Whether what S3 answered is an answer of KMS's. */
  static boolean isOfKms(ServiceException refusal) {
    return refusal.code().startsWith("KMS.") || refusal.getMessage().contains(" kms:");
  }

  /** What the caller is told when KMS refuses CloudTrail. */
  static ServiceException refused(TrailRecord trail, ServiceException refusal) {
    String key = trail.settings().kmsKey();
    if (refusal.code().endsWith("NotFoundException")) {
      return CloudTrailError.KEY_MISSING.because("KMS key %s does not exist.", key);
    }
    if (refusal.code().startsWith("KMS.") || refusal.code().endsWith("StateException")) {
      return CloudTrailError.KEY_UNUSABLE.because(
          "KMS key %s cannot be used: %s", key, refusal.getMessage());
    }
    return CloudTrailError.INSUFFICIENT_KEY_POLICY.because(
        "Insufficient permissions to access S3 bucket %s or KMS key %s.", trail.bucket(), key);
  }
}
