package dev.trailmark.cloud.s3.multipart;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The rows of multipart uploads. */
public final class UploadTable {
  private UploadTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows(S3Access access, DataKeys dataKeys) {
    Uploads uploads = new Uploads(access, dataKeys);
    UploadLists lists = new UploadLists(access);
    return List.of(
        create(uploads),
        part(new UploadParts(access, dataKeys)),
        copy(new PartCopies(access, dataKeys)),
        complete(new Completions(access, dataKeys)),
        abort(uploads),
        parts(lists),
        uploads(lists));
  }

  private static Operation<?, ?> create(Uploads uploads) {
    return Operation.<CreateMultipartUploadRequest, CreateMultipartUploadResponse>of(
            "CreateMultipartUpload", CreateMultipartUploadRequest::builder, uploads::create)
        .access(uploads::createAccess)
        .honours(Honoured.newObject())
        .honours("Bucket", "Key", "ExpectedBucketOwner", "ChecksumType")
        .trail(
            SseHeaders.sealed(
                CreateMultipartUploadRequest::bucket,
                CreateMultipartUploadRequest::key,
                CreateMultipartUploadResponse::serverSideEncryptionAsString,
                CreateMultipartUploadResponse::ssekmsKeyId,
                CreateMultipartUploadResponse::bucketKeyEnabled))
        .build();
  }

  private static Operation<?, ?> part(UploadParts parts) {
    return Operation.<UploadPartRequest, UploadPartResponse>of(
            "UploadPart", UploadPartRequest::builder, parts::put)
        .access(parts::access)
        .honours(Honoured.checksums())
        .honours(Honoured.customerKey())
        .honours(Honoured.body("Key", "UploadId", "PartNumber", "ContentLength"))
        .streamsRequest()
        .trail(
            SseHeaders.sealed(
                UploadPartRequest::bucket,
                UploadPartRequest::key,
                UploadPartResponse::serverSideEncryptionAsString,
                UploadPartResponse::ssekmsKeyId,
                UploadPartResponse::bucketKeyEnabled))
        .build();
  }

  private static Operation<?, ?> copy(PartCopies copies) {
    return Operation.<UploadPartCopyRequest, UploadPartCopyResponse>of(
            "UploadPartCopy", UploadPartCopyRequest::builder, copies::copy)
        .access(copies::access)
        .honours(Honoured.customerKey())
        .honours(Honoured.sourceCustomerKey())
        .honours(
            "DestinationBucket",
            "DestinationKey",
            "UploadId",
            "PartNumber",
            "CopySource",
            "CopySourceRange",
            "CopySourceIfMatch",
            "CopySourceIfNoneMatch",
            "CopySourceIfModifiedSince",
            "CopySourceIfUnmodifiedSince",
            "ExpectedBucketOwner",
            "ExpectedSourceBucketOwner")
        .onWorker()
        .trail(S3Trail.dataWrite(UploadPartCopyRequest::bucket, UploadPartCopyRequest::key))
        .build();
  }

  private static Operation<?, ?> complete(Completions completions) {
    return Operation.<CompleteMultipartUploadRequest, CompleteMultipartUploadResponse>of(
            "CompleteMultipartUpload",
            CompleteMultipartUploadRequest::builder,
            completions::complete)
        .access(completions::access)
        .honours(Honoured.customerKey())
        .honours(Honoured.checksums())
        .honours(
            "Bucket",
            "Key",
            "UploadId",
            "MultipartUpload",
            "MpuObjectSize",
            "ExpectedBucketOwner",
            "ChecksumType",
            "IfMatch",
            "IfNoneMatch")
        .onWorker()
        .trail(
            SseHeaders.sealed(
                CompleteMultipartUploadRequest::bucket,
                CompleteMultipartUploadRequest::key,
                CompleteMultipartUploadResponse::serverSideEncryptionAsString,
                CompleteMultipartUploadResponse::ssekmsKeyId,
                CompleteMultipartUploadResponse::bucketKeyEnabled))
        .build();
  }

  private static Operation<?, ?> abort(Uploads uploads) {
    return Operation.<AbortMultipartUploadRequest, AbortMultipartUploadResponse>of(
            "AbortMultipartUpload", AbortMultipartUploadRequest::builder, uploads::abort)
        .access(uploads::abortAccess)
        .honours("Bucket", "Key", "UploadId", "ExpectedBucketOwner")
        .status(204)
        .trail(
            S3Trail.dataWrite(
                AbortMultipartUploadRequest::bucket, AbortMultipartUploadRequest::key))
        .build();
  }

  private static Operation<?, ?> parts(UploadLists lists) {
    return Operation.<ListPartsRequest, ListPartsResponse>of(
            "ListParts", ListPartsRequest::builder, lists::parts)
        .access(lists::partsAccess)
        .honours(Honoured.customerKey())
        .honours("Bucket", "Key", "UploadId", "MaxParts", "PartNumberMarker", "ExpectedBucketOwner")
        .trail(S3Trail.dataRead(ListPartsRequest::bucket, ListPartsRequest::key))
        .build();
  }

  private static Operation<?, ?> uploads(UploadLists lists) {
    return Operation.<ListMultipartUploadsRequest, ListMultipartUploadsResponse>of(
            "ListMultipartUploads", ListMultipartUploadsRequest::builder, lists::uploads)
        .access(lists::uploadsAccess)
        .honours(
            "Bucket",
            "Prefix",
            "Delimiter",
            "KeyMarker",
            "UploadIdMarker",
            "MaxUploads",
            "EncodingType",
            "ExpectedBucketOwner")
        .root("ListMultipartUploadsResult")
        .trail(S3Trail.dataRead(ListMultipartUploadsRequest::bucket, S3Trail::noKey))
        .build();
  }
}
