package dev.trailmark.grading;

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
 */
public record Check(
    RubricItem item,
    Outcome outcome,
    String expected,
    String found,
    String where,
    String hint,
    Optional<String> blockedBy) {

  /** A check that passed. */
  static Check passed(RubricItem item) {
    return new Check(item, Outcome.PASS, "", "", "", "", Optional.empty());
  }

  /** A check that could not be made. */
  static Check indeterminate(RubricItem item, String reason, String hint) {
    return new Check(item, Outcome.INDETERMINATE, item.name(), reason, "", hint, Optional.empty());
  }

  /** The points that this check earned. */
  public int points() {
    return outcome == Outcome.PASS ? item.points() : 0;
  }
}
