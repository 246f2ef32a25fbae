package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.RequestBody;
import dev.trailmark.cloud.wire.WireRequest;
import dev.trailmark.cloud.wire.WireResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The SDK's way to the network, replaced: keeps what the SDK sends, answers what the test prepared.
 */
final class StubHttpClient implements SdkHttpClient {
  private WireRequest sent;
  private WireResponse answer;

  /** What the SDK sent last. */
  WireRequest sent() {
    return sent;
  }

  /** What the SDK will read next. */
  void answer(WireResponse response) {
    this.answer = response;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        sent = wire(request);
        return response();
      }

      @Override
      public void abort() {
        // Nothing is under way.
      }
    };
  }

  private static WireRequest wire(HttpExecuteRequest request) {
    SdkHttpRequest http = request.httpRequest();
    Headers headers = new Headers();
    http.forEachHeader((name, values) -> values.forEach(value -> headers.add(name, value)));
    byte[] body =
        request
            .contentStreamProvider()
            .map(
                provider -> {
                  try {
                    return provider.newStream().readAllBytes();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .orElse(new byte[0]);
    return new WireRequest(
        http.method().name(),
        http.encodedPath(),
        http.encodedQueryParameters().orElse(""),
        headers,
        RequestBody.of(body),
        "127.0.0.1",
        null);
  }

  private HttpExecuteResponse response() {
    byte[] body = answer.body().inMemory();
    SdkHttpResponse.Builder http = SdkHttpResponse.builder().statusCode(answer.status());
    answer.headers().forEach(http::appendHeader);
    if (!answer.headers().has("content-length")) {
      http.putHeader("Content-Length", Integer.toString(body.length));
    }
    return HttpExecuteResponse.builder()
        .response(http.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
