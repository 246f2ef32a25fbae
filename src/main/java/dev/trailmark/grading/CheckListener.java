package dev.trailmark.grading;

import dev.trailmark.lab.Consulted;
import dev.trailmark.lab.IndeterminateException;
import dev.trailmark.lab.UnmetExpectation;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.RubricItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Turns what JUnit says of each scenario into a check. Only an assertion that failed is held
 * against the student. Everything else that is not a success leaves the check open: a target that
 * could not be asked, a step that is missing or broken, a scenario that was aborted.
 */
final class CheckListener implements TestExecutionListener {
  private static final String REPORT_IT =
      "this is a fault of the check and not of the student's work; report it";

  private static final int LONGEST = 600;

  private final List<Check> checks = new ArrayList<>();

  synchronized List<Check> checks() {
    return List.copyOf(checks);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier scenario, TestExecutionResult result) {
    if (scenario.isTest()) {
      checks.add(
          check(RubricTags.item(scenario), result).with(Consulted.take(), ScenarioNotes.take()));
    } else if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      throw new IllegalStateException(
          "the features could not be launched: "
              + result.getThrowable().map(CheckListener::oneLine).orElse("no reason given"));
    }
  }

  private static Check check(RubricItem item, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
      return Check.passed(item);
    }
    Throwable thrown = result.getThrowable().orElse(null);
    Optional<IndeterminateException> unasked = cause(thrown, IndeterminateException.class);
    if (unasked.isPresent()) {
      return Check.indeterminate(item, oneLine(unasked.get()), "");
    }
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      return Check.indeterminate(item, "the scenario was not carried through", REPORT_IT);
    }
    if (thrown instanceof UnmetExpectation unmet) {
      return Check.of(
          item,
          Outcome.FAIL,
          unmet.expected(),
          unmet.found(),
          unmet.where(),
          unmet.hint(),
          unmet.blockedBy());
    }
    if (thrown instanceof AssertionError) {
      return Check.of(item, Outcome.FAIL, item.name(), oneLine(thrown), "", "", Optional.empty());
    }
    return Check.indeterminate(item, "the check broke: " + oneLine(thrown), REPORT_IT);
  }

  private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> wanted) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (wanted.isInstance(each)) {
        return Optional.of(wanted.cast(each));
      }
    }
    return Optional.empty();
  }

  private static String oneLine(Throwable thrown) {
    if (thrown == null) {
      return "no reason given";
    }
    String message = thrown.getMessage() == null ? "" : thrown.getMessage().strip();
    if (message.isEmpty()) {
      return thrown.getClass().getSimpleName();
    }
    String line = message.replaceAll("\\s+", " ").replaceFirst(" You can implement .*", "");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }
}
