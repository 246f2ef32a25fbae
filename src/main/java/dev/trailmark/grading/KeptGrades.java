package dev.trailmark.grading;

import dev.trailmark.marks.Grade;
import java.lang.ref.SoftReference;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A class's grades, each read from the ledger when it is asked for. Reports go through them some
 * twenty times, so what was read is remembered for as long as nothing else needs the memory.
 */
final class KeptGrades extends AbstractList<Grade> {
  private final List<Candidate> candidates;
  private final Ledger ledger;
  private final Marking marking;
  private final Map<Integer, SoftReference<Grade>> remembered = new ConcurrentHashMap<>();

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
    SoftReference<Grade> earlier = remembered.get(index);
    Grade known = earlier == null ? null : earlier.get();
    if (known != null) {
      return known;
    }
    Grade read = read(candidates.get(index));
    remembered.put(index, new SoftReference<>(read));
    return read;
  }

  private Grade read(Candidate candidate) {
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
