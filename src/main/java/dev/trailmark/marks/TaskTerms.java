package dev.trailmark.marks;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A course's terms for a task or for one scenario. What is empty is as the features say, or as the
 * course says more generally.
 *
 * @param points a task's points, shared out among its scenarios in the features' proportion, or a
 *     scenario's own
 * @param weight what the points are multiplied by
 * @param claimed the share of the points that a mere claim is worth
 * @param partial whether a failed scenario earns for its steps that passed
 * @param extraCredit whether the points come on top of the maximum
 * @param hiddenUntil when students may first see the result
 */
public record TaskTerms(
    Optional<BigDecimal> points,
    BigDecimal weight,
    Optional<BigDecimal> claimed,
    Optional<Boolean> partial,
    Optional<Boolean> extraCredit,
    Optional<Instant> hiddenUntil) {

  /** Nothing other than usual. */
  public static final TaskTerms NONE =
      new TaskTerms(
          Optional.empty(),
          BigDecimal.ONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** More general terms, with these where they say something. */
  Terms over(Terms general) {
    return new Terms(
        claimed.orElse(general.claimed()),
        partial.orElse(general.partial()),
        extraCredit.orElse(general.extraCredit()),
        hiddenUntil.or(general::hiddenUntil));
  }
}
