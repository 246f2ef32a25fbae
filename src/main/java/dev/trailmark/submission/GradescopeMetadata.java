package dev.trailmark.submission;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.marks.Handed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Gradescope says of a submission in {@code submission_metadata.json}. It is read only where
 * Gradescope's autograder has it, beside the folder {@code submission} and not among what the
 * student handed in, where anybody could write one.
 *
 * @param handed when it came in, until when there was time, and which attempt it is
 * @param students the names of who handed it in; empty when it does not say
 * @see <a href="https://gradescope-autograders.readthedocs.io/en/latest/submission_metadata/">
 *     Gradescope: Submission Metadata</a>
 */
record GradescopeMetadata(Handed handed, String students) {
  /** The folder beside which the file lies. */
  static final String SUBMISSION = "submission";

  private static final String FILE_NAME = "submission_metadata.json";
  private static final long LARGEST = 16 << 20;
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The file beside a submission's place, if the place is Gradescope's. */
  static Optional<Path> beside(Path place) {
    Path whole = place.toAbsolutePath().normalize();
    Path name = whole.getFileName();
    boolean gradescopes =
        name != null
            && name.toString().equals(SUBMISSION)
            && Files.isDirectory(whole, LinkOption.NOFOLLOW_LINKS);
    return Optional.of(whole.resolveSibling(FILE_NAME))
        .filter(file -> gradescopes && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * What Gradescope says of the submission at a place.
   *
   * @throws SubmissionException when the file is there and cannot be understood: a due time that is
   *     passed over costs marks, or gives them away
   */
  static Optional<GradescopeMetadata> of(Path place) throws SubmissionException {
    Optional<Path> file = beside(place);
    return file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
  }

  private static GradescopeMetadata read(Path file) throws SubmissionException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new SubmissionException(file + ": too large to be Gradescope's");
      }
      JsonNode root = MAPPER.readTree(file.toFile());
      List<String> names = new ArrayList<>();
      root.path("users").forEach(user -> names.add(user.path("name").asText("").strip()));
      names.removeIf(String::isEmpty);
      return new GradescopeMetadata(
          new Handed(
              time(root.path("created_at")),
              time(root.path("assignment").path("due_date")),
              root.path("previous_submissions").size() + 1),
          String.join(", ", names));
    } catch (JacksonException e) {
      throw new SubmissionException(file + ": is not JSON: " + e.getOriginalMessage(), e);
    } catch (DateTimeException e) {
      throw new SubmissionException(
          file + ": created_at or due_date is no time with its offset: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new SubmissionException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Optional<Instant> time(JsonNode text) {
    return text.isTextual() && !text.asText().isBlank()
        ? Optional.of(OffsetDateTime.parse(text.asText().strip()).toInstant())
        : Optional.empty();
  }
}
