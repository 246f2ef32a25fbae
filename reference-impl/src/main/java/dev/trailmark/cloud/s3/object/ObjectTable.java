package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.encryption.DataKeys;
import dev.trailmark.cloud.s3.encryption.SseHeaders;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The rows of operations on objects. */
public final class ObjectTable {
  private ObjectTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows(S3Access access, DataKeys dataKeys) {
    Objects objects = new Objects(access, dataKeys);
    Reads reads = new Reads(access, dataKeys);
    return List.of(
        put(objects),
        get(reads),
        head(reads),
        delete(new ObjectDeletions(access)),
        attributes(new Attributes(access)),
        deleteAll(new Deletions(access)));
  }

  private static Operation<PutObjectRequest, PutObjectResponse> put(Objects objects) {
    return Operation.<PutObjectRequest, PutObjectResponse>of(
            "PutObject", PutObjectRequest::builder, objects::put)
        .access(objects::putAccess)
        .honours(Honoured.newObject())
        .honours(Honoured.checksums())
        .honours(
            "Bucket",
            "Key",
            "ExpectedBucketOwner",
            "ContentLength",
            "ContentMD5",
            "IfMatch",
            "IfNoneMatch")
        .streamsRequest()
        .trail(
            SseHeaders.sealed(
                PutObjectRequest::bucket,
                PutObjectRequest::key,
                PutObjectResponse::serverSideEncryptionAsString,
                PutObjectResponse::ssekmsKeyId,
                PutObjectResponse::bucketKeyEnabled))
        .build();
  }

  private static Operation<?, ?> get(Reads reads) {
    return Operation.<GetObjectRequest, GetObjectResponse>of(
            "GetObject", GetObjectRequest::builder, reads::get)
        .access(reads::getAccess)
        .honours(Honoured.read())
        .trail(S3Trail.dataRead(GetObjectRequest::bucket, GetObjectRequest::key))
        .build();
  }

  private static Operation<?, ?> head(Reads reads) {
    return Operation.<HeadObjectRequest, GetObjectResponse>of(
            "HeadObject", HeadObjectRequest::builder, reads::head)
        .access(reads::headAccess)
        .honours(Honoured.read())
        .trail(S3Trail.dataRead(HeadObjectRequest::bucket, HeadObjectRequest::key))
        .build();
  }

  private static Operation<?, ?> attributes(Attributes attributes) {
    return Operation.<GetObjectAttributesRequest, GetObjectAttributesResponse>of(
            "GetObjectAttributes", GetObjectAttributesRequest::builder, attributes::get)
        .access(attributes::access)
        .honours(Honoured.customerKey())
        .honours(
            "Bucket",
            "Key",
            "VersionId",
            "ExpectedBucketOwner",
            "ObjectAttributes",
            "MaxParts",
            "PartNumberMarker")
        .trail(
            S3Trail.dataRead(GetObjectAttributesRequest::bucket, GetObjectAttributesRequest::key))
        .build();
  }

  private static Operation<?, ?> delete(ObjectDeletions deletions) {
    return Operation.<DeleteObjectRequest, DeleteObjectResponse>of(
            "DeleteObject", DeleteObjectRequest::builder, deletions::delete)
        .access(deletions::access)
        .honours(
            "Bucket",
            "Key",
            "ExpectedBucketOwner",
            "VersionId",
            "IfMatch",
            "BypassGovernanceRetention",
            "MFA",
            "IfMatchLastModifiedTime",
            "IfMatchSize")
        .status(204)
        .trail(S3Trail.dataWrite(DeleteObjectRequest::bucket, DeleteObjectRequest::key))
        .build();
  }

  private static Operation<?, ?> deleteAll(Deletions deletions) {
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
        .trail(S3Trail.dataWrite(DeleteObjectsRequest::bucket, S3Trail::noKey))
        .build();
  }
}
