package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.MfaGate;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.lock.Locks;
import dev.trailmark.cloud.s3.lock.ObjectLocks;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.s3.version.Versions;
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
    Bypass bypass =
        Bypass.of(call, bucket, in.key(), in.versionId(), in.bypassGovernanceRetention());
    call.subject(bypass);
    return checks(call, access, bucket, in.key(), in.versionId(), bypass, keys);
  }

  /**
   * Whether a deletion bypasses governance. It does only where the version was governed when
   * permissions were asked for: a retention that comes after that was not allowed to be bypassed.
   *
   * @param governed the version that is governed; {@code null} when nothing is bypassed
   */
  record Bypass(ObjectRecord governed) {
    static Bypass of(
        Call call, BucketRecord bucket, String key, String versionId, Boolean requested) {
      if (!Boolean.TRUE.equals(requested) || versionId == null) {
        return new Bypass(null);
      }
      ObjectRecord object = Versions.object(call.state(), bucket.name(), key, versionId);
      boolean governed = object != null && object.traits().lock().isGoverned(call.time());
      return new Bypass(governed ? object : null);
    }

    boolean permitted() {
      return governed != null;
    }
  }

  /** s3:DeleteObject or s3:DeleteObjectVersion, and the permission to bypass what is bypassed. */
  static List<AccessCheck> checks(
      Call call,
      S3Access access,
      BucketRecord bucket,
      String key,
      String versionId,
      Bypass bypass,
      RequestKeys keys) {
    String action = Versions.action("s3:DeleteObject", versionId);
    AccessCheck check = access.onObject(call, bucket, key, action, keys);
    return bypass.permitted()
        ? List.of(
            check, access.onObject(call, bucket, key, bypass.governed(), ObjectLocks.BYPASS, keys))
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
    MfaGate.check(call, S3Access.require(call.state(), in.bucket()), in.mfa());
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
                  access,
                  tx,
                  bucket,
                  in.key(),
                  in.versionId(),
                  call.subject(Bypass.class).permitted());
            });
    return DeleteObjectResponse.builder()
        .versionId(deleted.versionId())
        .deleteMarker(deleted.marker() ? true : null)
        .build();
  }

  /** Deletes a key, or for good one version of it unless that is locked. */
  static VersionShelf.Deleted remove(
      Call call,
      S3Access access,
      Transaction tx,
      BucketRecord bucket,
      String key,
      String versionId,
      boolean bypass) {
    if (versionId == null) {
      VersionShelf.Deleted deleted = VersionShelf.delete(call, tx, bucket, key);
      if (deleted.marker()) {
        access.marked(tx, VersionShelf.marker(tx, bucket.name(), key));
      }
      return deleted;
    }
    if (VersionShelf.find(tx, bucket.name(), key, versionId) == null) {
      Versions.requireGiven(versionId);
    }
    Locks.requireDeletable(Versions.object(tx, bucket.name(), key, versionId), bypass, call.time());
    return VersionShelf.delete(tx, bucket, key, versionId);
  }
}
