package dev.trailmark.marks;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * On which terms a scenario's points are earned; a course's rubric may set others.
 *
 * @param claimed the share of the points, 0 to 1, that a fact is worth which only the student says
 * @param partial whether a failed scenario earns for its steps that passed
 * @param extraCredit whether the points come on top of the maximum
 * @param hiddenUntil when students may first be told of the scenario's result; empty for at once
 */
public record Terms(
    BigDecimal claimed, boolean partial, boolean extraCredit, Optional<Instant> hiddenUntil) {

  /** Half the points for claims, all or nothing per scenario, nothing hidden. */
  public static final Terms USUAL =
      new Terms(new BigDecimal("0.5"), false, false, Optional.empty());

  /** Whether students may be told of the scenario's result. */
  public boolean shownAt(Instant now) {
    return hiddenUntil.filter(now::isBefore).isEmpty();
  }
}
