package dev.trailmark.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.evidence.TrailRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Which records prove task 5: pure decisions on records, no calls. */
public final class TrailEvidence {

  private static final String ARN = "aws:s3:arn";

  private TrailEvidence() {}

  /** Records that may prove something about this key or this image; all others are forgotten. */
  static Predicate<TrailRecord> about(KeyFacts key, ImageFacts image) {
    return record ->
        ofKey(record) && usesKey(record, key)
            || ofImage(record) && record.concerns(image.bucket(), image.key());
  }

  private static boolean ofKey(TrailRecord record) {
    return record.is("kms", "GenerateDataKey") || record.is("kms", "PutKeyPolicy");
  }

  private static boolean ofImage(TrailRecord record) {
    return record.is("s3", "PutObject")
        || record.is("s3", "GetObject")
        || record.is("s3", "PutObjectAcl");
  }

  private static boolean usesKey(TrailRecord record, KeyFacts key) {
    String named = record.parameter("keyId");
    return named.equals(key.id())
        || named.equals(key.arn())
        || record.resources().contains(key.arn());
  }

  /** The upload of the image. */
  public static Predicate<TrailRecord> upload(ImageFacts image) {
    return record ->
        record.is("s3", "PutObject")
            && record.succeeded()
            && record.concerns(image.bucket(), image.key())
            && near(record.time(), image.lastModified());
  }

  /** An upload is recorded in the second in which S3 dates the object, or next to it. */
  private static boolean near(Instant recorded, Instant modified) {
    return Math.abs(recorded.getEpochSecond() - modified.getEpochSecond()) <= 5;
  }

  /**
   * S3 asking KMS for a data key on the uploader's behalf. The encryption context names the object
   * or, under a bucket key, the bucket.
   */
  public static Predicate<TrailRecord> keyUse(KeyFacts key, ImageFacts image) {
    return record ->
        askedByS3(record, key) && context(record).filter(arn -> names(arn, image)).isPresent();
  }

  /** S3 asking KMS for a data key of that key, for whatever object. */
  static boolean askedByS3(TrailRecord record, KeyFacts key) {
    return record.is("kms", "GenerateDataKey")
        && record.succeeded()
        && usesKey(record, key)
        && throughS3(record);
  }

  private static boolean throughS3(TrailRecord record) {
    String by = record.identity().invokedBy();
    return by.equals("AWS Internal") || by.equals("s3.amazonaws.com");
  }

  /** The ARN of what S3 encrypted: an object or, under a bucket key, its bucket. */
  static Optional<String> context(TrailRecord record) {
    JsonNode arn = record.request().path("encryptionContext").path(ARN);
    return arn.isTextual() ? Optional.of(arn.asText()) : Optional.empty();
  }

  private static boolean names(String arn, ImageFacts image) {
    String bucket = "arn:aws:s3:::" + image.bucket();
    return arn.equals(bucket + "/" + image.key()) || arn.equals(bucket);
  }

  /** Whether the record's context names the bucket alone, as under a bucket key. */
  public static boolean bucketKey(TrailRecord record, ImageFacts image) {
    return context(record).filter(arn -> arn.equals("arn:aws:s3:::" + image.bucket())).isPresent();
  }
}
