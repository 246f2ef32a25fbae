package dev.trailmark.steps;

import dev.trailmark.lab.IndeterminateException;
import io.cucumber.java.After;
import io.cucumber.java.AfterAll;
import io.cucumber.java.Before;

/** Cleans up after each scenario's experiments, and after the default launch. */
public final class Hooks {

  private final World world;

  /** Shares the scenario's world. */
  public Hooks(World world) {
    this.world = world;
  }

  /**
   * Leaves every scenario open, at once, when the target cannot be asked anything.
   *
   * @throws IndeterminateException saying why
   */
  @Before
  public void requireTarget() {
    world
        .unusable()
        .ifPresent(
            reason -> {
              throw new IndeterminateException(reason);
            });
  }

  /** Unmakes what the scenario's experiments made. */
  @After
  public void cleanUpExperiments() {
    world.close();
  }

  /** Ends the launch that the process itself began; a launch of someone else's is theirs to end. */
  @AfterAll
  public static void endDefaultLaunch() {
    LaunchContext.closeDefault();
  }
}
