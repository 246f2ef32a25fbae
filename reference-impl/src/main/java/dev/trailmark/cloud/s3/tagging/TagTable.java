package dev.trailmark.cloud.s3.tagging;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;

/** The rows of objects' tags. */
public final class TagTable {
  private TagTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows(S3Access access) {
    ObjectTags tags = new ObjectTags(access);
    return List.of(get(tags), put(tags), delete(tags));
  }

  private static Operation<?, ?> get(ObjectTags tags) {
    return Operation.<GetObjectTaggingRequest, GetObjectTaggingResponse>of(
            "GetObjectTagging", GetObjectTaggingRequest::builder, tags::get)
        .access(tags::getAccess)
        .honours("Bucket", "Key", "VersionId", "ExpectedBucketOwner")
        .trail(S3Trail.dataRead(GetObjectTaggingRequest::bucket, GetObjectTaggingRequest::key))
        .build();
  }

  private static Operation<?, ?> put(ObjectTags tags) {
    return Operation.<PutObjectTaggingRequest, PutObjectTaggingResponse>of(
            "PutObjectTagging", PutObjectTaggingRequest::builder, tags::put)
        .access(tags::putAccess)
        .honours(Honoured.body("Key", "VersionId", "Tagging"))
        .trail(S3Trail.dataWrite(PutObjectTaggingRequest::bucket, PutObjectTaggingRequest::key))
        .build();
  }

  private static Operation<?, ?> delete(ObjectTags tags) {
    return Operation.<DeleteObjectTaggingRequest, DeleteObjectTaggingResponse>of(
            "DeleteObjectTagging", DeleteObjectTaggingRequest::builder, tags::delete)
        .access(tags::deleteAccess)
        .honours("Bucket", "Key", "VersionId", "ExpectedBucketOwner")
        .status(204)
        .trail(
            S3Trail.dataWrite(DeleteObjectTaggingRequest::bucket, DeleteObjectTaggingRequest::key))
        .build();
  }
}
