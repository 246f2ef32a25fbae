package dev.trailmark.grading;

import dev.trailmark.marks.Handed;
import dev.trailmark.steps.LaunchContext;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Someone to grade.
 *
 * @param id a short name, unique among the candidates
 * @param student the name that marks are published under
 * @param source the file that was handed in, if one was
 * @param handed how it came in
 * @param work how to get at the student's work
 */
public record Candidate(
    String id, String student, Optional<Path> source, Handed handed, Work work) {

  /** Someone whose work came in at an unknown time. */
  public Candidate(String id, String student, Optional<Path> source, Work work) {
    this(id, student, source, Handed.UNKNOWN, work);
  }

  /** Gets at a student's work. */
  @FunctionalInterface
  public interface Work {
    /**
     * Opens the work; called once, on the thread that grades it.
     *
     * @throws Unreachable when there is no getting at it
     */
    LaunchContext open() throws Unreachable;

    /**
     * What tells this work from other work of the same student: a hash over what was handed in.
     *
     * @return empty when there is no telling
     */
    default Optional<String> hash() {
      return Optional.empty();
    }

    /** Whether the hash tells all, so that the same hash means the same marks. */
    default boolean lasting() {
      return false;
    }
  }

  /** A student's work cannot be looked at; the message is one line for a person. */
  public static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /** An exception with a message of one line, and the fault below it, if there is one. */
    public Unreachable(String message, Throwable cause) {
      this(message, cause, false);
    }

    /**
     * The same.
     *
     * @param passing whether it may be otherwise in a moment
     */
    public Unreachable(String message, Throwable cause, boolean passing) {
      super(message, cause);
      this.passing = passing;
    }

    /** Whether it may be otherwise in a moment, so that trying again is worth it. */
    public boolean passing() {
      return passing;
    }
  }
}
