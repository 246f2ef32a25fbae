package dev.trailmark.lab;

/**
 * The target could not be asked, so nothing can be said about the student's work. It is neither a
 * pass nor a failure, and no test framework's "skipped" either: a run that meets it is not green.
 */
public final class IndeterminateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what could not be asked.
   *
   * @param reason one line that names the URL, file or call, and the remedy
   */
  public IndeterminateException(String reason) {
    super(reason);
  }
}
