package dev.trailmark.cloud.s3.acl;

import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.Honoured;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAclResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;

/** The rows of Block Public Access, Object Ownership and ACLs. */
public final class AccessTable {
  private final S3Access access;

  private AccessTable(S3Access access) {
    this.access = access;
  }

  /** The rows. */
  public static List<Operation<?, ?>> rows(S3Access access) {
    AccessTable table = new AccessTable(access);
    Acls acls = new Acls(access);
    return List.of(
        table.putPublicAccessBlock(),
        table.getPublicAccessBlock(),
        table.deletePublicAccessBlock(),
        table.putOwnershipControls(),
        table.getOwnershipControls(),
        table.deleteOwnershipControls(),
        putBucketAcl(acls),
        table.getBucketAcl(acls),
        putObjectAcl(acls),
        getObjectAcl(acls));
  }

  private Operation<?, ?> putPublicAccessBlock() {
    return Operation.<PutPublicAccessBlockRequest, PutPublicAccessBlockResponse>of(
            "PutPublicAccessBlock", PutPublicAccessBlockRequest::builder, PublicAccess::put)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:PutBucketPublicAccessBlock"))
        .honours(Honoured.body("PublicAccessBlockConfiguration"))
        .trail(
            S3Trail.<PutPublicAccessBlockRequest, PutPublicAccessBlockResponse>write(
                    PutPublicAccessBlockRequest::bucket, S3Trail::noKey, PublicAccess::record)
                .named("PutBucketPublicAccessBlock"))
        .build();
  }

  private Operation<?, ?> getPublicAccessBlock() {
    return Operation.<GetPublicAccessBlockRequest, GetPublicAccessBlockResponse>of(
            "GetPublicAccessBlock", GetPublicAccessBlockRequest::builder, PublicAccess::get)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:GetBucketPublicAccessBlock"))
        .honours("Bucket", "ExpectedBucketOwner")
        .trail(
            S3Trail.<GetPublicAccessBlockRequest, GetPublicAccessBlockResponse>read(
                    GetPublicAccessBlockRequest::bucket, S3Trail::noKey)
                .named("GetBucketPublicAccessBlock"))
        .build();
  }

  private Operation<?, ?> deletePublicAccessBlock() {
    return Operation.<DeletePublicAccessBlockRequest, DeletePublicAccessBlockResponse>of(
            "DeletePublicAccessBlock",
            DeletePublicAccessBlockRequest::builder,
            PublicAccess::delete)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:PutBucketPublicAccessBlock"))
        .honours("Bucket", "ExpectedBucketOwner")
        .status(204)
        .trail(
            S3Trail.<DeletePublicAccessBlockRequest, DeletePublicAccessBlockResponse>write(
                    DeletePublicAccessBlockRequest::bucket, S3Trail::noKey)
                .named("DeleteBucketPublicAccessBlock"))
        .build();
  }

  private Operation<?, ?> putOwnershipControls() {
    return Operation.<PutBucketOwnershipControlsRequest, PutBucketOwnershipControlsResponse>of(
            "PutBucketOwnershipControls",
            PutBucketOwnershipControlsRequest::builder,
            Ownership::put)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:PutBucketOwnershipControls"))
        .honours(Honoured.body("OwnershipControls"))
        .trail(
            S3Trail.write(
                PutBucketOwnershipControlsRequest::bucket, S3Trail::noKey, Ownership::record))
        .build();
  }

  private Operation<?, ?> getOwnershipControls() {
    return Operation.<GetBucketOwnershipControlsRequest, GetBucketOwnershipControlsResponse>of(
            "GetBucketOwnershipControls",
            GetBucketOwnershipControlsRequest::builder,
            Ownership::get)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:GetBucketOwnershipControls"))
        .honours("Bucket", "ExpectedBucketOwner")
        .trail(S3Trail.read(GetBucketOwnershipControlsRequest::bucket, S3Trail::noKey))
        .build();
  }

  private Operation<?, ?> deleteOwnershipControls() {
    return Operation
        .<DeleteBucketOwnershipControlsRequest, DeleteBucketOwnershipControlsResponse>of(
            "DeleteBucketOwnershipControls",
            DeleteBucketOwnershipControlsRequest::builder,
            Ownership::delete)
        .access(
            (call, in) ->
                access.bucket(
                    call, in.bucket(), in.expectedBucketOwner(), "s3:PutBucketOwnershipControls"))
        .honours("Bucket", "ExpectedBucketOwner")
        .status(204)
        .trail(S3Trail.write(DeleteBucketOwnershipControlsRequest::bucket, S3Trail::noKey))
        .build();
  }

  private static Operation<?, ?> putBucketAcl(Acls acls) {
    return Operation.<PutBucketAclRequest, PutBucketAclResponse>of(
            "PutBucketAcl", PutBucketAclRequest::builder, acls::putBucket)
        .access(acls::putBucketAccess)
        .honours(Honoured.acl())
        .honours(Honoured.body("AccessControlPolicy"))
        .trail(
            S3Trail.write(
                PutBucketAclRequest::bucket,
                S3Trail::noKey,
                (in, parameters) -> Acls.record(in.accessControlPolicy(), parameters)))
        .build();
  }

  private Operation<?, ?> getBucketAcl(Acls acls) {
    return Operation.<GetBucketAclRequest, GetBucketAclResponse>of(
            "GetBucketAcl", GetBucketAclRequest::builder, acls::getBucket)
        .access(
            (call, in) -> {
              if (call.wire() == null) {
                call.trail().parameter("acl", "");
              }
              return access.bucket(call, in.bucket(), in.expectedBucketOwner(), "s3:GetBucketAcl");
            })
        .honours("Bucket", "ExpectedBucketOwner")
        .trail(S3Trail.read(GetBucketAclRequest::bucket, S3Trail::noKey))
        .build();
  }

  private static Operation<?, ?> putObjectAcl(Acls acls) {
    return Operation.<PutObjectAclRequest, PutObjectAclResponse>of(
            "PutObjectAcl", PutObjectAclRequest::builder, acls::putObject)
        .access(acls::putObjectAccess)
        .honours(Honoured.acl())
        .honours(Honoured.body("Key", "VersionId", "AccessControlPolicy"))
        .trail(
            S3Trail.<PutObjectAclRequest, PutObjectAclResponse>write(
                    PutObjectAclRequest::bucket,
                    PutObjectAclRequest::key,
                    (in, parameters) -> Acls.record(in.accessControlPolicy(), parameters))
                .data())
        .build();
  }

  private static Operation<?, ?> getObjectAcl(Acls acls) {
    return Operation.<GetObjectAclRequest, GetObjectAclResponse>of(
            "GetObjectAcl", GetObjectAclRequest::builder, acls::getObject)
        .access(acls::getObjectAccess)
        .honours("Bucket", "Key", "VersionId", "ExpectedBucketOwner")
        .trail(S3Trail.dataRead(GetObjectAclRequest::bucket, GetObjectAclRequest::key))
        .build();
  }
}
