package dev.trailmark.grading;

import dev.trailmark.marks.Grade;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;

/** A class's grades, each read from the ledger when it is asked for and held by nobody. */
final class KeptGrades extends AbstractList<Grade> {
  private final List<Candidate> candidates;
  private final Ledger ledger;
  private final Marking marking;

  KeptGrades(List<Candidate> candidates, Ledger ledger, Marking marking) {
    this.candidates = candidates;
    this.ledger = ledger;
    this.marking = marking;
  }

  /** What is kept of a candidate, on today's terms. */
  Optional<Result> find(Candidate candidate) {
    return ledger
        .find(candidate.id(), candidate.handed().attempt(), marking.rubric())
        .map(result -> marking.renewed(candidate, result));
  }

  @Override
  public Grade get(int index) {
    Candidate candidate = candidates.get(index);
    return find(candidate)
        .map(Result::grade)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the result of " + candidate.id() + " was taken away; grade again"));
  }

  @Override
  public int size() {
    return candidates.size();
  }
}
