package dev.trailmark.report.page;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Points;
import dev.trailmark.marks.Total;
import dev.trailmark.report.format.Plain;
import dev.trailmark.report.format.Words;
import dev.trailmark.report.student.Feedback;
import dev.trailmark.report.student.StudentFolders;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A student's row of the table, and where the details are that it opens.
 *
 * @param anchor the row's id on the page
 * @param name the student's name
 * @param id the submission's short name
 * @param feedback the address of the student's feedback beside the page
 * @param tasks a cell for each task
 * @param total the total's cell
 * @param status in words
 * @param flags how many flags name the student
 * @param block which of the page's blocks has the details
 * @param entry which of the block's students this is
 */
public record StudentRow(
    String anchor,
    String name,
    String id,
    String feedback,
    List<Cell> tasks,
    Cell total,
    String status,
    int flags,
    int block,
    int entry) {

  /**
   * A cell with points.
   *
   * @param text as it is shown
   * @param order what the column is sorted by
   * @param kind {@code pass} when all was earned, {@code open} when something is not known, {@code
   *     fail} when nothing was earned, else {@code part}
   */
  public record Cell(String text, String order, String kind) {}

  /** What a row opens. */
  record Details(
      String id,
      String source,
      String target,
      String handedIn,
      String problem,
      List<String> adjustments,
      List<String> weaknesses,
      List<Task> tasks) {}

  /** A task's checks. */
  record Task(String title, List<Item> checks) {}

  /** A check, and until when its student may not see it. */
  record Item(Feedback.Entry entry, String hiddenUntil) {}

  /** The row of the next student, whose details are added to the evidence. */
  static StudentRow of(Grade grade, GradeBook book, StudentFolders folders, Evidence evidence) {
    Evidence.Place place = evidence.add(details(grade));
    Map<String, List<Check>> byTask = grade.byTask();
    List<Cell> cells = new ArrayList<>();
    for (String task : book.rubric().tasks()) {
      cells.add(cell(byTask.getOrDefault(task, List.of())));
    }
    String folder = folders.of(grade);
    return new StudentRow(
        anchor(folder),
        Plain.line(grade.student()),
        Plain.line(grade.id()),
        address(folder) + "/feedback.html",
        cells,
        cell(grade.total(), grade.checks()),
        status(grade),
        (int) book.flags().stream().filter(flag -> about(flag, grade)).count(),
        place.block(),
        place.entry());
  }

  /** The id of the row of the student with that folder. */
  static String anchor(String folder) {
    return "s-" + HexFormat.of().formatHex(folder.getBytes(StandardCharsets.UTF_8));
  }

  private static String address(String folder) {
    return URLEncoder.encode(folder, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean about(Flag flag, Grade grade) {
    return flag.students().contains(grade.id());
  }

  private static String status(Grade grade) {
    if (grade.problem().isPresent()) {
      return "not graded";
    }
    return grade.decided() ? "judged" : "points open";
  }

  private static Cell cell(List<Check> checks) {
    return cell(Total.of(checks), checks);
  }

  private static Cell cell(Total total, List<Check> checks) {
    if (total.maximum().signum() == 0) {
      long passed = checks.stream().filter(check -> check.outcome() == Outcome.PASS).count();
      return new Cell(passed + "/" + checks.size(), Long.toString(passed), kind(checks));
    }
    return new Cell(Words.earned(total), total.score().toPlainString(), kind(total, checks));
  }

  private static String kind(Total total, List<Check> checks) {
    if (checks.stream().anyMatch(check -> check.outcome() == Outcome.INDETERMINATE)) {
      return "open";
    }
    if (total.score().compareTo(total.maximum()) >= 0) {
      return "pass";
    }
    return total.score().compareTo(BigDecimal.ZERO) <= 0 ? "fail" : "part";
  }

  private static String kind(List<Check> checks) {
    if (checks.stream().anyMatch(check -> check.outcome() == Outcome.INDETERMINATE)) {
      return "open";
    }
    return checks.stream().allMatch(check -> check.outcome() == Outcome.PASS) ? "pass" : "part";
  }

  private static Details details(Grade grade) {
    return new Details(
        Plain.line(grade.id()),
        grade.source().map(path -> Plain.line(path.toString())).orElse(""),
        Plain.withoutUserInfo(grade.target()),
        grade.handed().at().map(Words::time).orElse(""),
        grade.problem().map(Plain::line).orElse(""),
        grade.total().adjustments().stream()
            .map(each -> "%s: %s".formatted(each.reason(), Points.text(each.points())))
            .toList(),
        grade.weaknesses().stream().map(Plain::line).toList(),
        grade.problem().isPresent()
            ? List.of()
            : grade.byTask().entrySet().stream().map(StudentRow::task).toList());
  }

  private static Task task(Map.Entry<String, List<Check>> task) {
    return new Task(
        Words.task(task.getKey()),
        task.getValue().stream()
            .map(
                check ->
                    new Item(
                        Feedback.entry(check),
                        check.item().terms().hiddenUntil().map(Words::time).orElse("")))
            .toList());
  }
}
