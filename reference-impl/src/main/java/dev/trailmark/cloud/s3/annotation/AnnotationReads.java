package dev.trailmark.cloud.s3.annotation;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.AnnotationRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.object.AnnotationTexts;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.Annotations;
import dev.trailmark.cloud.s3.version.ObjectTarget;
import dev.trailmark.cloud.wire.ResponseBody;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.GetObjectAnnotationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAnnotationResponse;

/**
 * GetObjectAnnotation, of objects of any storage class, restored or not.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAnnotation.html"
 *     >GetObjectAnnotation</a>
 */
final class AnnotationReads {
  private static final int ATTEMPTS = 4;

  private final S3Access access;
  private final AnnotationTexts texts;

  AnnotationReads(S3Access access, AnnotationTexts texts) {
    this.access = access;
    this.texts = texts;
  }

  /** s3:GetObjectAnnotation, or s3:GetObjectVersionAnnotation. */
  List<AccessCheck> access(Call call, GetObjectAnnotationRequest in) {
    return target(in).access(call, access, "s3:GetObjectAnnotation");
  }

  private static ObjectTarget target(GetObjectAnnotationRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  /** Answers with the text; looks again when it is replaced in between. */
  GetObjectAnnotationResponse get(Call call, GetObjectAnnotationRequest in) {
    ObjectTarget target = target(in);
    ObjectRecord object = target.require(call, access);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      AnnotationRecord annotation = require(call, object, in.annotationName());
      Optional<byte[]> text = texts.open(call, target.foundBucket(call), in.key(), annotation);
      if (text.isPresent()) {
        call.reply(ResponseBody.of(text.get()));
        GetObjectAnnotationResponse.Builder answer =
            GetObjectAnnotationResponse.builder()
                .objectVersionId(target.shownVersion(call, object))
                .lastModified(annotation.modifiedAt())
                .contentLength(annotation.size())
                .replicationStatus(annotation.replication());
        texts.describe(call, annotation, in, answer);
        return answer.build();
      }
    }
    throw new IllegalStateException("the text of an annotation is missing");
  }

  private static AnnotationRecord require(Call call, ObjectRecord object, String name) {
    AnnotationRecord annotation = Annotations.find(call.state(), object, name);
    if (annotation == null) {
      throw S3Error.NO_SUCH_ANNOTATION
          .fail()
          .with("Key", object.key())
          .with("AnnotationName", name);
    }
    return annotation;
  }
}
