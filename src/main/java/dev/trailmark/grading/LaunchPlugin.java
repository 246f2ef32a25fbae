package dev.trailmark.grading;

import io.cucumber.plugin.ConcurrentEventListener;
import io.cucumber.plugin.event.EventPublisher;
import io.cucumber.plugin.event.TestCaseStarted;

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
    publisher.registerHandlerFor(TestCaseStarted.class, event -> Launch.running(id).enter());
  }
}
