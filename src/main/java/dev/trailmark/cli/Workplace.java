package dev.trailmark.cli;

import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetKind;
import dev.trailmark.target.TargetSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A target to work on, and the simulator behind it when there is one of its own. Closing closes
 * both.
 *
 * @param target the target
 * @param simulator the simulator that was started for it
 */
record Workplace(Target target, Optional<BundledSimulator> simulator) implements AutoCloseable {
  /** How often a simulator that runs for one command delivers its logs. */
  static final Duration DELIVERY = Duration.ofSeconds(1);

  static Workplace open(TargetSettings settings, Clock clock) {
    if (settings.kind() != TargetKind.REFERENCE) {
      return new Workplace(target(settings, clock), Optional.empty());
    }
    BundledSimulator simulator = simulator(settings.region());
    return new Workplace(
        simulator.target(simulator.firstAccount(), settings.logWait()), Optional.of(simulator));
  }

  /** A target that is not the bundled simulator. */
  static Target target(TargetSettings settings, Clock clock) {
    try {
      return Target.open(settings, clock);
    } catch (IllegalArgumentException e) {
      throw CliException.usage(e.getMessage());
    }
  }

  private static BundledSimulator simulator(String region) {
    try {
      return BundledSimulator.start(region, DELIVERY);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("--region: " + e.getMessage() + "; one looks like us-east-1");
    }
  }

  @Override
  public void close() {
    target.close();
    simulator.ifPresent(BundledSimulator::close);
  }
}
