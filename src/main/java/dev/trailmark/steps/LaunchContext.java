package dev.trailmark.steps;

import dev.trailmark.lab.Student;
import dev.trailmark.target.Target;
import java.util.Optional;

/**
 * What one launch of the features works on. A launch that grades many submissions in one process
 * has one context per submission; its plugin makes it current on the thread of each scenario. Where
 * no plugin did, the default of the process is used, made once from the system properties.
 *
 * @param id names the launch
 * @param target what is judged; empty when the work is on paper, where nobody can be asked
 * @param student whose work is checked
 */
public record LaunchContext(String id, Optional<Target> target, Student student) {

  private static final ThreadLocal<LaunchContext> CURRENT = new ThreadLocal<>();

  /** A launch on a target. */
  public static LaunchContext on(String id, Target target, Student student) {
    return new LaunchContext(id, Optional.of(target), student);
  }

  /** A launch on what was handed in alone. */
  public static LaunchContext onPaper(String id, Student student) {
    return new LaunchContext(id, Optional.empty(), student);
  }

  /** Makes this context the current one of the calling thread. */
  public void enter() {
    CURRENT.set(this);
  }

  /** Leaves the calling thread without a context of its own. */
  public static void leave() {
    CURRENT.remove();
  }

  /** The context of the calling thread, else the default of the process. */
  public static LaunchContext current() {
    return Optional.ofNullable(CURRENT.get()).orElseGet(DefaultLaunch::context);
  }

  /** Ends the default launch of the process, if it was begun, and cleans up after it. */
  public static void closeDefault() {
    DefaultLaunch.close();
  }
}
