package dev.trailmark.cloud.s3.encryption;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;

/** The rows of buckets' default encryption. */
public final class EncryptionTable {
  private final S3Access access;

  private EncryptionTable(S3Access access) {
    this.access = access;
  }

  /** The rows. */
  public static List<Operation<?, ?>> rows(S3Access access) {
    EncryptionTable table = new EncryptionTable(access);
    return List.of(table.putEncryption(), table.getEncryption(), table.deleteEncryption());
  }

  private Operation<?, ?> putEncryption() {
    return Operation.<PutBucketEncryptionRequest, PutBucketEncryptionResponse>of(
            "PutBucketEncryption", PutBucketEncryptionRequest::builder, Encryption::put)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:PutEncryptionConfiguration"))
        .honours(Honoured.body("ServerSideEncryptionConfiguration"))
        .trail(
            S3Trail.write(PutBucketEncryptionRequest::bucket, S3Trail::noKey, Encryption::record))
        .build();
  }

  private Operation<?, ?> getEncryption() {
    return Operation.<GetBucketEncryptionRequest, GetBucketEncryptionResponse>of(
            "GetBucketEncryption", GetBucketEncryptionRequest::builder, Encryption::get)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:GetEncryptionConfiguration"))
        .honours("Bucket", "ExpectedBucketOwner")
        .trail(S3Trail.read(GetBucketEncryptionRequest::bucket, S3Trail::noKey))
        .build();
  }

  private Operation<?, ?> deleteEncryption() {
    return Operation.<DeleteBucketEncryptionRequest, DeleteBucketEncryptionResponse>of(
            "DeleteBucketEncryption", DeleteBucketEncryptionRequest::builder, Encryption::delete)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:PutEncryptionConfiguration"))
        .honours("Bucket", "ExpectedBucketOwner")
        .status(204)
        .trail(S3Trail.write(DeleteBucketEncryptionRequest::bucket, S3Trail::noKey))
        .build();
  }
}
