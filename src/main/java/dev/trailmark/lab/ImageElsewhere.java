package dev.trailmark.lab;

import dev.trailmark.evidence.TrailRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where an image that is not in the trail's bucket was put instead, as far as records tell: pure
 * decisions on records. It helps a student to see the mistake and proves nothing.
 *
 * @param bucket the trail's bucket, where the image should be
 * @param key the student's key
 * @param handedIn the bucket that the student handed in, which then is the only one that matters
 */
record ImageElsewhere(String bucket, KeyFacts key, Optional<String> handedIn) {

  private static final String S3 = ":s3:::";
  private static final Set<String> UPLOADS =
      Set.of("PutObject", "CompleteMultipartUpload", "CopyObject");

  /** Somebody putting an image into another bucket. */
  boolean upload(TrailRecord record) {
    return record.source().equals("s3.amazonaws.com")
        && UPLOADS.contains(record.name())
        && record.succeeded()
        && !record.identity().service()
        && other(record.parameter("bucketName"))
        && AccountReader.looksLikeAnImage(record.parameter("key"));
  }

  /** S3 asking KMS for a data key of the student's key for another bucket, or for its object. */
  boolean keyUse(TrailRecord record) {
    return TrailEvidence.askedByS3(record, key)
        && place(record).filter(place -> other(place.split("/", 2)[0])).isPresent();
  }

  private boolean other(String named) {
    return !named.isEmpty()
        && !named.equals(bucket)
        && handedIn.filter(wanted -> !wanted.equals(named)).isEmpty();
  }

  /**
   * The latest upload, rather of the object of that name if there is one.
   *
   * @param records oldest first
   */
  Optional<TrailRecord> latest(List<TrailRecord> records, Optional<String> name) {
    return name.flatMap(wanted -> last(records, record -> record.parameter("key").equals(wanted)))
        .or(() -> last(records, record -> true));
  }

  private Optional<TrailRecord> last(List<TrailRecord> records, Predicate<TrailRecord> wanted) {
    return records.stream().filter(this::upload).filter(wanted).reduce((early, late) -> late);
  }

  /** What an upload, or a use of the key, tells. */
  static String told(TrailRecord record) {
    return record.is("kms", "GenerateDataKey")
        ? "S3 used the student's key for s3://%s at %s"
            .formatted(place(record).orElse(""), record.time())
        : "%s was uploaded into bucket %s at %s"
            .formatted(record.parameter("key"), record.parameter("bucketName"), record.time());
  }

  /** The bucket and, unless there was a bucket key, the object that the key was used for. */
  private static Optional<String> place(TrailRecord use) {
    return TrailEvidence.context(use)
        .filter(arn -> arn.contains(S3))
        .map(arn -> arn.substring(arn.indexOf(S3) + S3.length()));
  }
}
