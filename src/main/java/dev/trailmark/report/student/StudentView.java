package dev.trailmark.report.student;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Points;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.marks.Total;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One student's grade, with what the student may not know yet set apart. Of a hidden check a
 * student learns that there is one, what it is worth, and when its result will be shown; neither
 * its name, nor what was expected or found, nor, through a sum, what it earned.
 *
 * @param grade all of it
 * @param course on whose terms
 * @param at the time that decides what is hidden
 * @param contradictions what is to be looked at and concerns this student alone
 */
public record StudentView(Grade grade, Course course, Instant at, List<Flag> contradictions) {

  /** What a book says of one of its grades. */
  static StudentView of(Grade grade, GradeBook book) {
    List<Flag> own =
        book.flags().stream().filter(flag -> flag.students().equals(List.of(grade.id()))).toList();
    return new StudentView(grade, book.course(), book.gradedAt(), own);
  }

  /** The checks whose results the student may see, by task in the tasks' order. */
  public Map<String, List<Check>> shownByTask() {
    return shown().stream()
        .collect(
            Collectors.groupingBy(check -> check.item().task(), TreeMap::new, Collectors.toList()));
  }

  /** The checks whose results the student may see. */
  public List<Check> shown() {
    return grade.checks().stream().filter(this::isShown).toList();
  }

  /** Whether the student may see a check's result. */
  public boolean isShown(Check check) {
    return check.item().terms().shownAt(at);
  }

  /** What the hidden checks are worth together, by the time when they will be shown. */
  public Map<Instant, BigDecimal> hidden() {
    Map<Instant, BigDecimal> hidden = new TreeMap<>();
    for (Check check : grade.checks()) {
      if (!isShown(check)) {
        hidden.merge(
            check.item().terms().hiddenUntil().orElseThrow(),
            check.item().points(),
            BigDecimal::add);
      }
    }
    return hidden;
  }

  /** The total; while something is hidden, what it would be without that. */
  public Total total() {
    return hidden().isEmpty() ? grade.total() : course.total(grade.id(), grade.handed(), shown());
  }

  /** What is told about a check, with places as the student knows them. */
  public Feedback.Entry entry(Check check) {
    return Feedback.entry(check, this::place);
  }

  /** A place without the path of the folder that the submission lies in on this machine. */
  String place(String where) {
    return grade
        .source()
        .map(Path::getParent)
        .map(folder -> where.replace(folder + folder.getFileSystem().getSeparator(), ""))
        .orElse(where);
  }

  /** Whether there is anything to earn. */
  public boolean earns() {
    return grade.maximum().signum() > 0;
  }

  /** When this student's work was due. */
  public Optional<Instant> due() {
    return course.late().due(grade.id(), grade.handed());
  }

  /**
   * A check and its number.
   *
   * @param number its task's, and which of the task's checks it is, such as {@code 4.2}
   */
  public record Numbered(String number, Check check) {}

  /**
   * All checks with their numbers, in the rubric's order. Hidden checks are counted, so a number
   * does not change when they show.
   */
  public List<Numbered> numbered() {
    Map<String, Integer> counts = new TreeMap<>();
    List<Numbered> numbered = new ArrayList<>();
    for (Check check : grade.checks()) {
      RubricItem item = check.item();
      int number = counts.merge(item.task(), 1, Integer::sum);
      String task = item.task().isEmpty() ? "" : item.task() + ".";
      numbered.add(new Numbered(task + number, check));
    }
    return numbered;
  }

  /** The share of the total's maximum that was earned, 0 to 1. */
  public BigDecimal share() {
    Total total = total();
    if (total.maximum().signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal share = total.score().divide(total.maximum(), 6, RoundingMode.HALF_UP);
    return share.max(BigDecimal.ZERO).min(BigDecimal.ONE).stripTrailingZeros();
  }

  /** What lateness and the like changed, as a student reads it. */
  public List<String> adjustments() {
    return total().adjustments().stream()
        .map(each -> "%s: %s points".formatted(each.reason(), signed(each.points())))
        .toList();
  }

  private static String signed(BigDecimal points) {
    return points.signum() > 0 ? "+" + Points.text(points) : Points.text(points);
  }
}
