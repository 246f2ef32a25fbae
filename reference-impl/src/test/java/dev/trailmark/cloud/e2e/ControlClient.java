package dev.trailmark.cloud.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Sends requests to the control room of a simulator, signed by the SDK's signer. */
final class ControlClient {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  ControlClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** An answer. */
  record Answer(int status, JsonNode body) {
    String code() {
      return body.path("__type").asText();
    }

    String message() {
      return body.path("message").asText();
    }
  }

  Answer post(AwsCredentials by, String operation, String body) {
    return send("POST", by, "trailmark", operation, body);
  }

  Answer send(String method, AwsCredentials by, String service, String operation, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    URI url = endpoint.resolve("/_trailmark/" + operation);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).method(method, BodyPublishers.ofByteArray(bytes));
    if (by != null) {
      sign(method, by, service, url, bytes)
          .forEachHeader(
              (name, values) -> {
                if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                  request.header(name, String.join(",", values));
                }
              });
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static SdkHttpRequest sign(
      String method, AwsCredentials by, String service, URI url, byte[] body) {
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(by)
                    .request(
                        SdkHttpRequest.builder()
                            .method(SdkHttpMethod.fromValue(method))
                            .uri(url)
                            .build())
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
        .request();
  }
}
