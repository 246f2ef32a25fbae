package dev.trailmark.lab;

/** How strongly a finding is known. */
public enum Strength {
  /** A call's answer or a trail record shows it; on paper, a record in a log file. */
  WITNESSED,
  /** Only the student says so. */
  CLAIMED,
  /** The student says so, and the account shows otherwise. */
  CONTRADICTED,
  /** Looked for and not there. */
  ABSENT
}
