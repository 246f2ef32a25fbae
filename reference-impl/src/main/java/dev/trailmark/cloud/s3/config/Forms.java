package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.s3.request.S3Error;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.Tag;

/** What the schemas of several configurations ask for. */
final class Forms {
  private static final String BUCKET_ARN = "arn:aws[a-z-]*:s3:::[a-zA-Z0-9._-]+";

  private Forms() {}

  /** Whether exactly one of these was sent. */
  static boolean one(Object... sent) {
    return Stream.of(sent).filter(value -> value != null).count() == 1;
  }

  /** Whether an And joins two things or more, which are not told apart otherwise. */
  static boolean several(List<Tag> tags, Object... others) {
    return tags.size() + Stream.of(others).filter(value -> value != null).count() > 1;
  }

  /** Whether a value of an enumeration was sent and is one of its values. */
  static boolean known(Enum<?> sent) {
    return sent != null && !sent.name().equals("UNKNOWN_TO_SDK_VERSION");
  }

  /** Whether a value of an enumeration was left out or is one of its values. */
  static boolean absentOrKnown(Enum<?> sent) {
    return sent == null || known(sent);
  }

  /** Whether all of these tags have a key and a value. */
  static boolean whole(Stream<Tag> sent) {
    return sent.allMatch(tag -> tag.key() != null && !tag.key().isEmpty() && tag.value() != null);
  }

  /**
   * Refuses what is no bucket's ARN.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidS3DestinationBucket
   */
  static void requireBucketArn(String arn) {
    if (arn == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (!arn.matches(BUCKET_ARN)) {
      throw S3Error.INVALID_DESTINATION_BUCKET.because("Invalid bucket ARN.");
    }
  }
}
