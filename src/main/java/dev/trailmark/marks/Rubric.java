package dev.trailmark.marks;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What there is to earn, as the features' tags say it: {@code @task:3 @points:5} on a scenario or
 * on its examples.
 *
 * @param items the scenarios in the features' order
 */
public record Rubric(List<RubricItem> items) {
  /** A list that can no longer be changed. */
  public Rubric {
    items = List.copyOf(items);
  }

  /** The sum of all points, extra credit left out. */
  public BigDecimal maximum() {
    return Points.rounded(
        Points.sum(
            items.stream().filter(item -> !item.terms().extraCredit()).map(RubricItem::points)));
  }

  /** The tasks that scenarios name, in order. */
  public Set<String> tasks() {
    Set<String> tasks = new TreeSet<>();
    items.forEach(item -> tasks.add(item.task()));
    return tasks;
  }
}
