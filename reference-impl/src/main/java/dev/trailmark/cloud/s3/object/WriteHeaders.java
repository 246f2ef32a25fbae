package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.lock.AskedRetention;
import dev.trailmark.cloud.s3.lock.Locks;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectTraits;
import dev.trailmark.cloud.s3.storage.StorageClasses;
import dev.trailmark.cloud.s3.tagging.ObjectTagRules;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * What the headers of a write say of the object that it makes, besides content, encryption and ACL;
 * absent ones are {@code null}.
 *
 * @param storageClass {@code x-amz-storage-class}
 * @param redirect {@code x-amz-website-redirect-location}
 * @param tagging {@code x-amz-tagging}
 * @param retention {@code x-amz-object-lock-*}, but for the legal hold; never {@code null}
 * @param legalHold {@code x-amz-object-lock-legal-hold}
 */
public record WriteHeaders(
    String storageClass,
    String redirect,
    String tagging,
    AskedRetention retention,
    String legalHold) {

  /** Those of PutObject. */
  static WriteHeaders of(PutObjectRequest in) {
    return new WriteHeaders(
        in.storageClassAsString(),
        in.websiteRedirectLocation(),
        in.tagging(),
        AskedRetention.of(in),
        in.objectLockLegalHoldStatusAsString());
  }

  /** Those of CreateMultipartUpload. */
  public static WriteHeaders of(CreateMultipartUploadRequest in) {
    return new WriteHeaders(
        in.storageClassAsString(),
        in.websiteRedirectLocation(),
        in.tagging(),
        AskedRetention.of(in),
        in.objectLockLegalHoldStatusAsString());
  }

  /** Adds the condition keys that repeat these headers. */
  public RequestKeys addTo(Call call, RequestKeys keys) {
    keys.put("s3:x-amz-storage-class", storageClass)
        .put("s3:x-amz-website-redirect-location", redirect);
    retention.addTo(keys, call).put("s3:object-lock-legal-hold", legalHold);
    return ObjectTagRules.addRequested(keys, ObjectTagRules.ofHeader(tagging));
  }

  /** The permissions that these headers need beside s3:PutObject. */
  List<AccessCheck> checks(
      Call call, S3Access access, BucketRecord bucket, String key, RequestKeys keys) {
    List<AccessCheck> checks = new ArrayList<>();
    if (tagging != null) {
      checks.add(access.onKey(call, bucket, key, "s3:PutObjectTagging", keys));
    }
    if (!retention.isEmpty()) {
      checks.add(access.onKey(call, bucket, key, "s3:PutObjectRetention", keys));
    }
    if (legalHold != null) {
      checks.add(access.onKey(call, bucket, key, "s3:PutObjectLegalHold", keys));
    }
    return checks;
  }

  /** What they ask for, checked. */
  public ObjectTraits traits(Call call, BucketRecord bucket) {
    return new ObjectTraits(
        StorageClasses.require(storageClass),
        ObjectTagRules.ofHeader(tagging),
        Locks.requested(call, bucket, retention, legalHold));
  }
}
