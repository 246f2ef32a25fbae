package dev.trailmark.marks;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * The marks of one run.
 *
 * @param gradedAt when the run began
 * @param course how they were marked
 * @param rubric the scenarios that earn points, at the course's prices
 * @param grades one for each student; a class's may be read from disk whenever they are asked for,
 *     so go through them in order and keep none
 * @param flags what a person should look at
 */
public record GradeBook(
    Instant gradedAt, Course course, Rubric rubric, List<Grade> grades, List<Flag> flags) {

  /** Lists that cannot be changed; grades that are not held stay so. */
  public GradeBook {
    grades = Collections.unmodifiableList(grades);
    flags = List.copyOf(flags);
  }

  /** The same with other flags. */
  public GradeBook flagged(List<Flag> newFlags) {
    return new GradeBook(gradedAt, course, rubric, grades, newFlags);
  }

  /** The same with other grades. */
  public GradeBook with(List<Grade> newGrades) {
    return new GradeBook(gradedAt, course, rubric, newGrades, flags);
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
