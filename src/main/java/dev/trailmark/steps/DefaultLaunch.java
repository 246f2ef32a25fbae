package dev.trailmark.steps;

import dev.trailmark.lab.LabOptions;
import dev.trailmark.lab.PerformingStudent;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetKind;
import dev.trailmark.target.TargetSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * The launch of a process in which nobody chose one: a performing student on the target that the
 * system properties name. Made when first asked for; closed after the last scenario.
 */
final class DefaultLaunch {

  private static final Duration DELIVERY = Duration.ofSeconds(1);

  private static DefaultLaunch current;

  private final BundledSimulator simulator;
  private final LaunchContext context;

  private DefaultLaunch(TargetSettings settings) {
    boolean bundled = settings.kind() == TargetKind.REFERENCE;
    simulator = bundled ? BundledSimulator.start(settings.region(), DELIVERY) : null;
    Target target =
        bundled
            ? simulator.target(simulator.firstAccount(), settings.logWait())
            : Target.open(settings, Clock.systemUTC());
    LabOptions options =
        LabOptions.forTarget(target, new SecureRandom())
            .withProgress(line -> System.err.println("[lab] " + line));
    context = LaunchContext.on("default", target, PerformingStudent.on(target, options));
  }

  static synchronized LaunchContext context() {
    if (current == null) {
      current = new DefaultLaunch(TargetSettings.fromSystemProperties());
    }
    return current.context;
  }

  static synchronized void close() {
    if (current == null) {
      return;
    }
    current.context.student().close();
    current.context.target().ifPresent(Target::close);
    if (current.simulator != null) {
      current.simulator.close();
    }
    current = null;
  }
}
