package dev.trailmark.grading;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How a class is graded.
 *
 * @param parallel how many submissions at once, at least 1
 * @param limit how long each may take; what is not done by then stays open
 * @param retries how often one that cannot be reached is tried again
 * @param part what is graded anew
 * @param judge what besides the rubric decides marks: version and settings, as one text
 * @param stop ends the run early
 */
public record Conduct(
    int parallel, Duration limit, int retries, Part part, String judge, Stop stop) {

  /** Grades everyone whole, and tries once. */
  public static Conduct of(int parallel, Duration limit) {
    return new Conduct(parallel, limit, 0, Part.EVERYTHING, "", new Stop());
  }

  /**
   * What is graded anew; the rest keeps the marks that it has.
   *
   * @param tasks the tasks to look at; all when empty
   * @param students the submissions to look at, by their short names; all when empty
   * @param again whether marks that would come out the same are found anew
   * @param since when the run began that this one goes on with; empty when the last one ended
   */
  public record Part(
      Set<String> tasks, Set<String> students, boolean again, Optional<Instant> since) {

    /** Everyone, whole. */
    public static final Part EVERYTHING = new Part(Set.of(), Set.of(), true, Optional.empty());

    /** Sets that can no longer be changed. */
    public Part {
      tasks = Set.copyOf(tasks);
      students = Set.copyOf(students);
    }

    /** Whether a submission is looked at. */
    boolean asksFor(String id) {
      return students.isEmpty() || students.contains(id);
    }

    /** Whether an earlier result is as good as a new one. */
    boolean covers(Candidate candidate, Result earlier, String basis) {
      boolean same = !basis.isEmpty() && basis.equals(earlier.basis());
      boolean fresh =
          candidate.work().lasting()
              || since.filter(begun -> !earlier.at().isBefore(begun)).isPresent();
      return !again
          && tasks.isEmpty()
          && students.isEmpty()
          && same
          && fresh
          && earlier.grade().decided();
    }
  }
}
