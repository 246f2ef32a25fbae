package dev.trailmark.report.classes;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Points;
import dev.trailmark.report.ReportWriter;
import dev.trailmark.report.format.AtomicFile;
import dev.trailmark.report.format.Markdown;
import dev.trailmark.report.format.Plain;
import dev.trailmark.report.format.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@value #FILE_NAME}: a job summary for GitHub Actions. GitHub takes 1,024 KiB of a step and drops
 * all of it when there is more, so rows that do not fit are counted instead of shown. Hidden checks
 * are not named.
 */
public final class GitHubSummary implements ReportWriter {
  /** The file's name. */
  public static final String FILE_NAME = "github/summary.md";

  /** What a step's summary may hold, in bytes. */
  static final int LIMIT = 1_024 * 1_024;

  private static final int RESERVE = 16 * 1_024;
  private static final int FAILURES = 10;
  private static final int LONGEST_NAME = 200;

  @Override
  public Path write(GradeBook book, Path directory) throws IOException {
    StringBuilder text = new StringBuilder(head(book));
    int room = LIMIT - RESERVE - bytes(text.toString());
    int left = book.grades().size();
    for (Grade grade : book.grades()) {
      String row = row(grade, book);
      room -= bytes(row);
      if (room < 0) {
        text.append("\n").append(left).append(" more are in grades.json.\n");
        break;
      }
      text.append(row);
      left--;
    }
    return AtomicFile.text(directory.resolve(FILE_NAME), out -> out.write(text.toString()));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String head(GradeBook book) {
    ClassFigures figures = ClassFigures.of(book);
    StringBuilder text = new StringBuilder();
    text.append("# ").append(Markdown.text(Words.lab(book.course()))).append("\n\n");
    text.append("%d of %d judged whole".formatted(figures.decided(), figures.students()));
    figures.median().ifPresent(each -> text.append(", median " + Points.text(each) + " %"));
    figures.mean().ifPresent(each -> text.append(", mean " + Points.text(each) + " %"));
    text.append(".\n");
    List<ClassFigures.Failure> failures = figures.shownAt(book.gradedAt());
    if (!failures.isEmpty()) {
      text.append("\n## Not passed most often\n\n| check | not passed | hint |\n|---|--:|---|\n");
      failures.stream().limit(FAILURES).forEach(each -> text.append(row(each)));
    }
    List<String> titles = book.rubric().tasks().stream().map(Words::task).toList();
    text.append("\n## Marks\n\n| student | ").append(String.join(" | ", titles));
    text.append(" | total |\n|---|").append("--:|".repeat(titles.size() + 1)).append('\n');
    return text.toString();
  }

  private static String row(ClassFigures.Failure failure) {
    return "| %s: %s | %d of %d | %s |\n"
        .formatted(
            Words.task(failure.item().task()),
            Markdown.text(failure.item().name()),
            failure.failed(),
            failure.judged(),
            Markdown.text(failure.hint()));
  }

  private static String row(Grade grade, GradeBook book) {
    List<String> cells = new ArrayList<>();
    cells.add(Markdown.text(cut(grade.student())));
    Map<String, List<Check>> byTask = grade.byTask();
    for (String task : book.rubric().tasks()) {
      List<Check> checks = byTask.getOrDefault(task, List.of());
      long passed = checks.stream().filter(check -> check.outcome() == Outcome.PASS).count();
      boolean open = checks.stream().anyMatch(check -> check.outcome() == Outcome.INDETERMINATE);
      cells.add(passed + (open ? "+?" : "") + "/" + checks.size());
    }
    cells.add(grade.problem().isPresent() ? "not graded" : Words.brief(grade.total()));
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String cut(String name) {
    return Plain.line(name, LONGEST_NAME);
  }
}
