package dev.trailmark.lab;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Takes a bucket away that keeps versions, some of them locked under governance or a legal hold.
 */
final class EmptiedBucket {
  private final S3Client s3;
  private final String bucket;
  private final boolean locked;

  /**
   * A bucket to take away.
   *
   * @param locked whether it has Object Lock
   */
  EmptiedBucket(S3Client s3, String bucket, boolean locked) {
    this.s3 = s3;
    this.bucket = bucket;
    this.locked = locked;
  }

  void delete() {
    s3.listObjectVersionsPaginator(request -> request.bucket(bucket)).stream()
        .forEach(
            page -> {
              List<ObjectIdentifier> versions = new ArrayList<>();
              page.versions().forEach(one -> versions.add(version(one.key(), one.versionId())));
              page.deleteMarkers()
                  .forEach(one -> versions.add(version(one.key(), one.versionId())));
              delete(versions);
            });
    s3.deleteBucket(request -> request.bucket(bucket));
  }

  private static ObjectIdentifier version(String key, String id) {
    return ObjectIdentifier.builder().key(key).versionId(id).build();
  }

  private void delete(List<ObjectIdentifier> versions) {
    if (versions.isEmpty()) {
      return;
    }
    var held = tryTo(versions).errors();
    if (locked && !held.isEmpty()) {
      List<ObjectIdentifier> again =
          held.stream().map(error -> version(error.key(), error.versionId())).toList();
      again.forEach(this::liftHold);
      tryTo(again);
    }
  }

  private software.amazon.awssdk.services.s3.model.DeleteObjectsResponse tryTo(
      List<ObjectIdentifier> versions) {
    return s3.deleteObjects(
        request ->
            request
                .bucket(bucket)
                .bypassGovernanceRetention(locked ? true : null)
                .delete(some -> some.objects(versions)));
  }

  private void liftHold(ObjectIdentifier version) {
    s3.putObjectLegalHold(
        request ->
            request
                .bucket(bucket)
                .key(version.key())
                .versionId(version.versionId())
                .legalHold(hold -> hold.status("OFF")));
  }
}
