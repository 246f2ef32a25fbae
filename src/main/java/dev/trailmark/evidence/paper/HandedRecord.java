package dev.trailmark.evidence.paper;

import dev.trailmark.evidence.TrailRecord;

/**
 * A CloudTrail record that was handed in.
 *
 * @param record the record
 * @param origin in what
 */
public record HandedRecord(TrailRecord record, Origin origin) {

  /** In what a record was handed in; only a log file can be proved. */
  public enum Origin {
    /** In a log file, or in the event history downloaded as JSON. */
    LOG,
    /** In a row of a CSV, in what a command printed, or pasted into a text. */
    COPY
  }

  /** Whether it stood in a log file. */
  public boolean fromLog() {
    return origin == Origin.LOG;
  }
}
