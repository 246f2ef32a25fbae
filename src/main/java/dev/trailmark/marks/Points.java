package dev.trailmark.marks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Stream;

/** Points, which courses may price in parts of one, as sums and as text. */
public final class Points {
  private static final int DECIMALS = 2;

  private Points() {}

  /** The sum; zero of nothing. */
  public static BigDecimal sum(Stream<BigDecimal> points) {
    return points.reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Points to two decimals, as marks are published; without a fraction when there is none. */
  public static BigDecimal rounded(BigDecimal points) {
    BigDecimal plain = points.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** The same as text, such as {@code 83} or {@code 82.5}. */
  public static String text(BigDecimal points) {
    return rounded(points).toPlainString();
  }
}
