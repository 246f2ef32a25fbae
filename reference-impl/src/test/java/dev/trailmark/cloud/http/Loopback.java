package dev.trailmark.cloud.http;

import dev.trailmark.cloud.gateway.Entrance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;

/** HTTP on a free port of this machine, for tests. */
public final class Loopback {
  private Loopback() {}

  /** Listens, or ends the test. */
  public static HttpFront listen(Entrance entrance, ExecutorService workers) {
    try {
      return HttpFront.listen("127.0.0.1", 0, entrance, workers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
