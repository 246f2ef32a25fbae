package dev.trailmark.grading;

import dev.trailmark.marks.Rubric;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Results of a run that nothing follows up: of one target, or of a test's class. */
final class MemoryLedger implements Ledger {
  private final Map<String, Result> results = new ConcurrentHashMap<>();

  @Override
  public Optional<Result> find(String id, int attempt, Rubric rubric) {
    return Optional.ofNullable(results.get(attempt + "/" + id));
  }

  @Override
  public void keep(Result result) {
    results.put(result.grade().handed().attempt() + "/" + result.grade().id(), result);
  }
}
