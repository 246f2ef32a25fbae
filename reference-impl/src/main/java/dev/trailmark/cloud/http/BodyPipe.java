package dev.trailmark.cloud.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A request's body on its way from the event loop to the worker that reads it. Holds a few buffers;
 * when it is full the request is paused, and so is the client.
 */
final class BodyPipe extends InputStream {
  private static final int CAPACITY = 8;

  private final HttpServerRequest request;
  private final long patienceSeconds;
  private final Runnable onFirstRead;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Pace pace;
  private final Deque<Buffer> waiting = new ArrayDeque<>(CAPACITY);
  private boolean paused;
  private boolean ended;
  private boolean discarding;
  private boolean asked;
  private IOException failure;
  private Buffer current;
  private int position;

  /**
   * A pipe.
   *
   * @param patienceSeconds how long a reader waits for a client that sends nothing
   * @param pace how fast a client has to be that does send
   * @param onFirstRead runs when the body is first asked for, on the reader's thread
   */
  BodyPipe(HttpServerRequest request, long patienceSeconds, Pace pace, Runnable onFirstRead) {
    this.request = request;
    this.patienceSeconds = patienceSeconds;
    this.pace = pace;
    this.onFirstRead = onFirstRead;
  }

  /** On the event loop: the next piece. */
  void offer(Buffer buffer) {
    lock.lock();
    try {
      if (discarding) {
        return;
      }
      if (buffer.length() > 0) {
        waiting.add(buffer);
      }
      if (!paused && waiting.size() >= CAPACITY) {
        paused = true;
        request.pause();
      }
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** On the event loop: the body is complete. */
  void end() {
    finish(null);
  }

  /** On the event loop: the connection broke. */
  void fail(Throwable cause) {
    finish(new IOException("the client went away", cause));
  }

  /**
   * Nobody will read on: takes what still comes and drops it, so that a client that sends its whole
   * body before it reads the answer gets to reading it.
   */
  void discard() {
    lock.lock();
    try {
      discarding = true;
      waiting.clear();
      if (paused) {
        paused = false;
        request.resume();
      }
    } finally {
      lock.unlock();
    }
    finish(new IOException("the request was answered before its body was read"));
  }

  private void finish(IOException cause) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        failure = cause;
      }
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (current == null || position == current.length()) {
      current = next();
      position = 0;
      if (current == null) {
        return -1;
      }
    }
    int count = Math.min(length, current.length() - position);
    current.getBytes(position, position + count, target, offset);
    position += count;
    return count;
  }

  private Buffer next() throws IOException {
    if (!asked) {
      asked = true;
      onFirstRead.run();
    }
    lock.lock();
    try {
      awaitArrival();
      Buffer buffer = waiting.poll();
      if (buffer == null && failure != null) {
        throw failure;
      }
      pace.passed(buffer == null ? 0 : buffer.length());
      if (paused && waiting.size() <= CAPACITY / 2) {
        paused = false;
        request.resume();
      }
      return buffer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a body arrived");
    } finally {
      lock.unlock();
    }
  }

  /** Waits, under the lock, for the next piece or the end. */
  private void awaitArrival() throws IOException, InterruptedException {
    long patience = TimeUnit.SECONDS.toNanos(patienceSeconds);
    long left = patience;
    while (waiting.isEmpty() && !ended) {
      if (left <= 0) {
        throw new IOException("the client sent nothing for " + patienceSeconds + " s");
      }
      left = arrived.awaitNanos(left);
    }
    pace.waited(patience - left);
  }
}
