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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** Writes one answer: bytes at once on the request's event loop, streams from a worker. */
final class ResponseWriter implements Responder {
  private static final Logger LOG = System.getLogger(ResponseWriter.class.getName());
  private static final long PATIENCE_SECONDS = 60;
  private static final long LINGER_MILLISECONDS = 30_000;

  private final HttpServerRequest request;
  private final ExecutorService workers;
  private final BodyPipe upload;
  private final Context context;

  /**
   * A writer.
   *
   * @param upload the request's streamed body, which may not have been read to its end; or {@code
   *     null}
   */
  ResponseWriter(HttpServerRequest request, ExecutorService workers, BodyPipe upload) {
    this.request = request;
    this.workers = workers;
    this.upload = upload;
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
    if (response.closed() || response.headWritten()) {
      // The client is gone, or was told already that its body is not HTTP.
      return;
    }
    boolean refusedUpload = upload != null && !request.isEnded();
    if (refusedUpload) {
      response.putHeader("Connection", "close");
    }
    try {
      writeAnswer(response, answer);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "an answer could not be written", e);
      abandon(response);
    }
    if (refusedUpload) {
      linger();
    }
  }

  /** Without an answer the client at least shall not wait for one. */
  private static void abandon(HttpServerResponse response) {
    if (response.headWritten()) {
      response.reset();
    } else {
      response.headers().clear();
      response.setStatusCode(500).end();
    }
  }

  /**
   * Takes and drops the rest of an upload that was answered early, then closes: closing at once
   * would reset the connection, and the client would lose the answer (RFC 9112, section 9.6).
   */
  private void linger() {
    request.endHandler(all -> closeOnceAnswered());
    upload.discard();
    long timer =
        context.owner().setTimer(LINGER_MILLISECONDS, late -> request.connection().close());
    request.connection().closeHandler(closed -> context.owner().cancelTimer(timer));
  }

  private void closeOnceAnswered() {
    if (request.response().ended()) {
      request.connection().close();
    } else {
      request.response().endHandler(sent -> request.connection().close());
    }
  }

  private void writeAnswer(HttpServerResponse response, WireResponse answer) {
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
  }

  private static boolean hasNoBody(int status) {
    return status == 204 || status == 304;
  }

  private void stream(HttpServerResponse response, ResponseBody body) {
    ResponsePipe pipe = new ResponsePipe(response, PATIENCE_SECONDS, workers::isShutdown);
    try {
      body.writeTo(pipe);
      pipe.finish();
    } catch (IOException | RuntimeException | Error e) {
      LOG.log(Level.DEBUG, "an answer could not be sent to its end", e);
      // The length was promised: only a broken connection tells the client that this is not all.
      breakOff(response);
    }
  }

  private static void breakOff(HttpServerResponse response) {
    try {
      response.reset();
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "the server was closed meanwhile, and the connection with it", e);
    }
  }
}
