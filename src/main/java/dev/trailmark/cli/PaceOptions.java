package dev.trailmark.cli;

import dev.trailmark.grading.Watch;
import java.time.Duration;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** How fast a class is graded, and how much is said meanwhile. */
final class PaceOptions {
  private static final int MOST_PARALLEL = 64;
  private static final int MOST_RETRIES = 8;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many submissions to grade at once (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      defaultValue = "20m",
      converter = DurationConverter.class,
      description = "How long one submission may take (default: ${DEFAULT-VALUE}).")
  private Duration limit;

  @Option(
      names = "--retries",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How often to try an account again that cannot be reached, after 1, 2, 4, … seconds"
              + " (default: ${DEFAULT-VALUE}).")
  private int retries;

  @Option(names = "--quiet", description = "Do not say how grading goes on.")
  private boolean quiet;

  /** Refuses what is out of range. */
  void check() {
    if (parallel < 1 || parallel > MOST_PARALLEL) {
      throw CliException.usage("--parallel is a number from 1 to " + MOST_PARALLEL);
    }
    if (retries < 0 || retries > MOST_RETRIES) {
      throw CliException.usage("--retries is a number from 0 to " + MOST_RETRIES);
    }
  }

  int parallel() {
    return parallel;
  }

  Duration limit() {
    return limit;
  }

  int retries() {
    return retries;
  }

  /** Whether lines about single submissions would be in the way. */
  boolean silent() {
    return quiet || terminal();
  }

  /** Who watches: nobody, a bar on a terminal, or a reader of lines. */
  Watch watch(Output output, InstantSource clock) {
    if (quiet) {
      return Watch.of(line -> {});
    }
    return terminal() ? new GradingBar() : new GradingLines(output.progress(), clock);
  }

  /** Java has a console only when a person sits at both ends. */
  private static boolean terminal() {
    return System.console() != null;
  }
}
