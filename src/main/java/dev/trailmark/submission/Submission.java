package dev.trailmark.submission;

import dev.trailmark.marks.Handed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one student handed in.
 *
 * @param id a short name, unique in its folder: the name of the submission's folder, or of its file
 *     without the ending
 * @param file where it was read from
 * @param student the student's name as marks are published under it
 * @param access how to reach the account, or that there is none
 * @param keyId the KMS key of task 1: an ID, an ARN or an alias
 * @param trail the name of the trail of task 2
 * @param bucket the bucket of task 2
 * @param object the name of the image of task 3
 * @param uploadedAt the image's upload time that task 3 has the student write down
 * @param answers the assessment's answers by question number, each an option's text or its letter
 * @param handed how it came in, as the file says
 */
public record Submission(
    String id,
    Path file,
    String student,
    Access access,
    Optional<String> keyId,
    Optional<String> trail,
    Optional<String> bucket,
    Optional<String> object,
    Optional<Instant> uploadedAt,
    Map<Integer, String> answers,
    Handed handed) {

  /** A submission whose answers can no longer be changed. */
  public Submission {
    answers = Map.copyOf(answers);
  }

  /** A submission that came in at an unknown time. */
  public Submission(
      String id,
      Path file,
      String student,
      Access access,
      Optional<String> keyId,
      Optional<String> trail,
      Optional<String> bucket,
      Optional<String> object,
      Optional<Instant> uploadedAt,
      Map<Integer, String> answers) {
    this(
        id,
        file,
        student,
        access,
        keyId,
        trail,
        bucket,
        object,
        uploadedAt,
        answers,
        Handed.UNKNOWN);
  }

  /** The same with other answers. */
  public Submission withAnswers(Map<Integer, String> others) {
    return new Submission(
        id, file, student, access, keyId, trail, bucket, object, uploadedAt, others, handed);
  }

  /** What is known of a student who handed nothing in. */
  public static Submission nothing(String id, Path file) {
    return new Submission(
        id,
        file,
        id,
        Access.ON_PAPER,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** The same of another name and reached in another way. */
  public Submission of(String name, Access other) {
    return new Submission(
        id, file, name, other, keyId, trail, bucket, object, uploadedAt, answers, handed);
  }
}
