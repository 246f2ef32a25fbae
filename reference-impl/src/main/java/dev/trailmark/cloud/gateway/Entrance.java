package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.wire.WireRequest;

/** Where requests go in: the pipeline, or what stands before it. */
public interface Entrance {

  /**
   * Serves a request: at once on this thread when it is small and quick, else on a worker. Always
   * answers, exactly once.
   */
  void accept(WireRequest request, Responder responder);
}
