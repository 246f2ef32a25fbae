package dev.trailmark.submission;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trailmark.submission.SubmissionFile.QuestionNumber;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Reads a {@code submission.yaml}. Reading is strict, because a misspelt member that is passed over
 * costs a student marks: unknown members, repeated members, unknown question numbers and values of
 * the wrong kind are refused, with file, line and column.
 */
public final class SubmissionReader {
  private static final long LARGEST = 64 * 1024;
  private static final YAMLMapper YAML = yaml();

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
    String text = text(file);
    try {
      SubmissionFile parsed = text.isBlank() ? null : YAML.readValue(text, SubmissionFile.class);
      if (parsed == null) {
        throw new SubmissionException(file + ": the file is empty; see docs/SUBMISSIONS.md");
      }
      return new SubmissionCheck(file, environment).check(id, parsed);
    } catch (JsonProcessingException e) {
      throw new SubmissionException(place(file, location(text, e)) + ": " + describe(e), e);
    }
  }

  private static String text(Path file) throws SubmissionException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new SubmissionException(
            file + ": larger than 64 KiB; a submission holds names and answers only");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new SubmissionException(file + ": no such file; each submission needs one", e);
    } catch (MalformedInputException e) {
      throw new SubmissionException(file + ": not UTF-8 text; save it as UTF-8", e);
    } catch (IOException e) {
      throw new SubmissionException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Where the offending member starts. Jackson holds unknown members back until the record is whole
   * and then names its end, so the member is looked up again by its path.
   */
  private static JsonLocation location(String text, JsonProcessingException fault) {
    if (!(fault instanceof JsonMappingException mapping)
        || mapping.getPath().isEmpty()
        || fault instanceof UnknownQuestionException) {
      return fault.getLocation();
    }
    JsonPointer wanted = JsonPointer.empty();
    for (JsonMappingException.Reference step : mapping.getPath()) {
      wanted =
          step.getFieldName() == null
              ? wanted.appendIndex(step.getIndex())
              : wanted.appendProperty(step.getFieldName());
    }
    JsonLocation parent = fault.getLocation();
    try (JsonParser parser = YAML.createParser(text)) {
      while (parser.nextToken() != null) {
        JsonPointer here = parser.getParsingContext().pathAsPointer();
        if (here.equals(wanted)) {
          return parser.currentTokenLocation();
        }
        if (here.equals(wanted.head())) {
          parent = parser.currentTokenLocation();
        }
      }
    } catch (IOException e) {
      // Not even YAML further on; the parser's own place is the best there is.
      return fault.getLocation();
    }
    return parent;
  }

  private static String place(Path file, JsonLocation location) {
    if (location == null || location.getLineNr() < 1) {
      return file.toString();
    }
    return file + ":" + location.getLineNr() + ":" + Math.max(1, location.getColumnNr());
  }

  private static String describe(JsonProcessingException fault) {
    if (fault instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
      return "unknown member \"" + unknown.getPropertyName() + "\"; known here: " + known;
    }
    if (fault instanceof UnknownQuestionException question) {
      return question.getOriginalMessage();
    }
    if (fault instanceof MismatchedInputException mismatch) {
      return "\"" + path(mismatch) + "\" holds a value of the wrong kind; see docs/SUBMISSIONS.md";
    }
    return "not valid YAML: " + firstLine(fault.getOriginalMessage());
  }

  private static String path(JsonMappingException fault) {
    String path =
        fault.getPath().stream()
            .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "the file" : path;
  }

  /** The first line of a parser's message: later ones quote the text, which may hold a secret. */
  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private static YAMLMapper yaml() {
    SimpleModule questions = new SimpleModule();
    questions.addKeyDeserializer(QuestionNumber.class, new QuestionKey());
    return YAMLMapper.builder()
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .addModule(questions)
        .build();
  }

  /** Reads a question's number, and refuses one that the assessment does not have. */
  private static final class QuestionKey extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      if (key.matches("[1-5]")) {
        return new QuestionNumber(Integer.parseInt(key));
      }
      throw new UnknownQuestionException(context.getParser(), key);
    }
  }

  private static final class UnknownQuestionException extends JsonMappingException {
    private static final long serialVersionUID = 1L;

    UnknownQuestionException(JsonParser parser, String key) {
      super(
          parser,
          "unknown question \""
              + key
              + "\"; the assessment has questions 1 to "
              + QuestionNumber.LAST);
    }
  }
}
