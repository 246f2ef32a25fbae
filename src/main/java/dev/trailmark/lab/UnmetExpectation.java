package dev.trailmark.lab;

import java.util.Optional;

/**
 * A check that failed, with everything a student needs in order to see why. The message holds the
 * same as text, one part a line.
 */
public final class UnmetExpectation extends AssertionError {

  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String found;
  private final String where;
  private final String hint;
  private final String cause;

  /**
   * Makes the failure of one check.
   *
   * @param expected what should have been there
   * @param found what was there
   * @param where the call, file or record that shows it
   * @param hint what to do about it; may be empty
   * @param cause the earlier task that is to blame, if one is
   */
  public UnmetExpectation(
      String expected, String found, String where, String hint, Optional<String> cause) {
    super(message(expected, found, where, hint, cause));
    this.expected = expected;
    this.found = found;
    this.where = where;
    this.hint = hint;
    this.cause = cause.orElse(null);
  }

  /** What should have been there. */
  public String expected() {
    return expected;
  }

  /** What was there. */
  public String found() {
    return found;
  }

  /** The call, file or record that shows it. */
  public String where() {
    return where;
  }

  /** What to do about it; empty when there is nothing to say. */
  public String hint() {
    return hint;
  }

  /** The earlier task that is to blame, such as {@code task 3's encryption}. */
  public Optional<String> blockedBy() {
    return Optional.ofNullable(cause);
  }

  private static String message(
      String expected, String found, String where, String hint, Optional<String> cause) {
    StringBuilder text = new StringBuilder();
    text.append("Expected: ").append(expected);
    text.append("\nFound:    ").append(found);
    text.append("\nWhere:    ").append(where);
    cause.ifPresent(task -> text.append("\nCause:    ").append(task));
    if (!hint.isEmpty()) {
      text.append("\nHint:     ").append(hint);
    }
    return text.toString();
  }
}
