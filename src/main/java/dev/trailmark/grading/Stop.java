package dev.trailmark.grading;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a run early: what is being graded is given up, what is graded stays. */
public final class Stop {
  private final CountDownLatch requested = new CountDownLatch(1);
  private Runnable then = () -> {};

  /** Asks the run to end; any number of times. */
  public synchronized void request() {
    if (!requested()) {
      requested.countDown();
      then.run();
    }
  }

  /** Whether the run is to end. */
  public boolean requested() {
    return requested.getCount() == 0;
  }

  /** Says what the request is to bring about; at once when it was made before. */
  synchronized void then(Runnable task) {
    then = task;
    if (requested()) {
      task.run();
    }
  }

  /** Waits for a while, or until the run is to end. */
  void await(Duration time) throws InterruptedException {
    requested.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
