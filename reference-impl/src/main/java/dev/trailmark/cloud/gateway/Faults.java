package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.auth.PayloadFailure;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.wire.WireResponse;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;

/** Turns whatever went wrong into what the client is told. */
final class Faults {
  private static final Logger LOG = System.getLogger(Faults.class.getName());

  private Faults() {}

  /** The answer to a failure; what is our own fault is logged and answered with 500. */
  static ServiceException toAnswer(Throwable failure, Exchange exchange) {
    if (failure instanceof ServiceException answer) {
      return answer;
    }
    if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
      return toAnswer(wrapped.getCause(), exchange);
    }
    if (failure instanceof Store.CommitFailedException) {
      return notCommitted();
    }
    if (failure instanceof UncheckedIOException io) {
      if (io.getCause() instanceof PayloadFailure payload) {
        return Reception.refusal(exchange.service, payload.failure());
      }
      if (exchange.request != null && !exchange.request.body().inMemory()) {
        return bodyNotReceived(io, exchange);
      }
    }
    return internal(failure, exchange);
  }

  /** The client went away, or was silent for too long, in the middle of its body. */
  private static ServiceException bodyNotReceived(UncheckedIOException failure, Exchange exchange) {
    LOG.log(Level.DEBUG, "a body could not be read", failure);
    return new ServiceException(
        isS3(exchange) ? "RequestTimeout" : "RequestAbortedException",
        400,
        "Your socket connection to the server was not read from or written to within the timeout"
            + " period.");
  }

  private static ServiceException internal(Throwable failure, Exchange exchange) {
    LOG.log(Level.ERROR, "a request could not be served", failure);
    return new ServiceException(
        isS3(exchange) ? "InternalError" : "InternalFailure",
        500,
        "We encountered an internal error. Please try again.");
  }

  /** The journal could not be written. */
  private static ServiceException notCommitted() {
    return new ServiceException(
        "ServiceUnavailable", 503, "The change could not be stored. Please try again.");
  }

  /**
   * The error in the service's style, under the call's request id. An error that cannot be written
   * becomes one that can: there is always an answer.
   */
  static WireResponse encode(Exchange exchange, CallFactory calls) {
    String requestId =
        exchange.call == null ? calls.requestId(isS3(exchange)) : exchange.call.requestId();
    String hostId = exchange.call == null ? calls.hostId() : exchange.call.hostId();
    try {
      return withHeaders(
          exchange, exchange.codec.error(exchange.error, requestId, hostId, exchange.isHead()));
    } catch (RuntimeException | Error unwritable) {
      exchange.error = internal(unwritable, exchange);
      return exchange.codec.error(exchange.error, requestId, hostId, exchange.isHead());
    }
  }

  /** Adds the error's own headers, and those that the call had set by then. */
  private static WireResponse withHeaders(Exchange exchange, WireResponse error) {
    exchange.error.headers().forEach(error.headers()::set);
    if (exchange.call != null) {
      exchange.call.replyHeaders().forEach(error.headers()::set);
    }
    return error;
  }

  private static boolean isS3(Exchange exchange) {
    return exchange.service.protocol().style() == Protocol.Style.REST_XML;
  }
}
