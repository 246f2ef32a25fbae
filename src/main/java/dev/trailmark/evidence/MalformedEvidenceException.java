package dev.trailmark.evidence;

/** A file or text that should be evidence cannot be read; the message names it and the place. */
public final class MalformedEvidenceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says which file, where in it, and what is wrong. */
  public MalformedEvidenceException(String message) {
    super(message);
  }

  /** Says which file, where in it, and what is wrong, and keeps the cause. */
  public MalformedEvidenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
