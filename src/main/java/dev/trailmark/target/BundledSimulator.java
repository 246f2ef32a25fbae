package dev.trailmark.target;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * The simulator that ships with this project, started in this process on a free loopback port. The
 * only class of the harness that knows the simulator's own.
 */
public final class BundledSimulator implements AutoCloseable {

  private BundledSimulator() {}

  /**
   * Starts a simulator.
   *
   * @param region the region in which the lab is done
   * @param delivery how often its trails deliver log files
   */
  public static BundledSimulator start(String region, Duration delivery) {
    throw new IllegalStateException("this build has no bundled simulator; choose an endpoint");
  }

  /** Where it answers. */
  public URI endpoint() {
    throw new IllegalStateException("not started");
  }

  /** The account that a new simulator comes with. */
  public SimulatedAccount firstAccount() {
    throw new IllegalStateException("not started");
  }

  /** Another account, with nothing in it. */
  public SimulatedAccount newAccount(String name) {
    throw new IllegalStateException("not started");
  }

  /** A target on one account, called as root, with the lab's user and role known. */
  public Target target(SimulatedAccount account, Duration logWait) {
    TargetSettings settings =
        TargetSettings.reference()
            .withCredentials(account.root())
            .withSignIn(account.signIn())
            .withLogWait(logWait);
    return Target.at(endpoint(), settings, Clock.systemUTC());
  }

  @Override
  public void close() {
    throw new IllegalStateException("not started");
  }
}
