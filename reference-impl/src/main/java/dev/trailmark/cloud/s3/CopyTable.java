package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Operation;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;

/** The rows of operations on objects that take long. */
final class CopyTable {
  private CopyTable() {}

  static Operation<?, ?> copy(Copies copies) {
    return Operation.<CopyObjectRequest, CopyObjectResponse>of(
            "CopyObject", CopyObjectRequest::builder, copies::copy)
        .access(copies::access)
        .honours(Honoured.sourceCustomerKey())
        .honours(Honoured.newObject())
        .honours(
            "DestinationBucket",
            "DestinationKey",
            "ExpectedBucketOwner",
            "CopySource",
            "ExpectedSourceBucketOwner",
            "CopySourceIfMatch",
            "CopySourceIfNoneMatch",
            "CopySourceIfModifiedSince",
            "CopySourceIfUnmodifiedSince",
            "MetadataDirective",
            "TaggingDirective",
            "AnnotationDirective",
            "IfMatch",
            "IfNoneMatch")
        .onWorker()
        .root("CopyObjectResult")
        .trail(
            S3Trail.sealed(
                CopyObjectRequest::bucket,
                CopyObjectRequest::key,
                CopyObjectResponse::serverSideEncryptionAsString,
                CopyObjectResponse::ssekmsKeyId,
                CopyObjectResponse::bucketKeyEnabled))
        .build();
  }

  static Operation<?, ?> deleteAll(Deletions deletions) {
    return Operation.<DeleteObjectsRequest, DeleteObjectsResponse>of(
            "DeleteObjects", DeleteObjectsRequest::builder, deletions::delete)
        .access(deletions::access)
        .honours(
            "Bucket",
            "ExpectedBucketOwner",
            "ChecksumAlgorithm",
            "Delete",
            "MFA",
            "BypassGovernanceRetention")
        .onWorker()
        .root("DeleteResult")
        .trail(
            S3Trail.<DeleteObjectsRequest, DeleteObjectsResponse>write(
                    DeleteObjectsRequest::bucket, S3Trail::noKey)
                .data())
        .build();
  }
}
