package dev.trailmark.suite;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.Status;
import io.cucumber.plugin.event.TestCaseFinished;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what a run of the features executes. A run of nothing, and a scenario that was set aside,
 * look like success to a build; neither is.
 */
public final class ExecutedScenarios implements ConcurrentEventListener {
  private static final AtomicInteger EXECUTED = new AtomicInteger();
  private static final AtomicInteger SET_ASIDE = new AtomicInteger();

  static void reset() {
    EXECUTED.set(0);
    SET_ASIDE.set(0);
  }

  /** Fails when nothing was executed, or something was set aside. */
  static void requireAll() {
    if (EXECUTED.get() == 0) {
      throw new AssertionError(
          "no scenario was executed; look at -Dtrailmark.tags, which has to match some");
    }
    if (SET_ASIDE.get() > 0) {
      throw new AssertionError(SET_ASIDE.get() + " scenarios were skipped, and a skip is no pass");
    }
  }

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(
        TestCaseFinished.class, event -> count(event.getResult().getStatus()));
  }

  private static void count(Status status) {
    (status == Status.SKIPPED ? SET_ASIDE : EXECUTED).incrementAndGet();
  }
}
