package dev.trailmark.cloud.s3.lock;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetObjectLegalHoldRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLegalHoldResponse;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionResponse;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldResponse;
import software.amazon.awssdk.services.s3.model.PutObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionResponse;

/** The rows of Object Lock. */
public final class LockTable {
  private LockTable() {}

  /** The rows. */
  public static List<Operation<?, ?>> rows(S3Access access) {
    ObjectLocks locks = new ObjectLocks(access);
    return List.of(
        getConfiguration(access),
        putConfiguration(access),
        getRetention(locks),
        putRetention(locks),
        getHold(locks),
        putHold(locks));
  }

  private static Operation<?, ?> getConfiguration(S3Access access) {
    return Operation.<GetObjectLockConfigurationRequest, GetObjectLockConfigurationResponse>of(
            "GetObjectLockConfiguration",
            GetObjectLockConfigurationRequest::builder,
            LockConfigurations::get)
        .access(
            (call, in) ->
                access.bucket(
                    call,
                    in.bucket(),
                    in.expectedBucketOwner(),
                    "s3:GetBucketObjectLockConfiguration"))
        .honours("Bucket", "ExpectedBucketOwner")
        .trail(
            S3Trail.<GetObjectLockConfigurationRequest, GetObjectLockConfigurationResponse>read(
                    GetObjectLockConfigurationRequest::bucket, S3Trail::noKey)
                .named("GetBucketObjectLockConfiguration"))
        .build();
  }

  private static Operation<?, ?> putConfiguration(S3Access access) {
    return Operation.<PutObjectLockConfigurationRequest, PutObjectLockConfigurationResponse>of(
            "PutObjectLockConfiguration",
            PutObjectLockConfigurationRequest::builder,
            LockConfigurations::put)
        .access(
            (call, in) ->
                access.bucket(
                    call,
                    in.bucket(),
                    in.expectedBucketOwner(),
                    "s3:PutBucketObjectLockConfiguration"))
        .honours(Honoured.body("ObjectLockConfiguration"))
        .trail(
            S3Trail.<PutObjectLockConfigurationRequest, PutObjectLockConfigurationResponse>write(
                    PutObjectLockConfigurationRequest::bucket,
                    S3Trail::noKey,
                    LockConfigurations::record)
                .named("PutBucketObjectLockConfiguration"))
        .build();
  }

  private static Operation<?, ?> getRetention(ObjectLocks locks) {
    return Operation.<GetObjectRetentionRequest, GetObjectRetentionResponse>of(
            "GetObjectRetention", GetObjectRetentionRequest::builder, locks::getRetention)
        .access(locks::getRetentionAccess)
        .honours("Bucket", "Key", "VersionId", "ExpectedBucketOwner")
        .trail(S3Trail.dataRead(GetObjectRetentionRequest::bucket, GetObjectRetentionRequest::key))
        .build();
  }

  private static Operation<?, ?> putRetention(ObjectLocks locks) {
    return Operation.<PutObjectRetentionRequest, PutObjectRetentionResponse>of(
            "PutObjectRetention", PutObjectRetentionRequest::builder, locks::putRetention)
        .access(locks::putRetentionAccess)
        .honours(Honoured.body("Key", "VersionId", "BypassGovernanceRetention", "Retention"))
        .trail(S3Trail.dataWrite(PutObjectRetentionRequest::bucket, PutObjectRetentionRequest::key))
        .build();
  }

  private static Operation<?, ?> getHold(ObjectLocks locks) {
    return Operation.<GetObjectLegalHoldRequest, GetObjectLegalHoldResponse>of(
            "GetObjectLegalHold", GetObjectLegalHoldRequest::builder, locks::getHold)
        .access(locks::getHoldAccess)
        .honours("Bucket", "Key", "VersionId", "ExpectedBucketOwner")
        .trail(S3Trail.dataRead(GetObjectLegalHoldRequest::bucket, GetObjectLegalHoldRequest::key))
        .build();
  }

  private static Operation<?, ?> putHold(ObjectLocks locks) {
    return Operation.<PutObjectLegalHoldRequest, PutObjectLegalHoldResponse>of(
            "PutObjectLegalHold", PutObjectLegalHoldRequest::builder, locks::putHold)
        .access(locks::putHoldAccess)
        .honours(Honoured.body("Key", "VersionId", "LegalHold"))
        .trail(S3Trail.dataWrite(PutObjectLegalHoldRequest::bucket, PutObjectLegalHoldRequest::key))
        .build();
  }
}
