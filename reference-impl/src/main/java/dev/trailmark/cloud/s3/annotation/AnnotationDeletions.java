package dev.trailmark.cloud.s3.annotation;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.lock.Locks;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.version.Annotations;
import dev.trailmark.cloud.s3.version.ObjectTarget;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteObjectAnnotationRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectAnnotationResponse;

/**
 * DeleteObjectAnnotation: for good, versions or not; succeeds whether there was one of that name or
 * not. A locked object keeps its annotations: under governance they can be deleted with {@code
 * x-amz-bypass-governance-retention}, a header that the API's model lacks and its page asks for.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectAnnotation.html"
 *     >DeleteObjectAnnotation</a>
 */
final class AnnotationDeletions {
  private static final String BYPASS = "x-amz-bypass-governance-retention";

  private final S3Access access;

  AnnotationDeletions(S3Access access) {
    this.access = access;
  }

  /**
   * s3:DeleteObjectAnnotation, or s3:DeleteObjectVersionAnnotation; and
   * s3:BypassGovernanceRetention where governance is bypassed.
   */
  List<AccessCheck> access(Call call, DeleteObjectAnnotationRequest in) {
    ObjectTarget target = target(in);
    List<AccessCheck> checks =
        new ArrayList<>(target.access(call, access, "s3:DeleteObjectAnnotation"));
    if (bypasses(call, target)) {
      checks.add(target.check(call, access, "s3:BypassGovernanceRetention", target.keys(call)));
    }
    return checks;
  }

  private static ObjectTarget target(DeleteObjectAnnotationRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  /** Only a retention that was there when permissions were asked for may be bypassed. */
  private static boolean bypasses(Call call, ObjectTarget target) {
    return call.wire() != null
        && "true".equalsIgnoreCase(call.wire().header(BYPASS))
        && target.isGoverned(call);
  }

  /** Deletes an annotation. */
  DeleteObjectAnnotationResponse delete(Call call, DeleteObjectAnnotationRequest in) {
    ObjectTarget target = target(in);
    ObjectRecord object = target.require(call, access);
    ParentTag.check(in.objectIfMatch(), object);
    boolean bypass = bypasses(call, target);
    call.update(
        S3Kinds.scope(in.bucket()),
        tx -> {
          ObjectRecord now = target.still(tx, object);
          if (now != null) {
            delete(tx, now, in, bypass, call.time());
          }
          return null;
        });
    return DeleteObjectAnnotationResponse.builder()
        .objectVersionId(target.shownVersion(call, object))
        .build();
  }

  /** What went meanwhile took its annotations along; a newer version has its own. */
  private static void delete(
      Transaction tx,
      ObjectRecord object,
      DeleteObjectAnnotationRequest in,
      boolean bypass,
      Instant now) {
    ParentTag.check(in.objectIfMatch(), object);
    Locks.requireDeletable(object, bypass, now);
    AnnotationRecord annotation = Annotations.find(tx, object, in.annotationName());
    if (annotation != null) {
      Annotations.remove(tx, object, annotation);
    }
  }
}
