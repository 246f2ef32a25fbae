package dev.trailmark.grading;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.platform.engine.CancellationToken;

/**
 * Ends launches that take too long. JUnit looks at its cancellation only between scenarios, so the
 * launch's thread is interrupted too, which ends a call or a wait that it is in.
 */
final class Deadlines implements AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "trailmark-deadlines");
            thread.setDaemon(true);
            return thread;
          });
  private final Duration limit;

  Deadlines(Duration limit) {
    this.limit = limit;
  }

  /** Starts the calling thread's time. */
  Deadline start() {
    return new Deadline(Thread.currentThread());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** One launch's time; closed when the launch is done. */
  final class Deadline implements AutoCloseable {
    private final CancellationToken cancellation = CancellationToken.create();
    private final Thread worker;
    private final Future<?> end;
    private boolean closed;

    private Deadline(Thread worker) {
      this.worker = worker;
      this.end = timer.schedule(this::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    CancellationToken cancellation() {
      return cancellation;
    }

    boolean passed() {
      return cancellation.isCancellationRequested();
    }

    private synchronized void expire() {
      if (!closed) {
        cancellation.cancel();
        worker.interrupt();
      }
    }

    /** Ends the time; the worker goes on to the next launch without this one's interruption. */
    @Override
    public synchronized void close() {
      closed = true;
      end.cancel(false);
      if (passed()) {
        Thread.interrupted();
      }
    }
  }
}
