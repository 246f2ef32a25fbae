package dev.trailmark.cloud.s3.lock;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.LockRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.version.FoundObject;
import dev.trailmark.cloud.s3.version.ObjectTarget;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetObjectLegalHoldRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLegalHoldResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionResponse;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionResponse;

/**
 * Retention, fixed and variable, and legal hold of single versions.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html"
 *     >PutObjectRetention</a>
 */
public final class ObjectLocks {
  /** The permission that {@code x-amz-bypass-governance-retention} needs where it matters. */
  public static final String BYPASS = "s3:BypassGovernanceRetention";

  private final S3Access access;

  ObjectLocks(S3Access access) {
    this.access = access;
  }

  /** s3:GetObjectRetention, with a version or without. */
  List<AccessCheck> getRetentionAccess(Call call, GetObjectRetentionRequest in) {
    ObjectTarget target = target(in);
    RequestKeys keys = target.keys(call);
    return List.of(target.check(call, access, "s3:GetObjectRetention", keys));
  }

  /** s3:PutObjectRetention, and the permission to bypass what is bypassed. */
  List<AccessCheck> putRetentionAccess(Call call, PutObjectRetentionRequest in) {
    ObjectTarget target = target(in);
    RequestKeys keys = target.keys(call);
    if (in.retention() != null) {
      AskedRetention.of(in.retention()).addTo(keys, call);
    }
    List<AccessCheck> checks = new ArrayList<>();
    checks.add(target.check(call, access, "s3:PutObjectRetention", keys));
    if (bypasses(call, in)) {
      checks.add(target.check(call, access, BYPASS, keys));
    }
    return checks;
  }

  /** Only a retention that was there when permissions were asked for may be bypassed. */
  private static boolean bypasses(Call call, PutObjectRetentionRequest in) {
    ObjectRecord found = call.subject(FoundObject.class).object();
    return Boolean.TRUE.equals(in.bypassGovernanceRetention())
        && found != null
        && found.traits().lock().isGoverned(call.time());
  }

  /** s3:GetObjectLegalHold, with a version or without. */
  List<AccessCheck> getHoldAccess(Call call, GetObjectLegalHoldRequest in) {
    ObjectTarget target = target(in);
    RequestKeys keys = target.keys(call);
    return List.of(target.check(call, access, "s3:GetObjectLegalHold", keys));
  }

  /** s3:PutObjectLegalHold, with a version or without. */
  List<AccessCheck> putHoldAccess(Call call, PutObjectLegalHoldRequest in) {
    ObjectTarget target = target(in);
    RequestKeys keys = target.keys(call);
    if (in.legalHold() != null) {
      keys.put("s3:object-lock-legal-hold", in.legalHold().statusAsString());
    }
    return List.of(target.check(call, access, "s3:PutObjectLegalHold", keys));
  }

  /** GetObjectRetention: shown also when it is over. */
  GetObjectRetentionResponse getRetention(Call call, GetObjectRetentionRequest in) {
    LockRecord lock = locked(call, target(in)).traits().lock();
    if (lock.mode() == null) {
      throw S3Error.NO_SUCH_OBJECT_LOCK.fail();
    }
    return GetObjectRetentionResponse.builder()
        .retention(
            r ->
                r.mode(lock.mode())
                    .retainUntilDate(lock.until(call.time()))
                    .eventHold(lock.eventHold())
                    .eventHoldDuration(EventHolds.shown(lock.holdPeriod())))
        .build();
  }

  /** PutObjectRetention; an empty document removes the retention. */
  PutObjectRetentionResponse putRetention(Call call, PutObjectRetentionRequest in) {
    requireDigest(call, in.contentMD5(), in.checksumAlgorithmAsString());
    ObjectTarget target = target(in);
    locked(call, target);
    if (in.retention() == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    AskedRetention asked = AskedRetention.of(in.retention());
    Retentions.requireWellFormed(call, asked);
    boolean bypass = bypasses(call, in);
    target.change(
        call,
        access,
        object ->
            withLock(object, Retentions.replaced(call, object.traits().lock(), asked, bypass)));
    return PutObjectRetentionResponse.builder().build();
  }

  /** GetObjectLegalHold. */
  GetObjectLegalHoldResponse getHold(Call call, GetObjectLegalHoldRequest in) {
    String status = locked(call, target(in)).traits().lock().legalHold();
    if (status == null) {
      throw S3Error.NO_SUCH_OBJECT_LOCK.fail();
    }
    return GetObjectLegalHoldResponse.builder().legalHold(h -> h.status(status)).build();
  }

  /** PutObjectLegalHold. */
  PutObjectLegalHoldResponse putHold(Call call, PutObjectLegalHoldRequest in) {
    requireDigest(call, in.contentMD5(), in.checksumAlgorithmAsString());
    ObjectTarget target = target(in);
    locked(call, target);
    String status = in.legalHold() == null ? null : in.legalHold().statusAsString();
    if (!Locks.isHold(status)) {
      throw S3Error.MALFORMED_XML.fail();
    }
    target.change(
        call, access, object -> withLock(object, object.traits().lock().withLegalHold(status)));
    return PutObjectLegalHoldResponse.builder().build();
  }

  private static ObjectRecord withLock(ObjectRecord object, LockRecord lock) {
    return object.change().traits(object.traits().withLock(lock)).done();
  }

  /** The object that a request names, in a bucket that has Object Lock. */
  private ObjectRecord locked(Call call, ObjectTarget target) {
    ObjectRecord object = target.require(call, access);
    Locks.requireEnabled(call.subject(FoundObject.class).bucket());
    return object;
  }

  private static void requireDigest(Call call, String contentMd5, String algorithm) {
    if (!Documents.verify(call, contentMd5, algorithm)) {
      throw S3Error.INVALID_REQUEST.because(
          "Missing required header for this request: Content-MD5");
    }
  }

  private static ObjectTarget target(GetObjectRetentionRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  private static ObjectTarget target(PutObjectRetentionRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  private static ObjectTarget target(GetObjectLegalHoldRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }

  private static ObjectTarget target(PutObjectLegalHoldRequest in) {
    return new ObjectTarget(in.bucket(), in.key(), in.versionId(), in.expectedBucketOwner());
  }
}
