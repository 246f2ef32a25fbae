package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Operation;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The rows of operations that list objects; both are logged as ListObjects. */
final class ListTable {
  private ListTable() {}

  static List<Operation<?, ?>> rows(S3Access access) {
    Listings listings = new Listings(access);
    return List.of(
        Operation.<ListObjectsV2Request, ListObjectsV2Response>of(
                "ListObjectsV2", ListObjectsV2Request::builder, listings::listV2)
            .access(listings::accessV2)
            .honours(
                "Bucket",
                "ExpectedBucketOwner",
                "Prefix",
                "Delimiter",
                "MaxKeys",
                "ContinuationToken",
                "StartAfter",
                "FetchOwner",
                "EncodingType",
                "OptionalObjectAttributes")
            .root("ListBucketResult")
            .trail(
                S3Trail.<ListObjectsV2Request, ListObjectsV2Response>read(
                        ListObjectsV2Request::bucket, S3Trail::noKey)
                    .named("ListObjects")
                    .data())
            .build(),
        Operation.<ListObjectsRequest, ListObjectsResponse>of(
                "ListObjects", ListObjectsRequest::builder, listings::listV1)
            .access(listings::accessV1)
            .honours(
                "Bucket",
                "ExpectedBucketOwner",
                "Prefix",
                "Delimiter",
                "MaxKeys",
                "Marker",
                "EncodingType",
                "OptionalObjectAttributes")
            .root("ListBucketResult")
            .trail(
                S3Trail.<ListObjectsRequest, ListObjectsResponse>read(
                        ListObjectsRequest::bucket, S3Trail::noKey)
                    .data())
            .build());
  }
}
