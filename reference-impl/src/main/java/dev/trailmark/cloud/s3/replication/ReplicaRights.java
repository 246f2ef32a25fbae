package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.encryption.Sse;
import dev.trailmark.cloud.s3.lock.AskedRetention;
import dev.trailmark.cloud.s3.model.EncryptionRecord;
import dev.trailmark.cloud.s3.model.LockRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.tagging.ObjectTagRules;
import java.util.List;

/**
 * What the replication role must be allowed. Everything is asked by the role's session, under the
 * policies of the role and of both buckets.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html">Setting
 *     up permissions for live replication</a>
 */
final class ReplicaRights {
  private final S3Access access;

  ReplicaRights(S3Access access) {
    this.access = access;
  }

  /** To read the configuration, and to see delete markers. */
  void requireSource(Replicas.Side from) {
    for (String action : List.of("s3:GetReplicationConfiguration", "s3:ListBucket")) {
      require(from.call(), access.onBucket(from.call(), from.bucket(), action));
    }
  }

  /**
   * To read a version with what is kept beside it. s3:GetObjectVersion stands in for
   * s3:GetObjectVersionForReplication where KMS has no part in the encryption.
   */
  void requireRead(Replicas.Side from, ObjectRecord object) {
    boolean reads =
        !object.seal().isKms() && allows(from, onVersion(from, object, "s3:GetObjectVersion"));
    if (!reads) {
      require(from, object, "s3:GetObjectVersionForReplication");
    }
    require(from, object, "s3:GetObjectVersionAcl");
    LockRecord lock = object.traits().lock();
    if (lock.mode() != null) {
      require(from, object, "s3:GetObjectRetention");
    }
    if (lock.legalHold() != null) {
      require(from, object, "s3:GetObjectLegalHold");
    }
  }

  /**
   * To write a replica, which includes its tags and its lock. That the lock be put there need not
   * be allowed, but must not be denied; policies that limit retentions may also do so in
   * s3:ReplicateObject.
   *
   * @param handsOver whether the replica becomes the destination's owner's against its bucket's
   *     ownership setting
   */
  void requireWrite(Replicas.Side to, ObjectRecord object, Sse sse, boolean handsOver) {
    RequestKeys keys =
        RequestKeys.of(to.call(), to.bucket())
            .put("s3:x-amz-server-side-encryption", sse.algorithm())
            .put(
                "s3:x-amz-server-side-encryption-aws-kms-key-id", sse.isKms() ? sse.keyId() : null);
    if (object.seal().customer() != null) {
      keys.put("s3:x-amz-server-side-encryption-customer-algorithm", EncryptionRecord.AES256);
    }
    LockRecord lock = object.traits().lock();
    AskedRetention.of(lock.at(to.call().time()))
        .addTo(keys, to.call())
        .put("s3:object-lock-legal-hold", lock.legalHold());
    require(to.call(), onKey(to, object.key(), "s3:ReplicateObject", keys));
    if (handsOver) {
      require(to.call(), onKey(to, object.key(), "s3:ObjectOwnerOverrideToBucketOwner", keys));
    }
    if (lock.mode() != null) {
      refuseDenied(to.call(), onKey(to, object.key(), "s3:PutObjectRetention", keys));
    }
    if (lock.legalHold() != null) {
      refuseDenied(to.call(), onKey(to, object.key(), "s3:PutObjectLegalHold", keys));
    }
  }

  /** To put a delete marker. */
  void requireDelete(Replicas.Side to, String key) {
    RequestKeys keys = RequestKeys.of(to.call(), to.bucket());
    require(to.call(), onKey(to, key, "s3:ReplicateDelete", keys));
  }

  /**
   * Whether tags go along: without s3:GetObjectVersionTagging, or where s3:ReplicateTags is denied,
   * objects are replicated without them. s3:ReplicateTags need not be allowed.
   */
  boolean tellsTags(Replicas.Side from, ObjectRecord object, Replicas.Side to) {
    RequestKeys keys =
        ObjectTagRules.addRequested(RequestKeys.of(to.call(), to.bucket()), object.tags());
    Decision written = to.call().decide(onKey(to, object.key(), "s3:ReplicateTags", keys));
    return written.effect() != Decision.Effect.EXPLICIT_DENY
        && allows(from, onVersion(from, object, "s3:GetObjectVersionTagging"));
  }

  /**
   * To replicate annotations: to read them, and to write objects. s3:ReplicateObjectAnnotation need
   * not be allowed, but must not be denied.
   */
  void requireAnnotations(Replicas.Side from, ObjectRecord object, Replicas.Side to) {
    require(from, object, "s3:GetObjectVersionAnnotationForReplication");
    RequestKeys keys = RequestKeys.of(to.call(), to.bucket());
    require(to.call(), onKey(to, object.key(), "s3:ReplicateObject", keys));
    refuseDenied(to.call(), onKey(to, object.key(), "s3:ReplicateObjectAnnotation", keys));
  }

  private void require(Replicas.Side side, ObjectRecord object, String action) {
    require(side.call(), onVersion(side, object, action));
  }

  private static void require(Call call, AccessCheck check) {
    Decision decision = call.decide(check);
    if (!decision.allowed()) {
      throw Denials.denied(call, check, decision);
    }
  }

  private static void refuseDenied(Call call, AccessCheck check) {
    Decision decision = call.decide(check);
    if (decision.effect() == Decision.Effect.EXPLICIT_DENY) {
      throw Denials.denied(call, check, decision);
    }
  }

  private static boolean allows(Replicas.Side side, AccessCheck check) {
    return side.call().decide(check).allowed();
  }

  private AccessCheck onVersion(Replicas.Side side, ObjectRecord object, String action) {
    RequestKeys keys =
        RequestKeys.of(side.call(), side.bucket()).put("s3:versionid", object.versionId());
    return access.onObject(side.call(), side.bucket(), object.key(), object, action, keys);
  }

  private AccessCheck onKey(Replicas.Side side, String key, String action, RequestKeys keys) {
    return access.onKey(side.call(), side.bucket(), key, action, keys);
  }
}
