package dev.trailmark.cloud.s3.copy;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;

/** The row of CopyObject. */
public final class CopyTable {
  private CopyTable() {}

  /** The row. */
  public static Operation<?, ?> row(S3Access access, DataKeys dataKeys) {
    Copies copies = new Copies(access, dataKeys);
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
            SseHeaders.sealed(
                CopyObjectRequest::bucket,
                CopyObjectRequest::key,
                CopyObjectResponse::serverSideEncryptionAsString,
                CopyObjectResponse::ssekmsKeyId,
                CopyObjectResponse::bucketKeyEnabled))
        .build();
  }
}
