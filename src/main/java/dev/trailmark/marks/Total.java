package dev.trailmark.marks;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a student's checks come to, after everything that a course adds or takes away.
 *
 * @param score the points earned, to two decimals
 * @param maximum the points that could be earned, extra credit left out
 * @param open the points that nothing is known about
 * @param adjustments what changed the plain sum of the checks, in order
 */
public record Total(
    BigDecimal score, BigDecimal maximum, BigDecimal open, List<Adjustment> adjustments) {

  /** Points to two decimals; a list that can no longer be changed. */
  public Total {
    score = Points.rounded(score);
    maximum = Points.rounded(maximum);
    open = Points.rounded(open);
    adjustments = List.copyOf(adjustments);
  }

  /**
   * One reason why the score is not the plain sum.
   *
   * @param reason as a student reads it, such as {@code 2 days late, 10 % a day}
   * @param points what it adds, or takes away when it is negative
   */
  public record Adjustment(String reason, BigDecimal points) {}

  /** The plain sum of the checks: every scenario's points, extra credit on top. */
  public static Total of(List<Check> checks) {
    return new Total(
        Points.sum(checks.stream().map(Check::points)),
        Points.sum(
            checks.stream()
                .filter(check -> !check.item().terms().extraCredit())
                .map(check -> check.item().points())),
        Points.sum(checks.stream().map(Check::open)),
        List.of());
  }
}
