package dev.trailmark.steps;

import dev.trailmark.lab.IndeterminateException;
import dev.trailmark.lab.Student;
import dev.trailmark.lab.Workbench;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Target;
import java.util.Optional;

/** What the steps of one scenario share. Made anew for each scenario; used by one thread. */
public final class World {

  private Workbench workbench;

  /** Whose work is checked. */
  public Student student() {
    return LaunchContext.current().student();
  }

  /**
   * What is judged.
   *
   * @throws IndeterminateException when the work is on paper
   */
  public Target target() {
    return LaunchContext.current()
        .target()
        .orElseThrow(
            () ->
                new IndeterminateException(
                    "this check asks an account, and the submission is on paper; leave it out"));
  }

  /** Why the target cannot be asked anything; empty when it can, or when there is none. */
  Optional<String> unusable() {
    return LaunchContext.current().target().flatMap(Target::unusable);
  }

  /**
   * Where experiments are made, and cleaned up after.
   *
   * @throws IndeterminateException when the account is only observed
   */
  public Workbench workbench() {
    if (!student().performs()) {
      throw new IndeterminateException(
          "this experiment would change the account that is graded; leave @demonstration and"
              + " @conformance out of grading");
    }
    if (workbench == null) {
      workbench = new Workbench(target());
    }
    return workbench;
  }

  /**
   * An administrator of an account other than the caller's.
   *
   * @throws IndeterminateException when the target has only one account
   */
  public AwsClients stranger() {
    return target()
        .stranger()
        .orElseThrow(
            () ->
                new IndeterminateException(
                    "this takes a second account: name a profile of its administrator"
                        + " (trailmark.second-profile, --second-profile), or leave"
                        + " @second-account out"));
  }

  void close() {
    if (workbench != null) {
      workbench.close();
    }
  }
}
