package dev.trailmark.report.classes;

import dev.trailmark.lab.Consulted;
import dev.trailmark.lab.Strength;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long students took for a task, as far as evidence shows it. A task ends with the latest event
 * that its checks looked at, as a call's answer or a log shows it. It took as long as lies between
 * that and the end of all tasks before it, pauses included; an earlier task that left no dated
 * evidence is included too. It is known only of students whose evidence has both times, in order.
 */
final class TaskTimes {
  private TaskTimes() {}

  /** How long each task took one student, as far as it is known. */
  static Map<String, Duration> of(Grade grade) {
    Map<String, Duration> times = new TreeMap<>();
    Instant start = null;
    for (Map.Entry<String, List<Check>> task : grade.byTask().entrySet()) {
      Optional<Instant> end = end(task.getValue());
      if (end.isPresent() && (start == null || end.get().isAfter(start))) {
        if (start != null) {
          times.put(task.getKey(), Duration.between(start, end.get()));
        }
        start = end.get();
      }
    }
    return times;
  }

  private static Optional<Instant> end(List<Check> checks) {
    return checks.stream()
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
