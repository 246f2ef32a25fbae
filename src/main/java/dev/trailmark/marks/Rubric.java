package dev.trailmark.marks;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
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

  /**
   * What tells one rubric from another: SHA-256, in hexadecimal, over every scenario's key, points
   * and terms in order.
   */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (RubricItem item : items) {
        Terms terms = item.terms();
        String line =
            String.join(
                "\t",
                item.key(),
                Points.text(item.points()),
                Points.text(terms.claimed()),
                Boolean.toString(terms.partial()),
                Boolean.toString(terms.extraCredit()),
                terms.hiddenUntil().map(Instant::toString).orElse(""));
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The tasks that scenarios name, in order. */
  public Set<String> tasks() {
    Set<String> tasks = new TreeSet<>();
    items.forEach(item -> tasks.add(item.task()));
    return tasks;
  }
}
