package dev.trailmark.marks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tasks without which the lab is not passed.
 *
 * @param tasks which, as {@code @task:N} names them; each needs all its scenarios to pass
 * @param cap the percentage of the maximum that a student who misses one gets at most
 */
public record Required(Set<String> tasks, BigDecimal cap) {
  /** No task is required. */
  public static final Required NONE = new Required(Set.of(), BigDecimal.valueOf(100));

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /** A set that can no longer be changed. */
  public Required {
    tasks = Set.copyOf(tasks);
  }

  /** What a missed task takes away from a score; empty when nothing. */
  Optional<Total.Adjustment> penalty(List<Check> checks, BigDecimal score, BigDecimal maximum) {
    Set<String> missed = new TreeSet<>();
    for (Check check : checks) {
      if (tasks.contains(check.item().task()) && check.outcome() == Outcome.FAIL) {
        missed.add(check.item().task());
      }
    }
    BigDecimal most = maximum.multiply(cap).divide(ALL, 4, RoundingMode.HALF_UP);
    if (missed.isEmpty() || score.compareTo(most) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Total.Adjustment(
            "required task %s is not complete, so at most %s %% of the points count"
                .formatted(String.join(", ", missed), Points.text(cap)),
            Points.rounded(most.subtract(score))));
  }
}
