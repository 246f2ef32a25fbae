package dev.trailmark.report.classes;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.RubricItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final int BINS = 10;

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

  /** The figures of a class. */
  public static ClassFigures of(GradeBook book) {
    List<BigDecimal> percents = new ArrayList<>();
    List<Integer> bins = new ArrayList<>(Collections.nCopies(BINS, 0));
    for (Grade grade : book.grades()) {
      if (grade.decided() && grade.maximum().signum() > 0) {
        BigDecimal percent =
            grade.score().multiply(ALL).divide(grade.maximum(), 2, RoundingMode.HALF_UP);
        percents.add(percent);
        int bin = Math.max(0, Math.min(BINS - 1, percent.intValue() / BINS));
        bins.set(bin, bins.get(bin) + 1);
      }
    }
    Collections.sort(percents);
    return new ClassFigures(
        book.grades().size(),
        (int) book.grades().stream().filter(Grade::decided).count(),
        (int) book.grades().stream().filter(grade -> grade.problem().isPresent()).count(),
        mean(percents),
        median(percents),
        bins,
        book.rubric().tasks().stream().map(task -> task(task, book)).toList(),
        failures(book));
  }

  private static Optional<BigDecimal> mean(List<BigDecimal> values) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(
            values.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(values.size()), 1, RoundingMode.HALF_UP));
  }

  private static Optional<BigDecimal> median(List<BigDecimal> sorted) {
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            sorted
                .get((sorted.size() - 1) / 2)
                .add(sorted.get(sorted.size() / 2))
                .divide(BigDecimal.valueOf(2), 1, RoundingMode.HALF_UP));
  }

  private static Task task(String task, GradeBook book) {
    int passed = 0;
    int judged = 0;
    for (Grade grade : book.grades()) {
      List<Check> checks =
          grade.checks().stream()
              .filter(check -> check.item().task().equals(task))
              .filter(check -> !check.item().terms().extraCredit())
              .toList();
      if (!checks.isEmpty() && checks.stream().noneMatch(ClassFigures::open)) {
        judged++;
        passed += checks.stream().allMatch(check -> check.outcome() == Outcome.PASS) ? 1 : 0;
      }
    }
    List<Duration> times = TaskTimes.of(task, book);
    return new Task(task, passed, judged, TaskTimes.median(times), times.size());
  }

  private static boolean open(Check check) {
    return check.outcome() == Outcome.INDETERMINATE;
  }

  private static List<Failure> failures(GradeBook book) {
    Map<String, List<Check>> failed = new LinkedHashMap<>();
    Map<String, Integer> judged = new TreeMap<>();
    for (Grade grade : book.grades()) {
      for (Check check : grade.checks()) {
        String id = check.item().id();
        judged.merge(id, open(check) ? 0 : 1, Integer::sum);
        if (check.outcome() == Outcome.FAIL) {
          failed.computeIfAbsent(id, key -> new ArrayList<>()).add(check);
        }
      }
    }
    return failed.values().stream()
        .map(checks -> failure(checks, judged.get(checks.get(0).item().id())))
        .sorted(
            Comparator.comparingInt(Failure::failed)
                .reversed()
                .thenComparing(failure -> failure.item().key()))
        .toList();
  }

  private static Failure failure(List<Check> checks, int judged) {
    List<String> causes = checks.stream().flatMap(check -> check.blockedBy().stream()).toList();
    Optional<String> blame =
        commonest(causes).filter(cause -> 2 * Collections.frequency(causes, cause) > checks.size());
    List<String> hints = checks.stream().map(Check::hint).filter(hint -> !hint.isEmpty()).toList();
    return new Failure(
        checks.get(0).item(), checks.size(), judged, commonest(hints).orElse(""), blame);
  }

  /** What is there most often; the first in the alphabet of equals. */
  private static Optional<String> commonest(List<String> texts) {
    return texts.stream()
        .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }
}
