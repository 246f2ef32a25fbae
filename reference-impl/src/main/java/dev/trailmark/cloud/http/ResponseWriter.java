package dev.trailmark.cloud.http;

import dev.trailmark.cloud.gateway.Responder;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.ResponseBody;
import dev.trailmark.cloud.wire.WireResponse;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;

/** Writes one answer: bytes at once on the request's event loop, streams from a worker. */
final class ResponseWriter implements Responder {
  private static final Logger LOG = System.getLogger(ResponseWriter.class.getName());
  private static final long PATIENCE_SECONDS = 60;

  private final HttpServerRequest request;
  private final Executor workers;
  private final InputStream unread;
  private final Context context;

  /**
   * A writer.
   *
   * @param unread the request's streamed body, which may not have been read to its end; or {@code
   *     null}
   */
  ResponseWriter(HttpServerRequest request, Executor workers, InputStream unread) {
    this.request = request;
    this.workers = workers;
    this.unread = unread;
    this.context = Vertx.currentContext();
  }

  @Override
  public void send(WireResponse answer) {
    if (Vertx.currentContext() == context) {
      write(answer);
    } else {
      context.runOnContext(go -> write(answer));
    }
  }

  private void write(WireResponse answer) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    writeHead(response, answer);
    if (request.method() == HttpMethod.HEAD || hasNoBody(answer.status())) {
      response.end();
      return;
    }
    byte[] bytes = answer.body().inMemory();
    if (bytes != null) {
      response.end(Buffer.buffer(bytes));
    } else {
      workers.execute(() -> stream(response, answer.body()));
    }
  }

  private void writeHead(HttpServerResponse response, WireResponse answer) {
    response.setStatusCode(answer.status());
    Headers headers = answer.headers();
    for (int i = 0; i < headers.size(); i++) {
      response.headers().add(headers.name(i), headers.value(i));
    }
    if (!headers.has("date")) {
      response.putHeader("Date", HttpDates.now());
    }
    if (!hasNoBody(answer.status()) && !headers.has("content-length")) {
      response.putHeader("Content-Length", Long.toString(answer.body().length()));
    }
    if (unread != null && !request.isEnded()) {
      // The rest of a refused upload is not worth reading.
      response.putHeader("Connection", "close");
    }
  }

  private static boolean hasNoBody(int status) {
    return status == 204 || status == 304;
  }

  private static void stream(HttpServerResponse response, ResponseBody body) {
    ResponsePipe pipe = new ResponsePipe(response, PATIENCE_SECONDS);
    try {
      body.writeTo(pipe);
      pipe.finish();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "an answer could not be sent to its end", e);
      // The length was promised: only a broken connection tells the client that this is not all.
      response.reset();
    }
  }
}
