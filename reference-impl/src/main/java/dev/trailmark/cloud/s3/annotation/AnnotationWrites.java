package dev.trailmark.cloud.s3.annotation;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.object.AnnotationTexts;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.Annotations;
import dev.trailmark.cloud.s3.version.ObjectTarget;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PutObjectAnnotationRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAnnotationResponse;

/**
 * PutObjectAnnotation. The object stays as it is, its entity tag and date too; its storage class
 * and a lock do not matter. The annotation belongs to the version for which permission was asked,
 * also when a newer one comes meanwhile; where that takes its place, the request is refused, since
 * the text is encrypted for the one before.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAnnotation.html"
 *     >PutObjectAnnotation</a>
 */
final class AnnotationWrites {
  private final S3Access access;
  private final AnnotationTexts texts;

  AnnotationWrites(S3Access access, AnnotationTexts texts) {
    this.access = access;
    this.texts = texts;
  }

  /** s3:PutObjectAnnotation, or s3:PutObjectVersionAnnotation. */
  List<AccessCheck> access(Call call, PutObjectAnnotationRequest in) {
    return target(in).access(call, access, "s3:PutObjectAnnotation");
  }

  private static ObjectTarget target(PutObjectAnnotationRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  /** Puts an annotation, or replaces the one of its name. */
  PutObjectAnnotationResponse put(Call call, PutObjectAnnotationRequest in) {
    AnnotationName.require(in.annotationName());
    ObjectTarget target = target(in);
    ObjectRecord object = target.require(call, access);
    ParentTag.check(in.objectIfMatch(), object);
    AnnotationTexts.Kept kept = texts.store(call, target.foundBucket(call), object, in);
    try {
      call.update(
          S3Kinds.scope(in.bucket()),
          tx -> {
            ObjectRecord now = put(tx, target, object, in, kept);
            access.annotated(tx, now, kept.record());
            return now;
          });
    } catch (RuntimeException e) {
      call.blobs().abandon(kept.text());
      throw e;
    }
    PutObjectAnnotationResponse.Builder answer =
        PutObjectAnnotationResponse.builder()
            .key(in.key())
            .annotationName(in.annotationName())
            .objectVersionId(target.shownVersion(call, object));
    texts.describe(call, kept.record(), answer);
    return answer.build();
  }

  private static ObjectRecord put(
      Transaction tx,
      ObjectTarget target,
      ObjectRecord found,
      PutObjectAnnotationRequest in,
      AnnotationTexts.Kept kept) {
    ObjectRecord now = target.still(tx, found);
    if (now == null) {
      target.now(tx);
      throw S3Error.CONDITIONAL_REQUEST_CONFLICT.fail();
    }
    ParentTag.check(in.objectIfMatch(), now);
    boolean isNew = Annotations.find(tx, now, in.annotationName()) == null;
    if (isNew && Annotations.of(tx, now).size() >= Annotations.MOST) {
      throw S3Error.ANNOTATION_LIMIT_EXCEEDED.fail();
    }
    Annotations.put(tx, now, kept.record(), kept.text());
    return now;
  }
}
