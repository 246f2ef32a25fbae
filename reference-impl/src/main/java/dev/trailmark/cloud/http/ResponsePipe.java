package dev.trailmark.cloud.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * A response's body on its way from a worker to the client: waits while the client does not read.
 * Every piece is a fresh heap array, because Vert.x never releases buffers of other kinds that are
 * written to it.
 */
final class ResponsePipe extends OutputStream {
  private final HttpServerResponse response;
  private final long patienceSeconds;
  private final Semaphore drained = new Semaphore(0);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final BooleanSupplier stopping;
  private final Pace pace = new Pace();

  /**
   * A pipe.
   *
   * @param patienceSeconds how long a writer waits for a client that reads nothing
   * @param stopping whether the server is being closed, which not every connection is told of
   */
  ResponsePipe(HttpServerResponse response, long patienceSeconds, BooleanSupplier stopping) {
    this.response = response;
    this.patienceSeconds = patienceSeconds;
    this.stopping = stopping;
    response.drainHandler(ready -> drained.release());
    response.closeHandler(gone -> abort());
    response.exceptionHandler(broken -> abort());
    if (response.closed()) {
      // It closed before there was a handler to hear of it.
      abort();
    }
  }

  private void abort() {
    closed.set(true);
    drained.release();
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    awaitRoom();
    response.write(Buffer.buffer(Arrays.copyOfRange(source, offset, offset + length)));
    pace.passed(length);
  }

  private void awaitRoom() throws IOException {
    while (!closed.get() && response.writeQueueFull()) {
      drained.drainPermits();
      // Re-checked after the permits are gone, or a drain in between would be missed.
      if (response.writeQueueFull() && !closed.get()) {
        awaitDrain();
      }
    }
    if (closed.get()) {
      throw new IOException("the client went away");
    }
  }

  private void awaitDrain() throws IOException {
    long start = System.nanoTime();
    try {
      for (long second = 0; !drained.tryAcquire(1, TimeUnit.SECONDS); second++) {
        if (second >= patienceSeconds) {
          throw new IOException("the client read nothing for " + patienceSeconds + " s");
        }
        if (stopping.getAsBoolean()) {
          throw new IOException("the server is being closed");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a client read");
    }
    pace.waited(System.nanoTime() - start);
  }

  /** Ends the response; the drain handler would fire once more after it. */
  void finish() {
    response.drainHandler(null);
    if (!closed.get()) {
      response.end();
    }
  }
}
