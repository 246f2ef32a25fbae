package dev.trailmark.classroom;

/** A file of a class, or its server, is not right; the message is one line for a person. */
public final class ClassroomException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unanswered;

  /** A file that is not right. */
  public ClassroomException(String message) {
    this(message, null);
  }

  /** A file that is not right, and the fault below. */
  public ClassroomException(String message, Throwable cause) {
    super(message, cause);
    this.unanswered = false;
  }

  private ClassroomException(String message, boolean unanswered) {
    super(message);
    this.unanswered = unanswered;
  }

  /** A server that cannot be asked, or refuses. */
  static ClassroomException unanswered(String message) {
    return new ClassroomException(message, true);
  }

  /** Whether it is the server that is at fault, rather than a file. */
  public boolean isUnanswered() {
    return unanswered;
  }
}
