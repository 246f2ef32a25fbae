package dev.trailmark.grading;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestIdentifier;

/**
 * What there is to earn, as the features' tags say it: {@code @task:3 @points:5} on a scenario or
 * on its examples.
 *
 * @param items the scenarios in the features' order
 */
public record Rubric(List<RubricItem> items) {
  private static final String TASK = "task:";
  private static final String POINTS = "points:";

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

  /** The item of a scenario, from its tags. */
  static RubricItem item(TestIdentifier scenario) {
    return RubricItem.usual(
        scenario.getUniqueId(),
        value(scenario, TASK).orElse(""),
        scenario.getDisplayName(),
        value(scenario, POINTS).map(points -> points(scenario, points)).orElse(0));
  }

  private static Optional<String> value(TestIdentifier scenario, String prefix) {
    List<String> values =
        scenario.getTags().stream()
            .map(TestTag::getName)
            .filter(tag -> tag.startsWith(prefix))
            .map(tag -> tag.substring(prefix.length()))
            .sorted()
            .toList();
    if (values.size() > 1) {
      throw new IllegalArgumentException(
          "scenario \"%s\" has more than one @%s tag; keep one"
              .formatted(scenario.getDisplayName(), prefix));
    }
    return values.stream().findFirst();
  }

  private static int points(TestIdentifier scenario, String points) {
    if (!points.matches("\\d{1,4}")) {
      throw new IllegalArgumentException(
          "scenario \"%s\" is tagged @points:%s; points are a whole number"
              .formatted(scenario.getDisplayName(), points));
    }
    return Integer.parseInt(points);
  }
}
