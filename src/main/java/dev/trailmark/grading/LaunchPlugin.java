package dev.trailmark.grading;

import dev.trailmark.lab.Consulted;
import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.TestCaseStarted;
import io.cucumber.plugin.event.TestStepFinished;

/**
 * Hands a launch to the thread that executes its scenario, whichever thread that is. Cucumber makes
 * it from {@code dev.trailmark.grading.LaunchPlugin:ID}. It has to be the first plugin, so that
 * those after it find the launch when the scenario starts; the launch stays until the next scenario
 * starts, because results are written after the scenario's end.
 */
public final class LaunchPlugin implements ConcurrentEventListener {
  private final String id;

  /** The plugin of the launch with the given id. */
  public LaunchPlugin(String id) {
    this.id = id;
  }

  @Override
  public void setEventPublisher(EventPublisher publisher) {
    publisher.registerHandlerFor(TestCaseStarted.class, this::enter);
    publisher.registerHandlerFor(
        TestStepFinished.class,
        event -> ScenarioNotes.finished(event.getTestStep(), event.getResult().getStatus()));
  }

  private void enter(TestCaseStarted event) {
    Launch.running(id).enter();
    ScenarioNotes.start(event.getTestCase());
    Consulted.take();
  }
}
