package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

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
   * Checks that delivery will work, in the way delivery works: reads the bucket's ACL, looks at the
   * key, and writes the folder markers under it.
   *
   * @return the trail with its key by ARN
   * @throws ServiceException S3BucketDoesNotExistException, InsufficientS3BucketPolicyException; of
   *     the key InsufficientEncryptionPolicyException, KmsKeyNotFoundException, KmsException,
   *     InvalidKmsKeyIdException
   */
  TrailRecord prove() {
    List<String> folders = new ArrayList<>(List.of(FileNames.logFolder(trail)));
    if (trail.validation()) {
      folders.add(FileNames.digestFolder(trail));
    }
    if (!trail.insights().isEmpty()) {
      folders.add(FileNames.insightFolder(trail));
    }
    return prove(folders);
  }

  /**
   * Checks in the same way that Insights events can be delivered.
   *
   * @throws ServiceException as {@link #prove()} does
   */
  void proveInsights() {
    prove(List.of(FileNames.insightFolder(trail)));
  }

  private TrailRecord prove(List<String> folders) {
    try {
      readAcl();
    } catch (ServiceException refusal) {
      throw ofBucket(refusal);
    }
    TrailRecord resolved = new LogKey(services, trail).resolved();
    try {
      LogBucket bucket = new LogBucket(services, resolved);
      folders.forEach(folder -> bucket.put(folder, NOTHING, Map.of()));
    } catch (ServiceException refusal) {
      if (LogKey.isOfKms(refusal)) {
        throw LogKey.refused(resolved, refusal);
      }
      throw ofBucket(refusal);
    }
    return resolved;
  }

  private ServiceException ofBucket(ServiceException refusal) {
    if (refusal.code().equals("NoSuchBucket")) {
      return CloudTrailError.S3_BUCKET_MISSING.because(
          "S3 bucket %s does not exist!", trail.bucket());
    }
    return CloudTrailError.INSUFFICIENT_BUCKET_POLICY.because(
        "Incorrect S3 bucket policy is detected for bucket: %s", trail.bucket());
  }

  /** Delivers a gzipped log file, after the look at the bucket's ACL that AWS's own trails show. */
  void deliverLog(String key, byte[] gzipped) {
    readAcl();
    put(key, gzipped, Map.of());
  }

  /**
   * Delivers a gzipped digest in the same way; its signature is in the object's metadata.
   *
   * @param metadata what else is there
   */
  void deliverDigest(String key, byte[] gzipped, String signature, Map<String, String> metadata) {
    Map<String, String> all = new LinkedHashMap<>(metadata);
    all.put("signature", signature);
    all.put("signature-algorithm", DigestFile.ALGORITHM);
    readAcl();
    put(key, gzipped, all);
  }

  /** CloudTrail, acting for a trail. */
  static ServiceCalls.Actor actor(TrailRecord trail) {
    return new ServiceCalls.Actor(
        CloudTrailService.DNS_NAME, trail.accountId(), trail.region(), trail.arn());
  }

  private void readAcl() {
    services.asService(
        actor(trail),
        "s3",
        "GetBucketAcl",
        GetBucketAclRequest.builder().bucket(trail.bucket()).build(),
        null);
  }

  private void put(String name, byte[] body, Map<String, String> metadata) {
    boolean marker = body.length == 0;
    String key = trail.settings().kmsKey();
    services.asService(
        actor(trail),
        "s3",
        "PutObject",
        PutObjectRequest.builder()
            .bucket(trail.bucket())
            .key(name)
            .acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL)
            .contentType(marker ? null : "application/json")
            .contentEncoding(marker ? null : "gzip")
            .metadata(metadata)
            .serverSideEncryption(key == null ? null : ServerSideEncryption.AWS_KMS)
            .ssekmsKeyId(key)
            .ssekmsEncryptionContext(key == null ? null : LogKey.context(trail))
            .contentLength((long) body.length)
            .build(),
        body);
  }
}
