package dev.trailmark.submission;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads small YAML files that people write, strictly: unknown and repeated members and values of
 * the wrong kind are refused in one line that names the file, the line and the column. A value is
 * never quoted, because it may be a secret.
 */
public final class StrictYaml {
  private static final long USUAL = 64 * 1024;

  private final long largest;
  private final YAMLMapper mapper;
  private final String guide;

  /**
   * A reader.
   *
   * @param guide what messages send people to, such as {@code docs/SUBMISSIONS.md}
   * @param modules what reads values of special kinds
   */
  public StrictYaml(String guide, Module... modules) {
    this(guide, USUAL, modules);
  }

  /**
   * A reader of larger files.
   *
   * @param largest how many bytes a file may have
   */
  public StrictYaml(String guide, long largest, Module... modules) {
    this.guide = guide;
    this.largest = largest;
    this.mapper =
        YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModules(modules)
            .build();
  }

  /**
   * Reads a file.
   *
   * @return what it holds, of the given type; never {@code null}
   * @throws SubmissionException when it cannot be read or is not of that type
   */
  public <T> T read(Path file, Class<T> type) throws SubmissionException {
    return read(text(file), file, type);
  }

  /**
   * Reads a text.
   *
   * @param file where it stands, for messages
   * @return what it holds, of the given type; never {@code null}
   * @throws SubmissionException when it is not of that type
   */
  <T> T read(String text, Path file, Class<T> type) throws SubmissionException {
    try {
      return Optional.ofNullable(text.isBlank() ? null : mapper.readValue(text, type))
          .orElseThrow(() -> new SubmissionException(file + ": the file is empty; see " + guide));
    } catch (JsonProcessingException e) {
      throw new SubmissionException(place(file, location(text, e)) + ": " + describe(e), e);
    }
  }

  private String text(Path file) throws SubmissionException {
    try {
      if (Files.size(file) > largest) {
        throw new SubmissionException(
            "%s: larger than %d KiB, which is not what is meant here; see %s"
                .formatted(file, largest / 1024, guide));
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new SubmissionException(file + ": no such file; see " + guide, e);
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
  private JsonLocation location(String text, JsonProcessingException fault) {
    if (!(fault instanceof JsonMappingException mapping)
        || mapping.getPath().isEmpty()
        || fault instanceof ValueRefusedException) {
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
    try (JsonParser parser = mapper.createParser(text)) {
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

  private String describe(JsonProcessingException fault) {
    if (fault instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream()
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
      return "unknown member \"" + unknown.getPropertyName() + "\"; known here: " + known;
    }
    if (fault instanceof ValueRefusedException refused) {
      return refused.getOriginalMessage();
    }
    if (fault instanceof MismatchedInputException mismatch) {
      return "\"" + path(mismatch) + "\" holds a value of the wrong kind; see " + guide;
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

  /**
   * What a module throws for a value that it refuses.
   *
   * @param message one line, without the value
   */
  public static JsonProcessingException refused(JsonParser parser, String message) {
    return new ValueRefusedException(parser, message);
  }

  /** Thrown by a module for a value that it refuses, with a message of one line. */
  static final class ValueRefusedException extends JsonMappingException {
    private static final long serialVersionUID = 1L;

    ValueRefusedException(JsonParser parser, String message) {
      super(parser, message);
    }
  }
}
