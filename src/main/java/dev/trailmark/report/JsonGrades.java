package dev.trailmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.trailmark.lab.Strength;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Points;
import dev.trailmark.marks.Total;
import dev.trailmark.report.format.Json;
import dev.trailmark.report.format.Plain;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Marks for machines, and what they rest on: {@value #FILE_NAME}. Points have two decimals at most;
 * times are ISO 8601 in UTC; members without a value are left out. Checks that belong to no task
 * stand under the task "". It is written for the course's staff: results that students may not see
 * yet are in it, with {@code hiddenUntil}. One student after the other is written, so no size of
 * class needs more memory than its marks.
 */
public final class JsonGrades implements ReportWriter {
  /** The file's name. */
  public static final String FILE_NAME = "grades.json";

  private final Provenance provenance;

  /** A writer for a run. */
  public JsonGrades(Provenance provenance) {
    this.provenance = provenance;
  }

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    return Json.pieces(directory.resolve(FILE_NAME), json -> write(book, json));
  }

  private void write(GradeBook book, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", "trailmark/grades/v1");
    json.writeStringField("gradedAt", book.gradedAt().toString());
    json.writePOJOField("trailmark", new Grader(provenance.version(), provenance.settings()));
    json.writePOJOField("rubric", rubric(book));
    json.writeNumberField("maximum", book.rubric().maximum());
    json.writeArrayFieldStart("students");
    for (Grade grade : book.grades()) {
      json.writePOJO(student(grade, book));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("flags");
    for (var flag : book.flags()) {
      json.writePOJO(flag);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static RubricMarks rubric(GradeBook book) {
    Course course = book.course();
    return new RubricMarks(
        course.name(),
        book.rubric().hash(),
        course.hash(),
        course.attempts().name().toLowerCase(Locale.ROOT),
        new LateTerms(
            text(course.late().due()),
            course.late().grace().isZero() ? null : course.late().grace().toString(),
            course.late().perDay().signum() == 0 ? null : course.late().perDay(),
            course.late().cutOff().map(Object::toString).orElse(null)),
        new TreeSet<>(course.required().tasks()).stream().toList());
  }

  private static StudentMarks student(Grade grade, GradeBook book) {
    Map<String, List<Check>> tasks = new TreeMap<>(grade.byTask());
    return new StudentMarks(
        grade.id(),
        grade.student(),
        grade.source().map(Path::toString).orElse(null),
        Plain.withoutUserInfo(grade.target()),
        new Received(
            text(grade.handed().at()),
            text(book.course().late().due(grade.id(), grade.handed())),
            grade.handed().attempt()),
        grade.decided(),
        grade.problem().orElse(null),
        grade.score(),
        grade.maximum(),
        grade.open(),
        grade.total().adjustments(),
        grade.weaknesses(),
        tasks.entrySet().stream().map(JsonGrades::task).toList());
  }

  private static TaskMarks task(Map.Entry<String, List<Check>> task) {
    Total total = Total.of(task.getValue());
    return new TaskMarks(
        task.getKey(),
        total.score(),
        total.maximum(),
        task.getValue().stream().map(JsonGrades::check).toList());
  }

  private static CheckMarks check(Check check) {
    return new CheckMarks(
        check.item().key(),
        check.item().name(),
        check.outcome().name().toLowerCase(Locale.ROOT),
        Points.rounded(check.points()),
        Points.rounded(check.item().points()),
        check.item().terms().extraCredit() ? true : null,
        text(check.item().terms().hiddenUntil()),
        check.outcome() == Outcome.FAIL ? check.expected() : null,
        check.found(),
        check.where(),
        check.hint(),
        check.blockedBy().orElse(null),
        check.evidence().stream()
            .map(
                look ->
                    new Look(
                        look.expected(),
                        look.found(),
                        look.where(),
                        strength(look.strength()),
                        look.remark(),
                        text(look.at())))
            .toList());
  }

  private static String strength(Strength strength) {
    return strength.name().toLowerCase(Locale.ROOT);
  }

  private static String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }

  private record Grader(String version, Map<String, String> settings) {}

  private record RubricMarks(
      String name,
      String sha256,
      String courseFileSha256,
      String attempts,
      LateTerms late,
      List<String> required) {}

  private record LateTerms(String due, String grace, BigDecimal perDay, String cutOff) {}

  private record StudentMarks(
      String id,
      String student,
      String source,
      String target,
      Received handedIn,
      boolean decided,
      String problem,
      BigDecimal score,
      BigDecimal maximum,
      BigDecimal open,
      List<Total.Adjustment> adjustments,
      List<String> weaknesses,
      List<TaskMarks> tasks) {}

  private record Received(String at, String due, int attempt) {}

  private record TaskMarks(
      @JsonInclude(JsonInclude.Include.ALWAYS) String task,
      BigDecimal score,
      BigDecimal maximum,
      List<CheckMarks> checks) {}

  private record CheckMarks(
      String key,
      String name,
      String outcome,
      BigDecimal score,
      BigDecimal maximum,
      Boolean extraCredit,
      String hiddenUntil,
      String expected,
      String found,
      String where,
      String hint,
      String blockedBy,
      List<Look> evidence) {}

  private record Look(
      String expected, String found, String where, String strength, String remark, String at) {}
}
