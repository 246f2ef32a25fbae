package dev.trailmark.cloud.s3.version;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.store.State;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The object, or the version of one, that a request for something beside its body names: its tags,
 * its retention, its legal hold.
 *
 * @param versionId {@code null} for the current one
 * @param expectedOwner {@code x-amz-expected-bucket-owner}; {@code null} when absent
 */
public record ObjectTarget(String bucket, String key, String versionId, String expectedOwner) {

  /**
   * The one permission of a request, on the version if it names one; bucket and object become the
   * call's subject.
   */
  public List<AccessCheck> access(Call call, S3Access access, String action) {
    return access(call, access, action, keys(call));
  }

  /**
   * The same with more condition keys.
   *
   * @param keys made of those of {@link #keys}
   */
  public List<AccessCheck> access(Call call, S3Access access, String action, RequestKeys keys) {
    return List.of(check(call, access, Versions.action(action, versionId), keys));
  }

  /** The condition keys of the request; also finds what it names. */
  public RequestKeys keys(Call call) {
    BucketRecord found = S3Access.bucketOf(call, bucket, key, expectedOwner);
    ObjectRecord object = Versions.object(call.state(), bucket, key, versionId);
    call.subject(new FoundObject(found, object));
    return RequestKeys.of(call, found).put("s3:versionid", versionId);
  }

  /** A permission on what was found. */
  public AccessCheck check(Call call, S3Access access, String action, RequestKeys keys) {
    FoundObject found = call.subject(FoundObject.class);
    return access.onObject(call, found.bucket(), key, found.object(), action, keys);
  }

  /**
   * What the access stage found.
   *
   * @throws ServiceException NoSuchKey, NoSuchVersion, or MethodNotAllowed for a delete marker
   */
  public ObjectRecord require(Call call, S3Access access) {
    Versions.check(versionId);
    FoundObject found = call.subject(FoundObject.class);
    if (found.object() != null) {
      return found.object();
    }
    VersionRecord marker =
        versionId == null ? VersionShelf.marker(call.state(), bucket, key) : null;
    throw marker == null
        ? Versions.missing(call, access, found.bucket(), key, versionId)
        : Versions.missing(call, access, found.bucket(), key, marker.versionId());
  }

  /** Changes tags, ACL or lock of what is there now, and tells the families. */
  public ObjectRecord change(Call call, S3Access access, UnaryOperator<ObjectRecord> change) {
    return call.update(
        S3Kinds.scope(bucket),
        tx -> {
          ObjectRecord changed = change.apply(now(tx));
          VersionShelf.replace(tx, changed);
          access.changed(tx, changed);
          return changed;
        });
  }

  /** The bucket of what the access stage found. */
  public BucketRecord foundBucket(Call call) {
    return call.subject(FoundObject.class).bucket();
  }

  /** What the access stage found; {@code null} for no object. */
  public ObjectRecord found(Call call) {
    return call.subject(FoundObject.class).object();
  }

  /** Whether it is retained in a way that a privileged caller may bypass. */
  public boolean isGoverned(Call call) {
    return found(call) != null && found(call).traits().lock().isGoverned(call.time());
  }

  /** The version's id to answer with: none for buckets whose versioning was never set. */
  public String shownVersion(Call call, ObjectRecord object) {
    return Versions.shown(foundBucket(call), object);
  }

  /** Changes the record of what is there now, which may be a newer version than was found. */
  public ObjectRecord change(Call call, UnaryOperator<ObjectRecord> change) {
    return call.update(
        S3Kinds.scope(bucket),
        tx -> {
          ObjectRecord changed = change.apply(now(tx));
          VersionShelf.replace(tx, changed);
          return changed;
        });
  }

  /**
   * The version that the access stage found, as it is now; {@code null} when it was replaced or
   * removed meanwhile.
   */
  public ObjectRecord still(State state, ObjectRecord found) {
    VersionRecord now = VersionShelf.find(state, bucket, key, found.versionId());
    boolean same = now != null && !now.isMarker() && now.sequence() == found.sequence();
    return same ? now.object() : null;
  }

  /**
   * What is there now, which may be a newer version than was found.
   *
   * @throws ServiceException NoSuchKey or NoSuchVersion when nothing is
   */
  public ObjectRecord now(State state) {
    return Versions.still(state, bucket, key, versionId);
  }
}
