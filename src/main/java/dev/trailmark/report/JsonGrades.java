package dev.trailmark.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Points;
import dev.trailmark.marks.Total;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Marks for machines: {@value #FILE_NAME}. Points have two decimals at most; times are ISO 8601 in
 * UTC; members without a value are left out. Checks that belong to no task stand under the task "".
 */
public final class JsonGrades implements ReportWriter {
  /** The file's name. */
  public static final String FILE_NAME = "grades.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, null))
          .build();

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    Path file = directory.resolve(FILE_NAME);
    JSON.writeValue(
        file.toFile(),
        new Book(
            "trailmark/grades/v1",
            book.gradedAt().toString(),
            book.rubric().maximum(),
            book.grades().stream().map(JsonGrades::student).toList()));
    return file;
  }

  private static StudentMarks student(Grade grade) {
    return new StudentMarks(
        grade.id(),
        grade.student(),
        grade.source().map(Path::toString).orElse(null),
        grade.decided(),
        grade.problem().orElse(null),
        grade.score(),
        grade.maximum(),
        grade.open(),
        grade.weaknesses(),
        grade.byTask().entrySet().stream().map(JsonGrades::task).toList());
  }

  private static TaskMarks task(Map.Entry<String, List<Check>> task) {
    List<Check> checks = task.getValue();
    return new TaskMarks(
        task.getKey(),
        Total.of(checks).score(),
        Total.of(checks).maximum(),
        checks.stream().map(JsonGrades::check).toList());
  }

  private static CheckMarks check(Check check) {
    return new CheckMarks(
        check.item().name(),
        check.outcome().name().toLowerCase(Locale.ROOT),
        Points.rounded(check.points()),
        Points.rounded(check.item().points()),
        check.outcome() == Outcome.FAIL ? check.expected() : null,
        check.found(),
        check.where(),
        check.hint(),
        check.blockedBy().orElse(null));
  }

  private record Book(
      String schema, String gradedAt, BigDecimal maximum, List<StudentMarks> students) {}

  private record StudentMarks(
      String id,
      String student,
      String source,
      boolean decided,
      String problem,
      BigDecimal score,
      BigDecimal maximum,
      BigDecimal open,
      List<String> weaknesses,
      List<TaskMarks> tasks) {}

  private record TaskMarks(
      @JsonInclude(JsonInclude.Include.ALWAYS) String task,
      BigDecimal score,
      BigDecimal maximum,
      List<CheckMarks> checks) {}

  private record CheckMarks(
      String name,
      String outcome,
      BigDecimal score,
      BigDecimal maximum,
      String expected,
      String found,
      String where,
      String hint,
      String blockedBy) {}
}
