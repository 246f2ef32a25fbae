package dev.trailmark.cloud.s3.access;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.model.ObjectRecord;

/**
 * What S3 did to one object beside a request's own answer: to a key of a batch, to the source of a
 * copy, or by itself. Access logs have a line for each.
 *
 * @param operation as access logs call it, such as {@code BATCH.DELETE.OBJECT}
 * @param versionId the version that was meant; {@code null} for the current one
 * @param size the object's size in bytes; negative when there is none
 * @param status the HTTP status that it would have been answered with; 0 for what nobody asked for
 * @param error the error's code; {@code null} for success
 */
public record Deed(
    String operation,
    String bucket,
    String key,
    String versionId,
    long size,
    int status,
    String error) {

  /** An object that was read to be copied. */
  public static Deed copied(String operation, ObjectRecord source, String versionId) {
    return new Deed(operation, source.bucket(), source.key(), versionId, source.size(), 200, null);
  }

  /**
   * One key of a batch of deletions.
   *
   * @param failure {@code null} when it was deleted
   */
  public static Deed deleted(
      String bucket, String key, String versionId, long size, ServiceException failure) {
    return new Deed(
        "BATCH.DELETE.OBJECT",
        bucket,
        key,
        versionId,
        size,
        failure == null ? 204 : failure.status(),
        failure == null ? null : failure.code());
  }

  /** What S3 did by itself. */
  public static Deed ownAccord(
      String operation, String bucket, String key, String versionId, long size) {
    return new Deed(operation, bucket, key, versionId, size, 0, null);
  }
}
