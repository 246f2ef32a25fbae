package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.auth.PayloadCheck;
import dev.trailmark.cloud.auth.PayloadFailure;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.StreamedBody;
import dev.trailmark.cloud.protocol.Shapes;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * Serves requests. {@link #serve} says who asks for what, {@link #answer} is the rest of the way;
 * both read from top to bottom.
 */
public final class Pipeline implements Entrance {
  private final Reception reception;
  private final CallFactory calls;
  private final Throttle throttle;
  private final Conclusion conclusion;
  private final Executor workers;

  /**
   * A pipeline.
   *
   * @param reception finds operation and caller
   * @param calls makes calls
   * @param throttle may refuse calls that come too fast
   * @param conclusion records, commits
   * @param workers runs what must not hold up an event loop
   */
  Pipeline(
      Reception reception,
      CallFactory calls,
      Throttle throttle,
      Conclusion conclusion,
      Executor workers) {
    this.reception = reception;
    this.calls = calls;
    this.throttle = throttle;
    this.conclusion = conclusion;
    this.workers = workers;
  }

  @Override
  public void accept(WireRequest request, Responder responder) {
    if (request.body().inMemory()) {
      serve(new Exchange(request, responder), false);
    } else {
      workers.execute(() -> serve(new Exchange(request, responder), true));
    }
  }

  private void serve(Exchange exchange, boolean onWorker) {
    try {
      reception.route(exchange);
      reception.authenticate(exchange);
      reception.lookUp(exchange);
      exchange.call = calls.of(exchange);
      exchange.call.form(exchange.form);
    } catch (RuntimeException | Error failure) {
      refuse(exchange, failure);
      reply(exchange);
      return;
    }
    if (!onWorker && exchange.operation.threading() == Operation.Threading.WORKER) {
      workers.execute(() -> answer(exchange));
    } else {
      answer(exchange);
    }
  }

  private void answer(Exchange exchange) {
    try {
      decode(exchange);
      throttle.admit(exchange.call, exchange.service, exchange.operation);
      constrain(exchange);
      Gatekeeper.authorize(exchange);
      requireReadable(exchange);
      handle(exchange);
      encode(exchange);
    } catch (RuntimeException | Error failure) {
      // Errors too: an overflown stack must leave neither the client waiting nor a scope locked.
      refuse(exchange, failure);
    }
    conclusion.recordAndCommit(exchange).whenComplete((done, failure) -> send(exchange, failure));
  }

  private static void decode(Exchange exchange) {
    Operation<?, ?> operation = exchange.operation;
    byte[] document = null;
    if (operation.streamsRequest()) {
      exchange.call.body(streamed(exchange.request.body(), exchange.authentication.payload()));
    } else {
      document = documentOf(exchange);
      exchange.call.body(
          new StreamedBody(
              new ByteArrayInputStream(document),
              document.length,
              true,
              exchange.authentication.payload()::trailers));
    }
    try {
      exchange.input = exchange.codec.decode(operation, exchange.request, document, exchange.route);
    } catch (ServiceException unreadable) {
      exchange.input = exchange.codec.outline(operation, exchange.request, exchange.route);
      exchange.unreadable = unreadable;
      if (exchange.input == null) {
        throw unreadable;
      }
    }
  }

  private static StreamedBody streamed(RequestBody body, PayloadCheck check) {
    return new StreamedBody(
        check.verify(body.stream()),
        check.chunked() ? check.decodedLength() : body.length(),
        body.inMemory(),
        check::trailers);
  }

  private static byte[] documentOf(Exchange exchange) {
    try {
      RequestBody body = Reception.inMemory(exchange.request).body();
      return exchange.authentication.payload().verify(body.bytes());
    } catch (PayloadFailure failure) {
      throw Reception.refusal(exchange.service, failure.failure());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void constrain(Exchange exchange) {
    Operation<?, ?> operation = exchange.operation;
    List<String> violations = new ArrayList<>(0);
    operation
        .constraints()
        .forEach(limit -> limit.check(Shapes.members(exchange.input), violations));
    if (!violations.isEmpty()) {
      String errors = violations.size() == 1 ? " validation error" : " validation errors";
      throw exchange.service.invalid(
          violations.size() + errors + " detected: " + String.join("; ", violations));
    }
    for (String member : Shapes.sent(exchange.input, name -> !isHonoured(name, exchange))) {
      throw new ServiceException(
          "NotImplemented",
          501,
          "Trailmark does not implement the parameter " + member + " of " + operation.name() + ".");
    }
  }

  private static boolean isHonoured(String member, Exchange exchange) {
    return exchange.operation.honoured().contains(member)
        || exchange.service.honouredEverywhere().contains(member);
  }

  /** S3 looks at permissions before it reads a document. */
  private static void requireReadable(Exchange exchange) {
    if (exchange.unreadable != null) {
      throw exchange.unreadable;
    }
  }

  private static void handle(Exchange exchange) {
    exchange.output =
        Objects.requireNonNull(
            exchange.operation.handler().handle(exchange.call, exchange.input),
            exchange.operation.name());
  }

  private static void encode(Exchange exchange) {
    exchange.response = exchange.codec.encode(exchange.operation, exchange.output, exchange.call);
  }

  private void refuse(Exchange exchange, Throwable failure) {
    exchange.error = Faults.toAnswer(failure, exchange);
    exchange.response = Faults.encode(exchange, calls);
  }

  private void send(Exchange exchange, Throwable failure) {
    if (failure != null) {
      refuse(exchange, failure);
    }
    reply(exchange);
  }

  private void reply(Exchange exchange) {
    reception.complete(exchange);
    exchange.responder.send(exchange.response);
  }
}
