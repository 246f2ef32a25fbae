package dev.trailmark.grading;

import dev.trailmark.marks.Rubric;
import java.util.Optional;

/**
 * Where each result is kept as soon as it is there. A class's grades are read from it when they are
 * written down, one after the other, so that a class needs no more memory than its names. Used by
 * many threads.
 */
public interface Ledger {

  /**
   * What is kept of a submission.
   *
   * @param id the submission's short name
   * @param attempt which of the student's attempts
   * @param rubric the scenarios by which its checks are named; others are left out
   * @return the last result that was kept; empty when there is none that can be read
   */
  Optional<Result> find(String id, int attempt, Rubric rubric);

  /** Keeps a result in place of the earlier one of the same submission and attempt. */
  void keep(Result result);
}
