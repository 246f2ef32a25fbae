package dev.trailmark.submission;

/**
 * A submission, or a folder of them, that cannot be used. The message is one line for a person: it
 * names the file (and the line and column where there is one), what is wrong, and what to do.
 */
public final class SubmissionException extends Exception {
  private static final long serialVersionUID = 1L;

  /** An exception with a message of one line. */
  public SubmissionException(String message) {
    super(message);
  }

  /** An exception with a message of one line, and the fault below it. */
  public SubmissionException(String message, Throwable cause) {
    super(message, cause);
  }
}
