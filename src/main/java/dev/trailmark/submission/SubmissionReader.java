package dev.trailmark.submission;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.trailmark.submission.StrictYaml.ValueRefusedException;
import dev.trailmark.submission.SubmissionFile.QuestionNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * Reads a {@code submission.yaml}. Reading is strict, because a misspelt member that is passed over
 * costs a student marks: unknown members, repeated members, unknown question numbers and values of
 * the wrong kind are refused, with file, line and column.
 */
public final class SubmissionReader {
  private static final StrictYaml YAML =
      new StrictYaml(
          "docs/SUBMISSIONS.md",
          new SimpleModule().addKeyDeserializer(QuestionNumber.class, new QuestionKey()));

  private final UnaryOperator<String> environment;

  /** A reader that resolves {@code environment} members by the given lookup of variables. */
  public SubmissionReader(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /**
   * Reads one submission.
   *
   * @param id the short name to know it by
   * @param file the YAML file
   * @throws SubmissionException when the file cannot be read or is not a submission; the message is
   *     one line and names the place
   */
  public Submission read(String id, Path file) throws SubmissionException {
    SubmissionFile parsed = YAML.read(file, SubmissionFile.class);
    return new SubmissionCheck(file, environment).check(id, parsed);
  }

  /**
   * Reads one submission from its text.
   *
   * @param id the short name to know it by
   * @param text the YAML
   * @param file where it stands, for messages
   * @throws SubmissionException when it is not a submission
   */
  Submission read(String id, String text, Path file) throws SubmissionException {
    SubmissionFile parsed = YAML.read(text, file, SubmissionFile.class);
    return new SubmissionCheck(file, environment).check(id, parsed);
  }

  /** Reads a question's number, and refuses one that the assessment does not have. */
  private static final class QuestionKey extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      if (key.matches("[1-5]")) {
        return new QuestionNumber(Integer.parseInt(key));
      }
      throw new ValueRefusedException(
          context.getParser(),
          "unknown question \"%s\"; the assessment has questions 1 to %d"
              .formatted(key, QuestionNumber.LAST));
    }
  }
}
