package dev.trailmark.grading;

import dev.trailmark.lab.Progress;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.Outcome;

/** Who watches a class being graded; called by many threads. */
public interface Watch {

  /** The run begins. */
  void begins(int candidates);

  /** One of the candidates keeps the marks of an earlier run. */
  void kept();

  /** One of the candidates has been graded. */
  void graded(Grade grade);

  /** The run is over. */
  default void ends() {}

  /** Tells of each that is graded, and of nothing else. */
  static Watch of(Progress progress) {
    return new Watch() {
      @Override
      public void begins(int candidates) {
        // Of a few candidates nobody needs to be told how many they are.
      }

      @Override
      public void kept() {
        // Nothing was done.
      }

      @Override
      public void graded(Grade grade) {
        progress.say(told(grade));
      }
    };
  }

  /** A grade in one line. */
  static String told(Grade grade) {
    return grade.student()
        + ": "
        + grade.problem().map(problem -> "not graded: " + problem).orElseGet(() -> marks(grade));
  }

  private static String marks(Grade grade) {
    if (grade.maximum().signum() > 0) {
      return "%s of %s points".formatted(grade.score(), grade.maximum());
    }
    long passed = grade.checks().stream().filter(check -> check.outcome() == Outcome.PASS).count();
    return "%d of %d checks passed".formatted(passed, grade.checks().size());
  }
}
