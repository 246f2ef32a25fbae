package dev.trailmark.marks;

import java.time.Instant;
import java.util.List;

/**
 * The marks of one run.
 *
 * @param gradedAt when the run began
 * @param rubric the scenarios that earn points
 * @param grades one for each student
 */
public record GradeBook(Instant gradedAt, Rubric rubric, List<Grade> grades) {

  /** A list that can no longer be changed. */
  public GradeBook {
    grades = List.copyOf(grades);
  }

  /** Whether every check of every student says yes or no. */
  public boolean decided() {
    return grades.stream().allMatch(Grade::decided);
  }

  /** Whether some check of some student said no. */
  public boolean failed() {
    return grades.stream().anyMatch(Grade::failed);
  }
}
