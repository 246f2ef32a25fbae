package dev.trailmark.grading;

import dev.trailmark.marks.StepCount;
import io.cucumber.plugin.event.PickleStepTestStep;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCase;
import io.cucumber.plugin.event.TestStep;
import java.util.HashSet;
import java.util.Set;

/** Counts the Then steps of the scenario that the calling thread executes. */
final class ScenarioNotes {
  private static final ThreadLocal<ScenarioNotes> CURRENT = new ThreadLocal<>();

  private final Set<TestStep> claims = new HashSet<>();
  private int passed;

  private ScenarioNotes(TestCase scenario) {
    boolean then = false;
    for (TestStep step : scenario.getTestSteps()) {
      if (step instanceof PickleStepTestStep pickle) {
        then = isThen(pickle.getStep().getKeyword().strip(), then);
        if (then) {
          claims.add(step);
        }
      }
    }
  }

  /** And, But and * go on with what was before them. */
  private static boolean isThen(String keyword, boolean before) {
    return switch (keyword) {
      case "Then" -> true;
      case "Given", "When" -> false;
      default -> before;
    };
  }

  static void start(TestCase scenario) {
    CURRENT.set(new ScenarioNotes(scenario));
  }

  static void finished(TestStep step, Status status) {
    ScenarioNotes notes = CURRENT.get();
    if (notes != null && status == Status.PASSED && notes.claims.contains(step)) {
      notes.passed++;
    }
  }

  /** The count of the scenario that has just ended; it is forgotten. */
  static StepCount take() {
    ScenarioNotes notes = CURRENT.get();
    CURRENT.remove();
    return notes == null ? StepCount.NONE : new StepCount(notes.passed, notes.claims.size());
  }
}
