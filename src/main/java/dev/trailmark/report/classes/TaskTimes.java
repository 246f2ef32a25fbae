package dev.trailmark.report.classes;

import dev.trailmark.lab.Consulted;
import dev.trailmark.lab.Strength;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How long students took for a task, as far as evidence shows it. A task ends with the latest event
 * that its checks looked at, as a call's answer or a log shows it. It took as long as lies between
 * that and the end of all tasks before it, pauses included; an earlier task that left no dated
 * evidence is included too. It is known only of students whose evidence has both times, in order.
 */
final class TaskTimes {
  private TaskTimes() {}

  /** The times of those whose time is known. */
  static List<Duration> of(String task, GradeBook book) {
    Set<String> earlier = new TreeSet<>(book.rubric().tasks()).headSet(task);
    List<Duration> times = new ArrayList<>();
    for (Grade grade : book.grades()) {
      Optional<Instant> start = end(earlier, grade);
      Optional<Instant> end = end(Set.of(task), grade);
      if (start.isPresent() && end.isPresent() && end.get().isAfter(start.get())) {
        times.add(Duration.between(start.get(), end.get()));
      }
    }
    return times;
  }

  private static Optional<Instant> end(Set<String> tasks, Grade grade) {
    return grade.checks().stream()
        .filter(check -> tasks.contains(check.item().task()))
        .map(Check::evidence)
        .flatMap(List::stream)
        .filter(look -> look.strength() == Strength.WITNESSED)
        .map(Consulted.Look::at)
        .flatMap(Optional::stream)
        .max(Instant::compareTo);
  }

  /** The median; empty of nothing. */
  static Optional<Duration> median(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            sorted.get((sorted.size() - 1) / 2).plus(sorted.get(sorted.size() / 2)).dividedBy(2));
  }
}
