package dev.trailmark.report.classes;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** How many checks came out in each way. */
final class Outcomes {
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

  /** Counts a student's checks. */
  Outcomes add(Grade grade) {
    for (Check check : grade.checks()) {
      counts.merge(check.outcome(), 1L, Long::sum);
    }
    return this;
  }

  /** How many came out so. */
  long of(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /** How many there are. */
  long all() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
