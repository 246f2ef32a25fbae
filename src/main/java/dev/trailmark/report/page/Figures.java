package dev.trailmark.report.page;

import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Points;
import dev.trailmark.report.classes.ClassFigures;
import dev.trailmark.report.format.Plain;
import dev.trailmark.report.format.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A class's figures as the page words them.
 *
 * @param students how many there are
 * @param decided how many could be judged whole
 * @param open how many have open points
 * @param ungraded how many could not be graded at all
 * @param median the median of the marks, in percent; a dash when there is none
 * @param mean their mean
 * @param distribution rows of a span of percents and how many students are in it
 * @param tasks rows of the tasks
 * @param failures rows of the commonest failures
 * @param timed whether anything is known of the time that tasks took
 */
public record Figures(
    int students,
    int decided,
    int open,
    int ungraded,
    String median,
    String mean,
    List<Bin> distribution,
    List<Task> tasks,
    List<Failure> failures,
    boolean timed) {
  /** The spans of the distribution, in percent. */
  static final List<String> BINS =
      IntStream.range(0, 10)
          .mapToObj(bin -> bin == 9 ? "90 and more" : "%d to %d".formatted(bin * 10, bin * 10 + 9))
          .toList();

  private static final int MOST_FAILURES = 15;
  private static final int LONGEST = 500;

  /** A span of percents. */
  public record Bin(String span, int students) {}

  /** A task. */
  public record Task(String title, int passed, int judged, int percent, String median, int timed) {}

  /** A check that some did not pass. */
  public record Failure(
      String task, String name, int failed, int judged, int percent, String hint, String cause) {}

  static Figures of(ClassFigures figures, GradeBook book) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS.size(); i++) {
      bins.add(new Bin(BINS.get(i), figures.distribution().get(i)));
    }
    return new Figures(
        figures.students(),
        figures.decided(),
        figures.students() - figures.decided() - figures.ungraded(),
        figures.ungraded(),
        percent(figures.median()),
        percent(figures.mean()),
        bins,
        figures.tasks().stream().map(Figures::task).toList(),
        figures.failures().stream().limit(MOST_FAILURES).map(Figures::failure).toList(),
        figures.tasks().stream().anyMatch(task -> task.timed() > 0));
  }

  private static String percent(Optional<BigDecimal> value) {
    return value.map(each -> Points.text(each) + " %").orElse("–");
  }

  private static Task task(ClassFigures.Task task) {
    return new Task(
        Words.task(task.task()),
        task.passed(),
        task.judged(),
        task.percent(),
        task.median().map(Figures::length).orElse("not known"),
        task.timed());
  }

  private static String length(Duration time) {
    if (time.compareTo(Duration.ofMinutes(1)) < 0) {
      return "under 1 min";
    }
    return time.toHours() == 0
        ? time.toMinutes() + " min"
        : "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
  }

  private static Failure failure(ClassFigures.Failure failure) {
    return new Failure(
        Words.task(failure.item().task()),
        Plain.line(failure.item().name()),
        failure.failed(),
        failure.judged(),
        Math.round(100f * failure.failed() / failure.judged()),
        Plain.line(failure.hint(), LONGEST),
        failure.blockedBy().map(Plain::line).orElse(""));
  }
}
