package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.Kind;
import java.util.List;

/**
 * An annotation that has still to be replicated. It is written with the annotation and removed when
 * the replication has ended, so that a restart takes it up again.
 *
 * @param bucket the source
 * @param key its object
 * @param versionId the object's version
 * @param sequence the version's place among the key's versions
 * @param name the annotation's name
 * @param blobId its text
 * @param destinations buckets
 */
record PendingAnnotation(
    String bucket,
    String key,
    String versionId,
    long sequence,
    String name,
    String blobId,
    List<String> destinations)
    implements Noted {

  /** By the version and the name. */
  static final Kind<PendingAnnotation> KIND =
      new Kind<>("s3.annotation-replication", PendingAnnotation.class);

  /** Copies the list so that the record is immutable. */
  PendingAnnotation {
    destinations = List.copyOf(destinations);
  }

  static PendingAnnotation of(
      ObjectRecord object, String name, String blobId, List<String> destinations) {
    return new PendingAnnotation(
        object.bucket(),
        object.key(),
        object.versionId(),
        object.sequence(),
        name,
        blobId,
        destinations);
  }

  /** The place of the version among those that are pending themselves. */
  String versionPlace() {
    return S3Kinds.versionKey(bucket, key) + String.format("%016x", sequence);
  }

  @Override
  public boolean replicate(Round round) {
    return new AnnotationAttempt(round, this).go();
  }

  @Override
  public String place() {
    return versionPlace() + "/" + name;
  }
}
