package dev.trailmark.grading;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Timer timer;
  private final Duration limit;
  private final Set<Deadline> running = ConcurrentHashMap.newKeySet();

  /** Runs a task once after a while. */
  interface Timer extends AutoCloseable {
    /** Plans a task, and returns what cancels it. */
    Runnable plan(Runnable task, Duration after);

    @Override
    void close();
  }

  Deadlines(Timer timer, Duration limit) {
    this.timer = timer;
    this.limit = limit;
  }

  /** A timer on a thread of its own. */
  static Timer timer() {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "trailmark-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    return new Timer() {
      @Override
      public Runnable plan(Runnable task, Duration after) {
        Future<?> planned = executor.schedule(task, after.toMillis(), TimeUnit.MILLISECONDS);
        return () -> planned.cancel(false);
      }

      @Override
      public void close() {
        executor.shutdownNow();
      }
    };
  }

  /** Starts the calling thread's time. */
  Deadline start() {
    return new Deadline(Thread.currentThread());
  }

  /** Ends every launch that is running, as if its time were over. */
  void expireAll() {
    running.forEach(Deadline::expire);
  }

  @Override
  public void close() {
    timer.close();
  }

  /** One launch's time; closed when the launch is done. */
  final class Deadline implements AutoCloseable {
    private final CancellationToken cancellation = CancellationToken.create();
    private final Thread worker;
    private final Runnable cancel;
    private boolean closed;

    private Deadline(Thread worker) {
      this.worker = worker;
      this.cancel = timer.plan(this::expire, limit);
      running.add(this);
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
      running.remove(this);
      cancel.run();
      if (passed()) {
        Thread.interrupted();
      }
    }
  }
}
