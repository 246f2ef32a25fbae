package dev.trailmark.report.student;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Points;
import dev.trailmark.report.format.Json;
import dev.trailmark.report.format.Markdown;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@value #FILE_NAME} of a Gradescope autograder: a test for each check. The score is given and not
 * left to Gradescope to sum up, since lateness and required tasks change it. Results that the
 * course hides are in the file, with a visibility under which Gradescope shows them to instructors
 * alone: {@code after_due_date} when the course shows them by the due time, else {@code hidden}. A
 * check that could not be made has no status, and says so.
 */
public final class Gradescope implements StudentWriter {
  /** The file's name. */
  public static final String FILE_NAME = "results.json";

  @Override
  public void write(StudentView student, Path folder) throws IOException {
    List<Test> tests = new ArrayList<>();
    for (StudentView.Numbered each : student.numbered()) {
      tests.add(test(student, each.check(), each.number()));
    }
    Feedback feedback = Feedback.of(student);
    Results results =
        new Results(
            student.grade().score(),
            output(feedback),
            "md",
            "md",
            "text",
            tests,
            new Extra(student.grade().decided(), student.grade().open()));
    Json.file(folder.resolve(FILE_NAME), results);
  }

  private static String output(Feedback feedback) {
    List<String> paragraphs = new ArrayList<>();
    feedback.notices().forEach(notice -> paragraphs.add(Markdown.text(notice)));
    feedback.weaknesses().forEach(weakness -> paragraphs.add("Note: " + Markdown.text(weakness)));
    return String.join("\n\n", paragraphs);
  }

  private static Test test(StudentView student, Check check, String number) {
    BigDecimal worth = Points.rounded(check.item().points());
    return new Test(
        Points.rounded(check.points()),
        check.item().terms().extraCredit() ? BigDecimal.ZERO : worth,
        status(check.outcome()),
        check.item().name(),
        number,
        FeedbackMarkdown.body(student.entry(check)),
        tags(check),
        visibility(student, check));
  }

  private static String status(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "passed";
      case FAIL -> "failed";
      case INDETERMINATE -> null;
    };
  }

  private static List<String> tags(Check check) {
    List<String> tags = new ArrayList<>();
    if (!check.item().task().isEmpty()) {
      tags.add("task:" + check.item().task());
    }
    if (check.outcome() == Outcome.INDETERMINATE) {
      tags.add("indeterminate");
    }
    if (check.claimed()) {
      tags.add("claimed");
    }
    if (check.item().terms().extraCredit()) {
      tags.add("extra-credit");
    }
    return tags;
  }

  private static String visibility(StudentView student, Check check) {
    if (student.isShown(check)) {
      return "visible";
    }
    Instant until = check.item().terms().hiddenUntil().orElseThrow();
    return student.due().filter(due -> !until.isAfter(due)).isPresent()
        ? "after_due_date"
        : "hidden";
  }

  private record Results(
      BigDecimal score,
      String output,
      @JsonProperty("output_format") String outputFormat,
      @JsonProperty("test_output_format") String testOutputFormat,
      @JsonProperty("test_name_format") String testNameFormat,
      List<Test> tests,
      @JsonProperty("extra_data") Extra extra) {}

  private record Test(
      BigDecimal score,
      @JsonProperty("max_score") BigDecimal maximum,
      String status,
      String name,
      String number,
      String output,
      List<String> tags,
      String visibility) {}

  private record Extra(boolean decided, BigDecimal open) {}
}
