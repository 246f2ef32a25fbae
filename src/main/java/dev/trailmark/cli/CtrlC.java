package dev.trailmark.cli;

import dev.trailmark.grading.Stop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run when the process is told to end, by Ctrl-C or otherwise, and keeps the process until
 * what is graded has been written down, for a while.
 */
final class CtrlC implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch written = new CountDownLatch(1);
  private final Thread hook;

  CtrlC(Stop stop, Output output) {
    hook =
        new Thread(
            () -> {
              output.error("Stopping; what is graded is being written down ...");
              stop.request();
              await();
            },
            "trailmark-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the process go: all is written. */
  @Override
  public void close() {
    written.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running: the process ends.
    }
  }
}
