package dev.trailmark.lab;

import dev.trailmark.evidence.TrailRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which records prove task 4 in an account where it was done: pure decisions on records. */
public final class AccessEvidence {

  private static final String PUBLIC = "http://acs.amazonaws.com/groups/global/AllUsers";

  private final List<TrailRecord> records;
  private final ImageFacts image;

  /**
   * Looks at the records of one image.
   *
   * @param records oldest first
   */
  public AccessEvidence(List<TrailRecord> records, ImageFacts image) {
    this.records = records;
    this.image = image;
  }

  /** The student reading the image, signed. */
  public Optional<TrailRecord> signedRead() {
    return records.stream()
        .filter(record -> reads(record) && record.succeeded())
        .filter(record -> !record.identity().anonymous() && !record.identity().service())
        .findFirst();
  }

  /** Anyone being refused before the image was made public. Times are whole seconds. */
  public Optional<TrailRecord> refusedWhilePrivate() {
    Optional<Instant> publicSince = madePublic();
    return records.stream()
        .filter(record -> readsUnsigned(record) && record.errorCode().equals("AccessDenied"))
        .filter(record -> publicSince.filter(record.time()::isAfter).isEmpty())
        .findFirst();
  }

  /**
   * Anyone reading after the image was made public, and not being denied access. Within the second
   * of the change the order is unknown, so a refusal for want of SigV4 comes first, then a success,
   * which was impossible before.
   */
  public Optional<TrailRecord> readOncePublic() {
    List<TrailRecord> after = unsignedSincePublic();
    return after.stream()
        .filter(record -> record.errorCode().equals("InvalidArgument"))
        .findFirst()
        .or(() -> after.stream().filter(TrailRecord::succeeded).findFirst());
  }

  /**
   * The last read refused in another way though the image was public. It only counts when nothing
   * else is to come: a change takes a while to be felt. Within the second of the change a refusal
   * may have come before it.
   */
  public Optional<TrailRecord> refusedOncePublic() {
    Optional<Instant> publicSince = madePublic();
    return unsignedSincePublic().stream()
        .filter(record -> !record.succeeded())
        .filter(record -> publicSince.filter(record.time()::isAfter).isPresent())
        .max(Comparator.comparing(TrailRecord::time));
  }

  private List<TrailRecord> unsignedSincePublic() {
    Optional<Instant> publicSince = madePublic();
    return records.stream()
        .filter(this::readsUnsigned)
        .filter(record -> publicSince.filter(since -> !record.time().isBefore(since)).isPresent())
        .toList();
  }

  /** When the image's ACL first let everyone read. */
  Optional<Instant> madePublic() {
    return records.stream()
        .filter(record -> record.is("s3", "PutObjectAcl") && record.succeeded())
        .filter(record -> record.concerns(image.bucket(), image.key()))
        .filter(AccessEvidence::letsEveryoneRead)
        .map(TrailRecord::time)
        .findFirst();
  }

  /** Whether a PutObjectAcl lets everyone read. */
  public static boolean letsEveryoneRead(TrailRecord record) {
    return record.parameter("x-amz-acl").startsWith("public-read")
        || record.request().toString().contains(PUBLIC);
  }

  private boolean readsUnsigned(TrailRecord record) {
    return reads(record) && record.identity().anonymous();
  }

  private boolean reads(TrailRecord record) {
    return record.is("s3", "GetObject") && record.concerns(image.bucket(), image.key());
  }

  /** What the caller of a recorded read saw. */
  public static ReadOutcome outcome(TrailRecord record) {
    return record.succeeded()
        ? ReadOutcome.OPENED
        : new ReadOutcome(status(record.errorCode()), record.errorCode(), record.errorMessage());
  }

  /** Records carry no HTTP status; S3's error codes have one each. */
  private static int status(String code) {
    return switch (code) {
      case "AccessDenied" -> 403;
      case "NoSuchKey", "NoSuchBucket" -> 404;
      default -> 400;
    };
  }
}
