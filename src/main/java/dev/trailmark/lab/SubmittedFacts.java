package dev.trailmark.lab;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a student handed in. Every part but the name may be missing; what is there is a claim until
 * the account bears it out.
 *
 * @param student how the student is called in reports
 * @param source the file that was handed in, for messages
 * @param keyId the ID of the KMS key that the student wrote down in task 1
 * @param trail the trail's name
 * @param bucket the trail's bucket
 * @param object the key of the uploaded image
 * @param uploadTime the image's last-modified time as the student wrote it down in task 3
 * @param answers the answers to the assessment by question number, 1 to 5
 */
public record SubmittedFacts(
    String student,
    String source,
    Optional<String> keyId,
    Optional<String> trail,
    Optional<String> bucket,
    Optional<String> object,
    Optional<Instant> uploadTime,
    Map<Integer, String> answers) {

  /** Nothing is null; the answers are copied. */
  public SubmittedFacts {
    Objects.requireNonNull(student, "student");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(trail, "trail");
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(uploadTime, "uploadTime");
    answers = Map.copyOf(answers);
  }

  /** A submission that names nothing, so that everything must be found in the account. */
  public static SubmittedFacts none(String student, String source) {
    return new SubmittedFacts(
        student,
        source,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
