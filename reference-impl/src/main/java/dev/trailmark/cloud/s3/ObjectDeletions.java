package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;

/** DeleteObject, and what it has in common with DeleteObjects. */
final class ObjectDeletions {
  private final S3Access access;

  ObjectDeletions(S3Access access) {
    this.access = access;
  }

  /** s3:DeleteObject, of a version perhaps. */
  List<AccessCheck> access(Call call, DeleteObjectRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    RequestKeys keys =
        RequestKeys.of(call, bucket)
            .put("s3:if-match", in.ifMatch())
            .put("s3:versionid", in.versionId());
    return checks(
        call, access, bucket, in.key(), in.versionId(), in.bypassGovernanceRetention(), keys);
  }

  /** s3:DeleteObject or s3:DeleteObjectVersion, and the permission to bypass what is bypassed. */
  static List<AccessCheck> checks(
      Call call,
      S3Access access,
      BucketRecord bucket,
      String key,
      String versionId,
      Boolean bypass,
      RequestKeys keys) {
    String action = Versions.action("s3:DeleteObject", versionId);
    AccessCheck check = access.onObject(call, bucket, key, action, keys);
    ObjectRecord object =
        versionId == null ? null : Versions.object(call.state(), bucket.name(), key, versionId);
    boolean bypasses =
        Boolean.TRUE.equals(bypass)
            && object != null
            && object.traits().lock().isGoverned(call.time());
    return bypasses
        ? List.of(check, access.onObject(call, bucket, key, object, ObjectLocks.BYPASS, keys))
        : List.of(check);
  }

  /** Conditions on time and size are for directory buckets only, as recorded. */
  private static void refuseOthers(DeleteObjectRequest in) {
    String header =
        in.ifMatchLastModifiedTime() != null
            ? "x-amz-if-match-last-modified-time"
            : in.ifMatchSize() != null ? "x-amz-if-match-size" : null;
    if (header != null) {
      throw S3Error.NOT_IMPLEMENTED.fail().with("Header", header);
    }
  }

  /** DeleteObject: succeeds whether there was an object or not. */
  DeleteObjectResponse delete(Call call, DeleteObjectRequest in) {
    Versions.check(in.versionId());
    refuseOthers(in);
    WriteCondition condition = WriteCondition.ofDeletion(in.ifMatch());
    VersionShelf.Deleted deleted =
        call.update(
            S3Kinds.scope(in.bucket()),
            tx -> {
              BucketRecord bucket = S3Access.require(tx, in.bucket());
              condition.check(Versions.object(tx, in.bucket(), in.key(), in.versionId()), in.key());
              Locks.requireBypassable(bucket, in.bypassGovernanceRetention());
              return remove(
                  call,
                  tx,
                  bucket,
                  in.key(),
                  in.versionId(),
                  Boolean.TRUE.equals(in.bypassGovernanceRetention()));
            });
    return DeleteObjectResponse.builder()
        .versionId(deleted.versionId())
        .deleteMarker(deleted.marker() ? true : null)
        .build();
  }

  /** Deletes a key, or for good one version of it unless that is locked. */
  static VersionShelf.Deleted remove(
      Call call,
      Transaction tx,
      BucketRecord bucket,
      String key,
      String versionId,
      boolean bypass) {
    if (versionId == null) {
      return VersionShelf.delete(call, tx, bucket, key);
    }
    Locks.requireDeletable(Versions.object(tx, bucket.name(), key, versionId), bypass, call.time());
    return VersionShelf.delete(tx, bucket, key, versionId);
  }
}
