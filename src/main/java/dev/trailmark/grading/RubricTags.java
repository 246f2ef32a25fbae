package dev.trailmark.grading;

import dev.trailmark.marks.RubricItem;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.TestIdentifier;

/** Reads what a scenario is worth from its tags, such as {@code @task:3 @points:5}. */
final class RubricTags {
  private static final String TASK = "task:";
  private static final String POINTS = "points:";

  private RubricTags() {}

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
