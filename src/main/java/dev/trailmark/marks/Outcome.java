package dev.trailmark.marks;

/** What came of one check. */
public enum Outcome {
  /** The student's work is as it should be. */
  PASS,
  /** It is not, and the target shows it. */
  FAIL,
  /** The target could not be asked, or the check broke: nothing is known, and no mark is lost. */
  INDETERMINATE
}
