package dev.trailmark.lab;

/**
 * What came of reading the image once.
 *
 * @param status the HTTP status
 * @param code the error code; empty when the read succeeded
 * @param message the error message; empty when the read succeeded
 */
public record ReadOutcome(int status, String code, String message) {

  /** The read gave the image. */
  public static final ReadOutcome OPENED = new ReadOutcome(200, "", "");

  /** Whether the read gave the image. */
  public boolean opened() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    if (opened()) {
      return "the image itself (%d)".formatted(status);
    }
    return message.isEmpty()
        ? "%d %s".formatted(status, code.isEmpty() ? "without an error code" : code)
        : "%d %s \"%s\"".formatted(status, code, message);
  }
}
