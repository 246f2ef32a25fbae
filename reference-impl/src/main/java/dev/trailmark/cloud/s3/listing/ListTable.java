package dev.trailmark.cloud.s3.listing;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The rows of operations that list objects, which are logged as ListObjects, and versions. */
public final class ListTable {
  private ListTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows(S3Access access) {
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
            .trail(S3Trail.dataRead(ListObjectsRequest::bucket, S3Trail::noKey))
            .build(),
        versions(new VersionLists(access)));
  }

  private static Operation<?, ?> versions(VersionLists lists) {
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
        .trail(S3Trail.dataRead(ListObjectVersionsRequest::bucket, S3Trail::noKey))
        .build();
  }
}
