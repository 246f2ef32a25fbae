package dev.trailmark.grading;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/**
 * Which features to launch, and with which steps.
 *
 * @param packageName the class path's package that holds the packaged features
 * @param directory a directory of features that replaces the packaged ones
 * @param glue the package with the steps
 * @param select which scenarios belong to the run, as a JUnit tag expression; all when empty
 * @param filter which of these to execute, as a Cucumber tag expression; all when empty
 */
public record Features(
    String packageName, Optional<Path> directory, String glue, String select, String filter) {
  private static final String STEPS = "dev.trailmark.steps";

  /** The lab's graded scenarios: no experiments on the target, no conformance checks. */
  public static Features graded() {
    return packaged("features.lab", "!demonstration & !conformance");
  }

  /** The whole lab, with the experiments that prove the assessment's answers. */
  public static Features lab() {
    return packaged("features.lab", "!conformance");
  }

  /**
   * What AWS does beyond the lab's steps.
   *
   * @param secondAccount whether the target has one, which some scenarios take
   */
  public static Features conformance(boolean secondAccount) {
    return packaged(
        "features.conformance", secondAccount ? "conformance" : "conformance & !second-account");
  }

  private static Features packaged(String packageName, String select) {
    return new Features(packageName, Optional.empty(), STEPS, select, "");
  }

  /** The same scenarios, from a directory. */
  public Features from(Path replacement) {
    return new Features(packageName, Optional.of(replacement), glue, select, filter);
  }

  /** Only the scenarios that a Cucumber tag expression matches. */
  public Features matching(String tags) {
    return new Features(packageName, directory, glue, select, tags);
  }

  DiscoverySelector selector() {
    return directory
        .<DiscoverySelector>map(path -> DiscoverySelectors.selectDirectory(path.toFile()))
        .orElseGet(() -> DiscoverySelectors.selectPackage(packageName));
  }
}
