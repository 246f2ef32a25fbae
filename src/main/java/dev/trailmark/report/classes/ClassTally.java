package dev.trailmark.report.classes;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts a class, one grade after the other; of each it keeps numbers and distinct hints only. */
final class ClassTally {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final int BINS = 10;

  private final List<BigDecimal> percents = new ArrayList<>();
  private final List<Integer> bins = new ArrayList<>(Collections.nCopies(BINS, 0));
  private final Map<String, TaskTally> tasks = new TreeMap<>();
  private final Map<String, ItemTally> items = new LinkedHashMap<>();
  private int students;
  private int decided;
  private int ungraded;

  ClassTally(Rubric rubric) {
    rubric.tasks().forEach(task -> tasks.put(task, new TaskTally()));
    rubric.items().forEach(item -> items.put(item.id(), new ItemTally(item)));
  }

  void add(Grade grade) {
    students++;
    decided += grade.decided() ? 1 : 0;
    ungraded += grade.problem().isPresent() ? 1 : 0;
    if (grade.decided() && grade.maximum().signum() > 0) {
      addMark(grade.score().multiply(ALL).divide(grade.maximum(), 2, RoundingMode.HALF_UP));
    }
    Map<String, Duration> times = TaskTimes.of(grade);
    grade
        .byTask()
        .forEach(
            (task, checks) -> {
              TaskTally tally = tasks.computeIfAbsent(task, key -> new TaskTally());
              tally.add(checks, Optional.ofNullable(times.get(task)));
            });
    for (Check check : grade.checks()) {
      items.computeIfAbsent(check.item().id(), id -> new ItemTally(check.item())).add(check);
    }
  }

  private void addMark(BigDecimal percent) {
    percents.add(percent);
    int bin = Math.max(0, Math.min(BINS - 1, percent.intValue() / BINS));
    bins.set(bin, bins.get(bin) + 1);
  }

  ClassFigures figures() {
    Collections.sort(percents);
    List<ClassFigures.Task> counted = new ArrayList<>();
    tasks.forEach((task, tally) -> counted.add(tally.counted(task)));
    return new ClassFigures(
        students, decided, ungraded, mean(), median(), List.copyOf(bins), counted, failures());
  }

  private Optional<BigDecimal> mean() {
    return percents.isEmpty()
        ? Optional.empty()
        : Optional.of(
            percents.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(percents.size()), 1, RoundingMode.HALF_UP));
  }

  private Optional<BigDecimal> median() {
    return percents.isEmpty()
        ? Optional.empty()
        : Optional.of(
            percents
                .get((percents.size() - 1) / 2)
                .add(percents.get(percents.size() / 2))
                .divide(BigDecimal.valueOf(2), 1, RoundingMode.HALF_UP));
  }

  private List<ClassFigures.Failure> failures() {
    return items.values().stream()
        .filter(tally -> tally.failed > 0)
        .map(ItemTally::failure)
        .sorted(
            Comparator.comparingInt(ClassFigures.Failure::failed)
                .reversed()
                .thenComparing(failure -> failure.item().key()))
        .toList();
  }

  private static boolean open(Check check) {
    return check.outcome() == Outcome.INDETERMINATE;
  }

  /** One task: who passed all of its checks, extra credit left out, and how long it took. */
  private static final class TaskTally {
    private final List<Duration> times = new ArrayList<>();
    private int passed;
    private int judged;

    void add(List<Check> all, Optional<Duration> time) {
      time.ifPresent(times::add);
      List<Check> checks =
          all.stream().filter(check -> !check.item().terms().extraCredit()).toList();
      if (!checks.isEmpty() && checks.stream().noneMatch(ClassTally::open)) {
        judged++;
        passed += checks.stream().allMatch(check -> check.outcome() == Outcome.PASS) ? 1 : 0;
      }
    }

    ClassFigures.Task counted(String task) {
      return new ClassFigures.Task(task, passed, judged, TaskTimes.median(times), times.size());
    }
  }

  /** One check: how many did not pass it, with which hints, and because of which task. */
  private static final class ItemTally {
    private final RubricItem item;
    private final Map<String, Integer> hints = new TreeMap<>();
    private final Map<String, Integer> causes = new TreeMap<>();
    private int failed;
    private int judged;

    ItemTally(RubricItem item) {
      this.item = item;
    }

    void add(Check check) {
      judged += open(check) ? 0 : 1;
      if (check.outcome() == Outcome.FAIL) {
        failed++;
        if (!check.hint().isEmpty()) {
          hints.merge(check.hint(), 1, Integer::sum);
        }
        check.blockedBy().ifPresent(cause -> causes.merge(cause, 1, Integer::sum));
      }
    }

    ClassFigures.Failure failure() {
      Optional<String> blame = commonest(causes).filter(cause -> 2 * causes.get(cause) > failed);
      return new ClassFigures.Failure(item, failed, judged, commonest(hints).orElse(""), blame);
    }

    /** What is there most often; the first in the alphabet of equals. */
    private static Optional<String> commonest(Map<String, Integer> counts) {
      return counts.entrySet().stream()
          .max(
              Map.Entry.<String, Integer>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
          .map(Map.Entry::getKey);
    }
  }
}
