package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;

/** The rows of operations on versioning and versions as such. */
final class VersionTable {
  private VersionTable() {}

  static List<Operation<?, ?>> rows(S3Access access) {
    return List.of(get(access), put(access), list(new VersionLists(access)));
  }

  private static Operation<?, ?> get(S3Access access) {
    return Operation.<GetBucketVersioningRequest, GetBucketVersioningResponse>of(
            "GetBucketVersioning", GetBucketVersioningRequest::builder, Versioning::get)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:GetBucketVersioning"))
        .honours("Bucket", "ExpectedBucketOwner")
        .root("VersioningConfiguration")
        .trail(S3Trail.read(GetBucketVersioningRequest::bucket, S3Trail::noKey))
        .build();
  }

  private static Operation<?, ?> put(S3Access access) {
    return Operation.<PutBucketVersioningRequest, PutBucketVersioningResponse>of(
            "PutBucketVersioning", PutBucketVersioningRequest::builder, Versioning::put)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:PutBucketVersioning"))
        .honours(
            "Bucket",
            "ExpectedBucketOwner",
            "ContentMD5",
            "ChecksumAlgorithm",
            "MFA",
            "VersioningConfiguration")
        .trail(
            S3Trail.write(PutBucketVersioningRequest::bucket, S3Trail::noKey, Versioning::record))
        .build();
  }

  private static Operation<?, ?> list(VersionLists lists) {
    return Operation.<ListObjectVersionsRequest, ListObjectVersionsResponse>of(
            "ListObjectVersions", ListObjectVersionsRequest::builder, lists::list)
        .access(lists::access)
        .honours(
            "Bucket",
            "ExpectedBucketOwner",
            "Prefix",
            "Delimiter",
            "MaxKeys",
            "KeyMarker",
            "VersionIdMarker",
            "EncodingType",
            "OptionalObjectAttributes")
        .root("ListVersionsResult")
        .trail(
            S3Trail.<ListObjectVersionsRequest, ListObjectVersionsResponse>read(
                    ListObjectVersionsRequest::bucket, S3Trail::noKey)
                .data())
        .build();
  }
}
