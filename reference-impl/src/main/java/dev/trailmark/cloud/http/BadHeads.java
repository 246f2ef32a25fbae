package dev.trailmark.cloud.http;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Answers what is not HTTP, or not the HTTP that is spoken here: such a request never reaches the
 * pipeline, and its connection is closed, since nobody knows where the next one would begin.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's list of
 *     error codes</a>
 */
final class BadHeads {
  private BadHeads() {}

  /** Answers a request that the decoder gave up on. */
  static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException) {
      answer(
          request,
          400,
          "RequestHeaderSectionTooLarge",
          "Your request header section exceeds the maximum allowed size.");
    } else {
      badRequest(request);
    }
  }

  /** Answers a request whose body is encoded in another way than in chunks. */
  static void refuseTransferEncoding(HttpServerRequest request) {
    answer(
        request,
        501,
        "NotImplemented",
        "A header you provided implies functionality that is not implemented.");
  }

  /** Answers a request that names no host, or several. */
  static void refuseHost(HttpServerRequest request) {
    request.response().endHandler(sent -> request.connection().close());
    badRequest(request);
  }

  /**
   * Answers a request whose body is not in the chunks that HTTP has. The server closes the
   * connection right after this, so the answer is sent at once.
   *
   * @param cause why the body broke off; nothing is done where the client went away
   */
  static void refuseBody(HttpServerRequest request, Throwable cause) {
    boolean unreadable =
        cause instanceof IllegalArgumentException || cause instanceof DecoderException;
    if (!unreadable || request.response().headWritten() || request.response().closed()) {
      return;
    }
    badRequest(request);
    if (request.connection() instanceof HttpServerConnection connection) {
      connection.channelHandlerContext().flush();
    }
  }

  private static void badRequest(HttpServerRequest request) {
    answer(request, 400, "BadRequest", "An error occurred when parsing the HTTP request.");
  }

  private static void answer(HttpServerRequest request, int status, String code, String message) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/xml")
        .putHeader("Date", HttpDates.now())
        .putHeader("Connection", "close")
        .end(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
                + code
                + "</Code><Message>"
                + message
                + "</Message></Error>");
  }
}
