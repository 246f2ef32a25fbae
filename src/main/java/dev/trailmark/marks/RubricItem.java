package dev.trailmark.marks;

import java.math.BigDecimal;

/**
 * One scenario that earns points.
 *
 * @param id the scenario's unique id within the features
 * @param key what a course's rubric calls it: its task and its name, such as {@code
 *     1/the-student-uses-the-key}
 * @param task the number of the task in {@code @task:N}, or what stands there; empty without a tag
 * @param name the scenario as the feature calls it
 * @param points what it earns when it passes, 0 without a {@code @points:P} tag
 * @param terms on which terms
 */
public record RubricItem(
    String id, String key, String task, String name, BigDecimal points, Terms terms) {

  /** A scenario on the usual terms. */
  public static RubricItem usual(String id, String task, String name, int points) {
    return new RubricItem(id, key(task, name), task, name, BigDecimal.valueOf(points), Terms.USUAL);
  }

  /** The same for other points, on other terms. */
  public RubricItem priced(BigDecimal newPoints, Terms newTerms) {
    return new RubricItem(id, key, task, name, newPoints, newTerms);
  }

  private static String key(String task, String name) {
    String words = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    return task + "/" + words.replaceAll("^-|-$", "");
  }
}
