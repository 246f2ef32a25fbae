package dev.trailmark.cloud.s3.annotation;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.S3Family;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.object.AnnotationTexts;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteObjectAnnotationRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectAnnotationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAnnotationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAnnotationResponse;
import software.amazon.awssdk.services.s3.model.ListObjectAnnotationsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectAnnotationsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAnnotationRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAnnotationResponse;

/**
 * The rows of annotations. All are data events of the operations' names, like the others of
 * objects.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/annotations-overview.html"
 *     >Annotating your objects</a>
 */
public final class ObjectAnnotations implements S3Family {

  @Override
  public List<Operation<?, ?>> operations(S3Access access) {
    return List.of();
  }

  @Override
  public List<Operation<?, ?>> besideObjects(S3Access access, AnnotationTexts texts) {
    return List.of(
        put(new AnnotationWrites(access, texts)),
        get(new AnnotationReads(access, texts)),
        list(new AnnotationLists(access)),
        delete(new AnnotationDeletions(access)));
  }

  private static Operation<?, ?> put(AnnotationWrites writes) {
    return Operation.<PutObjectAnnotationRequest, PutObjectAnnotationResponse>of(
            "PutObjectAnnotation", PutObjectAnnotationRequest::builder, writes::put)
        .access(writes::access)
        .honours(Honoured.checksums())
        .honours(Honoured.body("Key", "VersionId", "AnnotationName", "ObjectIfMatch"))
        .streamsRequest()
        .root("PutObjectAnnotationOutput")
        .trail(
            S3Trail.dataWrite(PutObjectAnnotationRequest::bucket, PutObjectAnnotationRequest::key))
        .build();
  }

  private static Operation<?, ?> get(AnnotationReads reads) {
    return Operation.<GetObjectAnnotationRequest, GetObjectAnnotationResponse>of(
            "GetObjectAnnotation", GetObjectAnnotationRequest::builder, reads::get)
        .access(reads::access)
        .honours(
            "Bucket", "Key", "VersionId", "AnnotationName", "ExpectedBucketOwner", "ChecksumMode")
        .onWorker()
        .trail(
            S3Trail.dataRead(GetObjectAnnotationRequest::bucket, GetObjectAnnotationRequest::key))
        .build();
  }

  private static Operation<?, ?> list(AnnotationLists lists) {
    return Operation.<ListObjectAnnotationsRequest, ListObjectAnnotationsResponse>of(
            "ListObjectAnnotations", ListObjectAnnotationsRequest::builder, lists::list)
        .access(lists::access)
        .honours(
            "Bucket",
            "Key",
            "VersionId",
            "ExpectedBucketOwner",
            "AnnotationPrefix",
            "MaxAnnotationResults",
            "ContinuationToken")
        .root("ListObjectAnnotationsOutput")
        .trail(
            S3Trail.dataRead(
                ListObjectAnnotationsRequest::bucket, ListObjectAnnotationsRequest::key))
        .build();
  }

  private static Operation<?, ?> delete(AnnotationDeletions deletions) {
    return Operation.<DeleteObjectAnnotationRequest, DeleteObjectAnnotationResponse>of(
            "DeleteObjectAnnotation", DeleteObjectAnnotationRequest::builder, deletions::delete)
        .access(deletions::access)
        .honours(
            "Bucket", "Key", "VersionId", "AnnotationName", "ObjectIfMatch", "ExpectedBucketOwner")
        .status(204)
        .trail(
            S3Trail.dataWrite(
                DeleteObjectAnnotationRequest::bucket, DeleteObjectAnnotationRequest::key))
        .build();
  }
}
