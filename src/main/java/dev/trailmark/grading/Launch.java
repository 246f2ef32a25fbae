package dev.trailmark.grading;

import dev.trailmark.steps.LaunchContext;
import io.qameta.allure.AllureResultsWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A launch that is running: its context, and where its results go. Cucumber makes its plugins by
 * name and with one text argument, so launches are kept here by their context's id.
 *
 * @param context what the steps work on
 * @param suite the name that the results are filed under, a student's
 * @param results where Allure's results go
 */
record Launch(LaunchContext context, String suite, AllureResultsWriter results) {
  private static final Map<String, Launch> RUNNING = new ConcurrentHashMap<>();
  private static final ThreadLocal<Launch> CURRENT = new ThreadLocal<>();

  /** Makes the launch known by its context's id. */
  void register() {
    if (RUNNING.putIfAbsent(context.id(), this) != null) {
      throw new IllegalStateException("launch " + context.id() + " is running already");
    }
  }

  /** Forgets the launch, also as the calling thread's own. */
  void forget() {
    RUNNING.remove(context.id());
    CURRENT.remove();
    LaunchContext.leave();
  }

  /** Makes the launch the calling thread's own, for its steps and for its results. */
  void enter() {
    CURRENT.set(this);
    context.enter();
  }

  static Launch running(String id) {
    return Optional.ofNullable(RUNNING.get(id))
        .orElseThrow(() -> new IllegalStateException("no launch " + id + " is running"));
  }

  static Optional<Launch> current() {
    return Optional.ofNullable(CURRENT.get());
  }
}
