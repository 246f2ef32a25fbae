package dev.trailmark.course;

import dev.trailmark.marks.Course;
import dev.trailmark.marks.Late;
import dev.trailmark.marks.Required;
import dev.trailmark.marks.TaskTerms;
import dev.trailmark.marks.Terms;
import dev.trailmark.submission.StrictYaml;
import dev.trailmark.submission.SubmissionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a {@code rubric.yaml}. Reading is strict, because a misspelt member that is passed over
 * changes a class's marks: what is unknown or out of range is refused with its place.
 */
public final class CourseReader {
  private static final StrictYaml YAML = new StrictYaml("docs/RUBRIC.md", CourseValues.module());
  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final BigDecimal MOST_POINTS = BigDecimal.valueOf(10_000);

  private final Path file;

  private CourseReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a rubric.
   *
   * @throws SubmissionException when the file cannot be read or is no rubric; the message is one
   *     line and names the place
   */
  public static Course read(Path file) throws SubmissionException {
    return new CourseReader(file).course(YAML.read(file, CourseFile.class));
  }

  private Course course(CourseFile parsed) throws SubmissionException {
    Terms usual = Terms.USUAL;
    return new Course(
        Optional.ofNullable(parsed.name()).map(String::strip).orElse(""),
        new Terms(
            within("claimed", parsed.claimed(), BigDecimal.ONE).orElse(usual.claimed()),
            Optional.ofNullable(parsed.partial()).orElse(usual.partial()),
            usual.extraCredit(),
            usual.hiddenUntil()),
        terms("tasks", parsed.tasks()),
        terms("scenarios", parsed.scenarios()),
        late(parsed.late()),
        required(parsed.required()),
        Optional.ofNullable(parsed.attempts())
            .map(CourseFile.Attempts::meant)
            .orElse(Course.USUAL.attempts()),
        hash());
  }

  private Map<String, TaskTerms> terms(String where, Map<String, CourseFile.Terms> parsed)
      throws SubmissionException {
    Map<String, TaskTerms> terms = new LinkedHashMap<>();
    if (parsed != null) {
      for (var entry : parsed.entrySet()) {
        String place = where + "." + entry.getKey();
        if (entry.getValue() == null) {
          throw problem(place + " says nothing; fill it in or leave it out");
        }
        terms.put(entry.getKey(), terms(place, entry.getValue()));
      }
    }
    return terms;
  }

  private TaskTerms terms(String place, CourseFile.Terms parsed) throws SubmissionException {
    return new TaskTerms(
        within(place + ".points", parsed.points(), MOST_POINTS),
        within(place + ".weight", parsed.weight(), ALL).orElse(BigDecimal.ONE),
        within(place + ".claimed", parsed.claimed(), BigDecimal.ONE),
        Optional.ofNullable(parsed.partial()),
        Optional.ofNullable(parsed.extraCredit()),
        Optional.ofNullable(parsed.hiddenUntil()));
  }

  private Late late(CourseFile.Late parsed) throws SubmissionException {
    if (parsed == null) {
      return Late.NONE;
    }
    Duration grace = Optional.ofNullable(parsed.grace()).orElse(Duration.ZERO);
    Optional<Duration> cutOff = Optional.ofNullable(parsed.cutOff());
    if (cutOff.filter(limit -> limit.compareTo(grace) < 0).isPresent()) {
      throw problem("late.cutOff is shorter than late.grace; make it longer");
    }
    return new Late(
        Optional.ofNullable(parsed.due()),
        Optional.ofNullable(parsed.students()).orElse(Map.of()),
        grace,
        within("late.perDay", parsed.perDay(), ALL).orElse(BigDecimal.ZERO),
        cutOff);
  }

  private Required required(CourseFile.Required parsed) throws SubmissionException {
    if (parsed == null) {
      return Required.NONE;
    }
    if (parsed.tasks() == null || parsed.tasks().isEmpty()) {
      throw problem("required.tasks is missing; name the tasks that must be passed");
    }
    return new Required(
        Set.copyOf(parsed.tasks()),
        within("required.cap", parsed.cap(), ALL).orElse(BigDecimal.ZERO));
  }

  private Optional<BigDecimal> within(String place, BigDecimal value, BigDecimal most)
      throws SubmissionException {
    if (value != null && (value.signum() < 0 || value.compareTo(most) > 0)) {
      throw problem("%s is %s; it has to be between 0 and %s".formatted(place, value, most));
    }
    return Optional.ofNullable(value);
  }

  private String hash() throws SubmissionException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new SubmissionException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private SubmissionException problem(String message) {
    return new SubmissionException(file + ": " + message);
  }
}
