package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * A trail's bucket, as CloudTrail uses it: by itself, as {@code cloudtrail.amazonaws.com}, under
 * the bucket's own policy.
 *
 * @param services reaches S3
 * @param trail the trail
 */
record LogBucket(ServiceCalls services, TrailRecord trail) {
  private static final byte[] NOTHING = {};

  /**
   * Checks at creation that delivery will work, in the way delivery works: reads the bucket's ACL
   * and writes the folder markers.
   *
   * @throws ServiceException S3BucketDoesNotExistException, InsufficientS3BucketPolicyException
   */
  void prove() {
    try {
      readAcl();
      put(FileNames.logFolder(trail), NOTHING, Map.of());
      if (trail.validation()) {
        put(FileNames.digestFolder(trail), NOTHING, Map.of());
      }
    } catch (ServiceException refusal) {
      if (refusal.code().equals("NoSuchBucket")) {
        throw CloudTrailError.S3_BUCKET_MISSING.because(
            "S3 bucket %s does not exist!", trail.bucket());
      }
      throw CloudTrailError.INSUFFICIENT_BUCKET_POLICY.because(
          "Incorrect S3 bucket policy is detected for bucket: %s", trail.bucket());
    }
  }

  /** Delivers a gzipped log file, after the look at the bucket's ACL that AWS's own trails show. */
  void deliverLog(String key, byte[] gzipped) {
    readAcl();
    put(key, gzipped, Map.of());
  }

  /** Delivers a gzipped digest in the same way; its signature is in the object's metadata. */
  void deliverDigest(String key, byte[] gzipped, String signature) {
    readAcl();
    put(key, gzipped, Map.of("signature", signature, "signature-algorithm", DigestFile.ALGORITHM));
  }

  private void readAcl() {
    services.asService(
        actor(),
        "s3",
        "GetBucketAcl",
        GetBucketAclRequest.builder().bucket(trail.bucket()).build(),
        null);
  }

  private void put(String key, byte[] body, Map<String, String> metadata) {
    boolean marker = body.length == 0;
    services.asService(
        actor(),
        "s3",
        "PutObject",
        PutObjectRequest.builder()
            .bucket(trail.bucket())
            .key(key)
            .acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL)
            .contentType(marker ? null : "application/json")
            .contentEncoding(marker ? null : "gzip")
            .metadata(metadata)
            .contentLength((long) body.length)
            .build(),
        body);
  }

  private ServiceCalls.Actor actor() {
    return new ServiceCalls.Actor(
        CloudTrailService.DNS_NAME, trail.accountId(), trail.region(), trail.arn());
  }
}
