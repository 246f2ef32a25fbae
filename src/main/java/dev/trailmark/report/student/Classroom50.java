package dev.trailmark.report.student;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Outcome;
import dev.trailmark.report.format.Json;
import dev.trailmark.report.format.Words;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@value #FILE_NAME} of Classroom 50, whose points are whole numbers. What only the workflow knows
 * (classroom, submission, commit, release, review) is left for it to add. {@code datetime} is when
 * the work was handed in, so that a regrade does not change it; it is left out when nobody knows.
 * The file lies where the student can read it, so hidden checks have no tests in it and do not
 * count in the score; grade again when they are shown.
 */
public final class Classroom50 implements StudentWriter {
  /** The file's name. */
  public static final String FILE_NAME = "classroom50/result.json";

  @Override
  public void write(StudentView student, Path folder) throws IOException {
    List<Test> tests = new ArrayList<>();
    for (StudentView.Numbered each : student.numbered()) {
      if (student.isShown(each.check())) {
        tests.add(test(each));
      }
    }
    Json.file(
        folder.resolve(FILE_NAME),
        new Result(
            "classroom50/result/v1",
            Words.lab(student.course()),
            student.grade().id(),
            student.grade().handed().at().map(Instant::toString).orElse(null),
            student.at().toString(),
            whole(student.total().score()),
            whole(student.total().maximum()),
            tests));
  }

  private static Test test(StudentView.Numbered numbered) {
    Check check = numbered.check();
    return new Test(
        numbered.number() + " " + check.item().name(),
        check.outcome() == Outcome.PASS,
        whole(check.points()),
        whole(check.item().points()));
  }

  private static int whole(BigDecimal points) {
    return points.setScale(0, RoundingMode.HALF_UP).intValueExact();
  }

  private record Result(
      String schema,
      String assignment,
      String owner,
      String datetime,
      @JsonProperty("graded_at") String gradedAt,
      int score,
      @JsonProperty("max-score") int maximum,
      List<Test> tests) {}

  private record Test(
      @JsonProperty("test-name") String name,
      boolean passed,
      int score,
      @JsonProperty("max-score") int maximum) {}
}
