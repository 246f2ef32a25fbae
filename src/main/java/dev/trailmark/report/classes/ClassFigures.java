package dev.trailmark.report.classes;

import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.RubricItem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A class in figures. Marks are those of students who could be judged whole; shares of checks are
 * of the students for whom the check could be made.
 *
 * @param students how many there are
 * @param decided how many of them could be judged whole
 * @param ungraded how many could not be graded at all
 * @param mean the mean of the marks in percent; empty when there are none
 * @param median their median in percent
 * @param distribution how many students have 0 to under 10 percent, 10 to under 20, … 90 and more
 * @param tasks each task
 * @param failures the checks that students did not pass, the commonest first
 */
public record ClassFigures(
    int students,
    int decided,
    int ungraded,
    Optional<BigDecimal> mean,
    Optional<BigDecimal> median,
    List<Integer> distribution,
    List<Task> tasks,
    List<Failure> failures) {

  /**
   * One task.
   *
   * @param task as {@code @task:N} names it
   * @param passed how many students passed all of its checks, extra credit left out
   * @param judged how many students all of these checks could be made for
   * @param median the median of the time it took; empty when nobody's is known
   * @param timed how many students' time is known
   */
  public record Task(String task, int passed, int judged, Optional<Duration> median, int timed) {
    /** The share that passed, in percent; 0 of nobody. */
    public int percent() {
      return judged == 0 ? 0 : Math.round(100f * passed / judged);
    }
  }

  /**
   * A check that some did not pass.
   *
   * @param item the check
   * @param failed how many did not pass it
   * @param judged how many it could be made for
   * @param hint the hint that most of them got; empty when there was none
   * @param blockedBy the task that is to blame for most of the failures, if one is for more than
   *     half of them
   */
  public record Failure(
      RubricItem item, int failed, int judged, String hint, Optional<String> blockedBy) {}

  /** The failures of checks whose results students may see at a time. */
  public List<Failure> shownAt(Instant at) {
    return failures.stream().filter(each -> each.item().terms().shownAt(at)).toList();
  }

  /** The figures of a class, whose grades are gone through once. */
  public static ClassFigures of(GradeBook book) {
    ClassTally tally = new ClassTally(book.rubric());
    book.grades().forEach(tally::add);
    return tally.figures();
  }
}
