package dev.trailmark.grading;

/**
 * One scenario that earns points.
 *
 * @param id the scenario's unique id within the features
 * @param task the number of the task in {@code @task:N}, or what stands there; empty without a tag
 * @param name the scenario as the feature calls it
 * @param points what it earns when it passes, 0 without a {@code @points:P} tag
 */
public record RubricItem(String id, String task, String name, int points) {}
