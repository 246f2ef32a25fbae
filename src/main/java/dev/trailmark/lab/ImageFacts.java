package dev.trailmark.lab;

import dev.trailmark.evidence.Dated;
import java.time.Instant;
import java.util.Optional;

/**
 * The uploaded image as HeadObject shows it.
 *
 * @param bucket the bucket
 * @param key the object's key
 * @param contentType the declared type
 * @param size in bytes
 * @param lastModified the time that the student writes down, in whole seconds
 * @param encryption {@code AES256}, {@code aws:kms} …; empty when none was said
 * @param kmsKeyId the ARN of the KMS key; empty unless {@code encryption} is {@code aws:kms}
 * @param bucketKey whether an S3 bucket key stands between the object and the KMS key
 */
public record ImageFacts(
    String bucket,
    String key,
    String contentType,
    long size,
    Instant lastModified,
    String encryption,
    String kmsKeyId,
    boolean bucketKey)
    implements Dated {

  /** Stands for a time that nothing tells. */
  public static final Instant UNKNOWN_TIME = Instant.EPOCH;

  @Override
  public Optional<Instant> done() {
    return Optional.of(lastModified).filter(time -> !time.equals(UNKNOWN_TIME));
  }

  /** The last-modified time as a person reads it. */
  public String modified() {
    return lastModified.equals(UNKNOWN_TIME)
        ? "which nothing handed in shows"
        : lastModified.toString();
  }

  /** Whether anything tells how the object is encrypted; S3's own answers always do. */
  public boolean encryptionKnown() {
    return !encryption.isEmpty();
  }

  /** Whether the object is encrypted under that key. */
  public boolean encryptedUnder(KeyFacts student) {
    return encryption.equals("aws:kms")
        && (kmsKeyId.equals(student.arn()) || kmsKeyId.equals(student.id()));
  }

  /** Whether its type or its name says that it is an image; the CLI guesses the type. */
  public boolean looksLikeAnImage() {
    return contentType.startsWith("image/") || AccountReader.looksLikeAnImage(key);
  }

  @Override
  public String toString() {
    String how = encryption.isEmpty() ? "no encryption header" : encryption;
    String which = kmsKeyId.isEmpty() ? "" : " under " + kmsKeyId;
    return "s3://%s/%s, %s%s".formatted(bucket, key, how, which);
  }
}
