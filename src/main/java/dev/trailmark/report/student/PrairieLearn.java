package dev.trailmark.report.student;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Points;
import dev.trailmark.report.format.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@value #FILE_NAME} of a PrairieLearn external grader. Work that could not be judged whole is not
 * gradable, which costs the student no attempt. Students see every test there, so hidden checks
 * have none and do not count in the score; grade again when they are shown. A file over
 * PrairieLearn's limit of 1 MB is written again without the tests' output.
 */
public final class PrairieLearn implements StudentWriter {
  /** The file's name. */
  public static final String FILE_NAME = "prairielearn/results.json";

  private static final int LARGEST = 1_000_000;

  @Override
  public void write(StudentView student, Path folder) throws IOException {
    Results results = results(student, true);
    if (Json.text(results).getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      results = results(student, false);
    }
    Json.file(folder.resolve(FILE_NAME), results);
  }

  private static Results results(StudentView student, boolean withOutput) {
    List<Test> tests = new ArrayList<>();
    for (StudentView.Numbered each : student.numbered()) {
      if (student.isShown(each.check())) {
        tests.add(test(each, student.entry(each.check()), withOutput));
      }
    }
    boolean gradable = student.grade().decided();
    Feedback feedback = Feedback.of(student);
    return new Results(
        gradable,
        gradable ? student.share() : null,
        gradable ? List.of() : feedback.notices(),
        feedback.summary(),
        String.join("\n", feedback.notices()),
        tests);
  }

  private static Test test(
      StudentView.Numbered numbered, Feedback.Entry entry, boolean withOutput) {
    Check check = numbered.check();
    return new Test(
        numbered.number() + " " + entry.name(),
        Points.rounded(check.points()),
        Points.rounded(check.item().points()),
        entry.outcome(),
        withOutput ? output(entry) : null);
  }

  private static String output(Feedback.Entry entry) {
    List<String> lines = new ArrayList<>();
    add(lines, "Blocked by", entry.blockedBy());
    add(lines, "Expected", entry.expected());
    add(lines, entry.kind().equals("open") ? "Why" : "Found", entry.found());
    add(lines, "Where", entry.where());
    add(lines, "Hint", entry.hint());
    entry.notes().forEach(note -> add(lines, "Note", note));
    return String.join("\n", lines);
  }

  private static void add(List<String> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(name + ": " + value);
    }
  }

  private record Results(
      boolean gradable,
      BigDecimal score,
      @JsonProperty("format_errors") List<String> formatErrors,
      String message,
      String output,
      List<Test> tests) {}

  private record Test(
      String name,
      BigDecimal points,
      @JsonProperty("max_points") BigDecimal maximum,
      String message,
      String output) {}
}
