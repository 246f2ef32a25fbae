package dev.trailmark.target;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Requests that no SDK would send: unsigned ones, and ones signed wrongly on purpose. */
public final class PlainHttp {

  private static final int BODY_LIMIT = 1 << 20;
  private static final Duration TIME_LIMIT = Duration.ofSeconds(20);

  private final Supplier<URI> s3;
  private final HttpClient client;

  /**
   * Plain HTTP.
   *
   * @param s3 the base URL of path-style requests
   * @param trust what TLS is checked against; empty for what Java trusts
   */
  PlainHttp(Supplier<URI> s3, Optional<Trust> trust) {
    this.s3 = s3;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER);
    trust.ifPresent(known -> builder.sslContext(known.context()));
    this.client = builder.build();
  }

  /** The path-style URL of an object. */
  public URI objectUrl(String bucket, String key) {
    return URI.create(s3.get() + "/" + bucket + "/" + UriText.encodePath(key));
  }

  /** Reads an object as anyone on the Internet would. */
  public Reply<HttpAnswer> getUnsigned(String bucket, String key) {
    return send("GET", objectUrl(bucket, key), Map.of(), new byte[0]);
  }

  /** Posts a browser's form to a bucket: its fields, and a text as its file. */
  public Reply<HttpAnswer> post(String bucket, Map<String, String> fields, String file) {
    return send(
        "POST",
        URI.create(s3.get() + "/" + bucket),
        Map.of("Content-Type", FormPolicy.contentType()),
        FormPolicy.body(fields, file));
  }

  /**
   * Sends a request as it is.
   *
   * @param headers without {@code Host} and {@code Content-Length}, which follow from the rest
   */
  public Reply<HttpAnswer> send(String method, URI url, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(TIME_LIMIT)
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      return new Reply.Answered<>(answer(response));
    } catch (IOException e) {
      return new Reply.Unanswered<>(
          "%s %s got no answer: %s; see whether it runs and whether the URL is right"
              .formatted(method, withoutQuery(url), reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Unanswered<>("interrupted while waiting for " + withoutQuery(url));
    }
  }

  private static HttpAnswer answer(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      Map<String, java.util.List<String>> headers =
          response.headers().map().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
      return new HttpAnswer(response.statusCode(), headers, body.readNBytes(BODY_LIMIT));
    }
  }

  /** A presigned query holds a signature, which no message should repeat. */
  private static String withoutQuery(URI url) {
    String text = url.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }

  /** Java's client says nothing of why there is no connection but by the exceptions' classes. */
  private static String reason(IOException e) {
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "unknown host";
      }
    }
    return e instanceof ConnectException ? "connection refused" : e.getClass().getSimpleName();
  }
}
