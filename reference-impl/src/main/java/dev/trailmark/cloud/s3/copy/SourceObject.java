package dev.trailmark.cloud.s3.copy;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.Deed;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.encryption.Bodies;
import dev.trailmark.cloud.s3.encryption.ObjectCipher;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.object.ReadConditions;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.storage.StorageClasses;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.s3.version.Versions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The object that a copy reads, as it was found when permissions were asked for. Its rules are the
 * same for CopyObject and UploadPartCopy.
 *
 * @param name what the request calls it
 * @param bucket its bucket
 * @param object {@code null} when it is not there
 */
public record SourceObject(CopySource name, BucketRecord bucket, ObjectRecord object) {

  /** What is made of the source's plaintext. */
  public interface Reading {
    /** Reads as much as it needs and stores it. */
    Bodies.Stored of(InputStream plain) throws IOException;
  }

  /**
   * Looks for it, and notes it for the record.
   *
   * @param expectedOwner {@code x-amz-source-expected-bucket-owner}; {@code null} when absent
   * @throws ServiceException NoSuchBucket
   */
  public static SourceObject find(Call call, CopySource name, String expectedOwner) {
    BucketRecord bucket = S3Access.bucketOf(call, name.bucket(), name.key(), expectedOwner);
    ObjectRecord object =
        Versions.object(call.state(), name.bucket(), name.key(), name.versionId());
    return new SourceObject(name, bucket, object);
  }

  /**
   * A permission on it.
   *
   * @param action of an object; where a version was named, that of versions is asked for
   */
  public AccessCheck check(Call call, S3Access access, String action) {
    return access.onObject(
        call,
        bucket,
        name.key(),
        object,
        Versions.action(action, name.versionId()),
        RequestKeys.of(call, bucket).put("s3:versionid", name.versionId()));
  }

  /**
   * The object, which can be copied now.
   *
   * @param conditions the request's, of the {@code x-amz-copy-source-if-…} headers
   * @throws ServiceException NoSuchKey, NoSuchVersion, InvalidRequest for a delete marker,
   *     PreconditionFailed, InvalidObjectState for one that is archived
   */
  public ObjectRecord require(Call call, S3Access access, ReadConditions conditions) {
    if (object == null) {
      throw missing(call, access);
    }
    conditions.check(object, call.time());
    StorageClasses.requireCopyable(object, call.time());
    return object;
  }

  /** A delete marker cannot be copied, by its id least of all. */
  private ServiceException missing(Call call, S3Access access) {
    String id = name.versionId();
    VersionRecord version =
        id == null ? null : VersionShelf.find(call.state(), bucket.name(), name.key(), id);
    if (version != null && version.isMarker()) {
      return S3Error.INVALID_REQUEST.because(
          "The source of a copy request may not specifically refer to a delete marker by version"
              + " id.");
    }
    return id == null
        ? Versions.missing(call, access, bucket, name.key())
        : Versions.missing(call, access, bucket, name.key(), id);
  }

  /**
   * Reads it.
   *
   * @param cipher what opens it
   * @throws Bodies.OverwrittenException when it was overwritten since it was found
   */
  public Bodies.Stored read(Call call, ObjectCipher cipher, Reading reading) {
    try (InputStream plain = Bodies.plaintext(call, object, cipher)) {
      return reading.of(plain);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException("the source of a copy cannot be read", e);
    }
  }

  /**
   * Tells the listeners that it has been read.
   *
   * @param operation as access logs call the reading
   */
  public void tell(Call call, S3Access access, String operation) {
    access.accessed(call, object);
    access.done(call, Deed.copied(operation, object, name.versionId()));
  }
}
