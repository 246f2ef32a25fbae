package dev.trailmark.cloud.http;

import dev.trailmark.cloud.gateway.Entrance;
import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * Reads one request on its event loop: a body of up to 64 KiB is gathered and the request handed on
 * complete; a larger one is handed on as a pipe.
 */
final class RequestReader {
  /** Bodies up to this many bytes are handed on in memory. */
  static final int IN_MEMORY = 64 * 1024;

  private static final Logger LOG = System.getLogger(RequestReader.class.getName());
  private static final long PATIENCE_SECONDS = 30;
  private static final byte[] NOTHING = {};
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final Entrance entrance;
  private final ExecutorService workers;

  RequestReader(Entrance entrance, ExecutorService workers) {
    this.entrance = entrance;
    this.workers = workers;
  }

  /** Takes a request whose head has arrived. */
  void read(HttpServerRequest request) {
    Headers headers = headersOf(request);
    if (isHostAmbiguous(request, headers)) {
      BadHeads.refuseHost(request);
      return;
    }
    List<String> codings = headers.all("transfer-encoding");
    String coding = codings.isEmpty() ? null : String.join(", ", codings);
    if (coding != null) {
      closeAfter(request);
    }
    long declared = declaredLength(headers);
    if (coding != null && !coding.equalsIgnoreCase("chunked")) {
      BadHeads.refuseTransferEncoding(request);
    } else if (declared == 0 || declared < 0 && coding == null) {
      request.endHandler(end -> accept(request, headers, null, RequestBody.of(NOTHING)));
    } else if (declared > IN_MEMORY) {
      stream(request, headers, declared, pipe(request, asked(request)));
    } else {
      gather(request, headers, declared);
    }
  }

  /** HTTP/1.1 wants the host once, so that all who read a request agree on it (RFC 9112, 3.2). */
  private static boolean isHostAmbiguous(HttpServerRequest request, Headers headers) {
    int hosts = headers.all("host").size();
    return hosts > 1 || hosts == 0 && request.version() == HttpVersion.HTTP_1_1;
  }

  /**
   * A request in chunks may have had a Content-Length too, which the decoder has taken away; what
   * another reader thinks is the rest of its body must not be taken for a request (RFC 9112, 6.1).
   */
  private static void closeAfter(HttpServerRequest request) {
    request
        .response()
        .putHeader("Connection", "close")
        .endHandler(sent -> request.connection().close());
  }

  private void gather(HttpServerRequest request, Headers headers, long declared) {
    Buffer gathered = Buffer.buffer(declared < 0 ? 4096 : (int) declared);
    request.handler(
        piece -> {
          gathered.appendBuffer(piece);
          if (gathered.length() > IN_MEMORY) {
            BodyPipe pipe = pipe(request, () -> {});
            pipe.offer(gathered);
            stream(request, headers, declared, pipe);
          }
        });
    request.endHandler(end -> accept(request, headers, null, RequestBody.of(gathered.getBytes())));
    request.exceptionHandler(
        broken -> {
          LOG.log(Level.DEBUG, "a request broke off before it was complete", broken);
          BadHeads.refuseBody(request, broken);
        });
    sendContinue(request);
  }

  private static BodyPipe pipe(HttpServerRequest request, Runnable onFirstRead) {
    return new BodyPipe(request, PATIENCE_SECONDS, new Pace(), onFirstRead);
  }

  private void stream(HttpServerRequest request, Headers headers, long declared, BodyPipe pipe) {
    request.handler(pipe::offer);
    request.endHandler(end -> pipe.end());
    request.exceptionHandler(
        broken -> {
          BadHeads.refuseBody(request, broken);
          pipe.fail(broken);
        });
    accept(request, headers, pipe, RequestBody.streaming(pipe, declared));
  }

  private void accept(HttpServerRequest request, Headers headers, BodyPipe pipe, RequestBody body) {
    String uri = escaped(request.uri());
    int question = uri.indexOf('?');
    WireRequest wire =
        new WireRequest(
            request.method().name(),
            pathOf(question < 0 ? uri : uri.substring(0, question)),
            question < 0 ? "" : uri.substring(question + 1),
            headers,
            body,
            request.remoteAddress().hostAddress(),
            request.isSSL() ? TlsSettings.of(request.sslSession()) : null);
    entrance.accept(wire, new ResponseWriter(request, workers, pipe));
  }

  /**
   * A client that waits for 100 Continue before it sends a large body gets it once the body is
   * wanted: a request that is refused by its head alone is answered before the body is sent.
   */
  private static Runnable asked(HttpServerRequest request) {
    Context context = Vertx.currentContext();
    return () -> context.runOnContext(go -> sendContinue(request));
  }

  private static void sendContinue(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (request.headers().contains("Expect", "100-continue", true)
        && !response.headWritten()
        && !response.closed()) {
      response.writeContinue();
    }
  }

  /**
   * The absolute form of a request target names the host before the path (RFC 9112, section 3.2.2).
   */
  private static String pathOf(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    int authority = target.indexOf("://");
    int path = authority < 0 ? -1 : target.indexOf('/', authority + 3);
    return path < 0 ? "/" : target.substring(path);
  }

  /**
   * Bytes outside of ASCII, which a target should not hold but which some clients send as they are,
   * stand for themselves as their escapes do; the decoder has made a character of each.
   */
  private static String escaped(String target) {
    if (target.chars().allMatch(c -> c < 0x80)) {
      return target;
    }
    StringBuilder escaped = new StringBuilder(target.length() + 16);
    for (byte b : target.getBytes(StandardCharsets.ISO_8859_1)) {
      if (b < 0) {
        HEX.toHexDigits(escaped.append('%'), b);
      } else {
        escaped.append((char) b);
      }
    }
    return escaped.toString();
  }

  private static Headers headersOf(HttpServerRequest request) {
    Headers headers = new Headers();
    for (Map.Entry<String, String> field : request.headers()) {
      headers.add(field.getKey(), field.getValue());
    }
    return headers;
  }

  /** The decoder has refused lengths that are not numbers. */
  private static long declaredLength(Headers headers) {
    String length = headers.first("content-length");
    return length == null ? -1 : Long.parseLong(length.trim());
  }
}
