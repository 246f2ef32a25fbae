package dev.trailmark.cloud.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * How fast a client has to go on with a body, so that slow ones do not keep every worker waiting.
 * Only the time spent waiting for the client counts: whenever that has added up to a window, enough
 * bytes must have passed in it. Used by one thread.
 */
final class Pace {
  /** The slowest that is borne, in bytes a second: less than a bad mobile connection gives. */
  static final int SLOWEST = 4 * 1024;

  private static final long WINDOW = TimeUnit.SECONDS.toNanos(30);

  private final long window;
  private long waited;
  private long passed;

  /** Looks at 30 seconds of waiting together. */
  Pace() {
    this(WINDOW);
  }

  /** Looks at so many nanoseconds of waiting together. */
  Pace(long window) {
    this.window = window;
  }

  /** Some bytes passed. */
  void passed(int bytes) {
    passed += bytes;
  }

  /**
   * The client let us wait.
   *
   * @throws IOException when it was too slow
   */
  void waited(long nanos) throws IOException {
    waited += nanos;
    if (waited < window) {
      return;
    }
    if (passed < waited / 1e9 * SLOWEST) {
      throw new IOException(
          "%d bytes passed in %d s of waiting; at least %d a second have to"
              .formatted(passed, TimeUnit.NANOSECONDS.toSeconds(waited), SLOWEST));
    }
    waited = 0;
    passed = 0;
  }
}
