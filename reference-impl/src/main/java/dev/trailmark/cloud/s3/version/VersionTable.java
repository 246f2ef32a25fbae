package dev.trailmark.cloud.s3.version;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;

/** The rows of buckets' versioning. */
public final class VersionTable {
  private VersionTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows(S3Access access) {
    return List.of(get(access), put(access));
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
        .honours(Honoured.body("MFA", "VersioningConfiguration"))
        .trail(
            S3Trail.write(PutBucketVersioningRequest::bucket, S3Trail::noKey, Versioning::record))
        .build();
  }
}
