package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.auth.PayloadFailure;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.wire.WireResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns whatever went wrong into what the client is told. */
final class Faults {
  private static final Logger LOG = System.getLogger(Faults.class.getName());

  private Faults() {}

  /** The answer to a failure; what is our own fault is logged and answered with 500. */
  static ServiceException toAnswer(RuntimeException failure, Exchange exchange) {
    if (failure instanceof ServiceException answer) {
      return answer;
    }
    if (failure instanceof Store.CommitFailedException) {
      return notCommitted();
    }
    if (failure instanceof UncheckedIOException io) {
      return ofBody(io.getCause(), exchange);
    }
    LOG.log(Level.ERROR, "a request could not be served", failure);
    return new ServiceException(
        isS3(exchange) ? "InternalError" : "InternalFailure",
        500,
        "We encountered an internal error. Please try again.");
  }

  /** Reading the request's body failed: its signature does not hold, or the client went away. */
  private static ServiceException ofBody(IOException failure, Exchange exchange) {
    if (failure instanceof PayloadFailure payload) {
      return Reception.refusal(exchange.service, payload.failure());
    }
    LOG.log(Level.DEBUG, "a body could not be read or written", failure);
    return new ServiceException(
        isS3(exchange) ? "RequestTimeout" : "RequestAbortedException",
        400,
        "Your socket connection to the server was not read from or written to within the timeout"
            + " period.");
  }

  /** The journal could not be written. */
  static ServiceException notCommitted() {
    return new ServiceException(
        "ServiceUnavailable", 503, "The change could not be stored. Please try again.");
  }

  /** The error in the service's style, under the call's request id. */
  static WireResponse encode(Exchange exchange, CallFactory calls) {
    String requestId =
        exchange.call == null ? calls.requestId(isS3(exchange)) : exchange.call.requestId();
    String hostId = exchange.call == null ? calls.hostId() : exchange.call.hostId();
    return exchange.codec.error(exchange.error, requestId, hostId, exchange.isHead());
  }

  private static boolean isS3(Exchange exchange) {
    return exchange.service.protocol().style() == Protocol.Style.REST_XML;
  }
}
