package dev.trailmark.marks;

import dev.trailmark.lab.Consulted;
import dev.trailmark.lab.Strength;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * One scenario's result for one student.
 *
 * @param item the scenario
 * @param outcome what came of it
 * @param expected what should have been there; empty when it passed
 * @param found what was there instead, or why the target could not be asked
 * @param where the call, file or record that shows it
 * @param hint what to do about it
 * @param blockedBy the earlier task that is to blame, such as {@code task 3's encryption}
 * @param evidence what the scenario looked at, in order
 * @param steps how far it came
 */
public record Check(
    RubricItem item,
    Outcome outcome,
    String expected,
    String found,
    String where,
    String hint,
    Optional<String> blockedBy,
    List<Consulted.Look> evidence,
    StepCount steps) {
  private static final int SCALE = 4;

  /** A list that can no longer be changed. */
  public Check {
    evidence = List.copyOf(evidence);
  }

  /** A check that passed. */
  public static Check passed(RubricItem item) {
    return of(item, Outcome.PASS, "", "", "", "", Optional.empty());
  }

  /** A check that could not be made. */
  public static Check indeterminate(RubricItem item, String reason, String hint) {
    return of(item, Outcome.INDETERMINATE, item.name(), reason, "", hint, Optional.empty());
  }

  /** A result without its evidence. */
  public static Check of(
      RubricItem item,
      Outcome outcome,
      String expected,
      String found,
      String where,
      String hint,
      Optional<String> blockedBy) {
    return new Check(
        item, outcome, expected, found, where, hint, blockedBy, List.of(), StepCount.NONE);
  }

  /** The same with what the scenario looked at and how far it came. */
  public Check with(List<Consulted.Look> looks, StepCount count) {
    return new Check(item, outcome, expected, found, where, hint, blockedBy, looks, count);
  }

  /** The same for a scenario at another price. */
  public Check at(RubricItem priced) {
    return new Check(priced, outcome, expected, found, where, hint, blockedBy, evidence, steps);
  }

  /** The points that this check earned. */
  public BigDecimal points() {
    return item.points().multiply(share()).setScale(SCALE, RoundingMode.HALF_UP);
  }

  /** The points that nothing is known about. */
  public BigDecimal open() {
    return outcome == Outcome.INDETERMINATE ? item.points() : BigDecimal.ZERO;
  }

  /** Whether it rests on something that only the student says. */
  public boolean claimed() {
    return evidence.stream().anyMatch(look -> look.strength() == Strength.CLAIMED);
  }

  /** The points that it passed and did not earn, since only the student's word shows it. */
  public BigDecimal heldBack() {
    return outcome == Outcome.PASS ? item.points().subtract(points()) : BigDecimal.ZERO;
  }

  private BigDecimal share() {
    BigDecimal price = claimed() ? item.terms().claimed() : BigDecimal.ONE;
    return switch (outcome) {
      case PASS -> price;
      case FAIL -> item.terms().partial() ? passedShare().multiply(price) : BigDecimal.ZERO;
      case INDETERMINATE -> BigDecimal.ZERO;
    };
  }

  private BigDecimal passedShare() {
    return steps.total() == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(steps.passed())
            .divide(BigDecimal.valueOf(steps.total()), SCALE, RoundingMode.HALF_UP);
  }
}
