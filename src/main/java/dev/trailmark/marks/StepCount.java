package dev.trailmark.marks;

/**
 * How far a scenario came: its Then steps, since Given and When steps state nothing to earn for.
 *
 * @param passed those that passed
 * @param total all of them
 */
public record StepCount(int passed, int total) {
  /** A scenario that was not executed. */
  public static final StepCount NONE = new StepCount(0, 0);
}
