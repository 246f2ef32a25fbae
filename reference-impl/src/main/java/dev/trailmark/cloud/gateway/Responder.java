package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.wire.WireResponse;

/** Where an answer goes; may be called from any thread, once. */
@FunctionalInterface
public interface Responder {

  /** Sends the answer. */
  void send(WireResponse response);
}
