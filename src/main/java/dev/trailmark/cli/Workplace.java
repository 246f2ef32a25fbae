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
      return new Workplace(Target.open(settings, clock), Optional.empty());
    }
    BundledSimulator simulator = BundledSimulator.start(settings.region(), DELIVERY);
    return new Workplace(
        simulator.target(simulator.firstAccount(), settings.logWait()), Optional.of(simulator));
  }

  @Override
  public void close() {
    target.close();
    simulator.ifPresent(BundledSimulator::close);
  }
}
