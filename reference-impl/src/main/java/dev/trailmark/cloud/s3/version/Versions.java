package dev.trailmark.cloud.s3.version;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.request.HeaderText;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.store.State;

/** Version ids in requests: checked, and looked for. */
public final class Versions {
  private static final String FORM = "[0-9A-Za-z._]{32}";

  private Versions() {}

  /** Refuses what can be no version id; {@code null} when none was sent. */
  public static void check(String versionId) {
    if (versionId != null
        && !versionId.equals(ObjectRecord.NO_VERSION)
        && !versionId.matches(FORM)) {
      throw invalid(versionId);
    }
  }

  /** Refuses an id that was never given out, once it is known that there is no such version. */
  public static void requireGiven(String versionId) {
    if (!versionId.equals(ObjectRecord.NO_VERSION) && VersionIds.sequence(versionId).isEmpty()) {
      throw invalid(versionId);
    }
  }

  private static ServiceException invalid(String versionId) {
    return S3Error.INVALID_ARGUMENT
        .because("Invalid version id specified")
        .with("ArgumentName", "versionId")
        .with("ArgumentValue", versionId);
  }

  /** The object that a request names; {@code null} when there is none, or a delete marker. */
  public static ObjectRecord object(State state, String bucket, String key, String versionId) {
    if (versionId == null) {
      return ObjectRecord.current(state, bucket, key);
    }
    VersionRecord version = VersionShelf.find(state, bucket, key, versionId);
    return version == null ? null : version.object();
  }

  /**
   * The same, where it was found a moment ago.
   *
   * @throws ServiceException NoSuchVersion or NoSuchKey when it went meanwhile
   */
  public static ObjectRecord still(State state, String bucket, String key, String versionId) {
    ObjectRecord object = object(state, bucket, key, versionId);
    if (object == null) {
      throw versionId == null
          ? S3Error.NO_SUCH_KEY.fail().with("Key", key)
          : noSuchVersion(key, versionId);
    }
    return object;
  }

  private static ServiceException noSuchVersion(String key, String versionId) {
    return S3Error.NO_SUCH_VERSION.fail().with("Key", key).with("VersionId", versionId);
  }

  /**
   * What a request is told for which {@link #object} found nothing. A delete marker shows itself in
   * the headers to who may know that the key is absent; read by its id it is no object.
   */
  public static ServiceException missing(
      Call call, S3Access access, BucketRecord bucket, String key, String versionId) {
    if (versionId == null) {
      ServiceException missing = missing(call, access, bucket, key);
      boolean told = missing.status() == 404;
      VersionRecord marker = VersionShelf.marker(call.state(), bucket.name(), key);
      if (told && marker != null) {
        call.header("x-amz-delete-marker", "true");
        call.header("x-amz-version-id", marker.versionId());
      }
      return missing;
    }
    VersionRecord version = VersionShelf.find(call.state(), bucket.name(), key, versionId);
    if (version == null) {
      requireGiven(versionId);
      return noSuchVersion(key, versionId);
    }
    call.header("x-amz-delete-marker", "true");
    call.header("x-amz-version-id", versionId);
    call.header("Last-Modified", HeaderText.date(version.modifiedAt()));
    call.header("Allow", "DELETE");
    return S3Error.METHOD_NOT_ALLOWED
        .fail()
        .with("Method", call.wire() == null ? "GET" : call.wire().method())
        .with("ResourceType", "DeleteMarker");
  }

  /** The id to answer with: none for buckets whose versioning was never set. */
  public static String shown(BucketRecord bucket, ObjectRecord object) {
    return bucket.versioning() == null ? null : object.versionId();
  }

  /** The id of a new object to answer with: none unless the bucket keeps versions. */
  public static String ofNew(ObjectRecord object) {
    return object.versionId().equals(ObjectRecord.NO_VERSION) ? null : object.versionId();
  }

  /**
   * The permission for an action on an object: S3 has one of its own, such as s3:GetObjectVersion
   * beside s3:GetObject, for requests that name a version.
   */
  public static String action(String action, String versionId) {
    return versionId == null ? action : action.replace("Object", "ObjectVersion");
  }

  /** Who may not list the bucket is not told that the key is absent. */
  public static ServiceException missing(
      Call call, S3Access access, BucketRecord bucket, String key) {
    AccessCheck list = access.onBucket(call, bucket, "s3:ListBucket");
    Decision decision = call.decide(list);
    return decision.allowed()
        ? S3Error.NO_SUCH_KEY.fail().with("Key", key)
        : call.explained(list, decision, Denials.denied(call, list, decision));
  }
}
