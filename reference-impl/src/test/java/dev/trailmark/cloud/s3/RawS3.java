package dev.trailmark.cloud.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Sends requests byte by byte, to any Host, unsigned or signed by the SDK's signer. */
public final class RawS3 {
  private final URI endpoint;
  private final List<String[]> headers = new ArrayList<>();
  private String host;
  private AwsCredentialsProvider signer;
  private String region = "us-east-1";

  /**
   * An answer.
   *
   * @param headers by their names in lower case; several of a name joined by commas
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.get(name);
    }
  }

  public RawS3(URI endpoint) {
    this.endpoint = endpoint;
    this.host = endpoint.getAuthority();
  }

  public RawS3 to(String name) {
    host = name;
    return this;
  }

  public RawS3 by(AwsCredentialsProvider credentials) {
    signer = credentials;
    return this;
  }

  public RawS3 in(String name) {
    region = name;
    return this;
  }

  public RawS3 with(String header, String value) {
    headers.add(new String[] {header, value});
    return this;
  }

  public Answer get(String target) throws IOException {
    return send("GET", target, "");
  }

  public Answer send(String method, String target, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    Map<String, List<String>> lines = signed(method, target, bytes);
    lines.forEach(
        (name, values) ->
            values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n")));
    head.append("Connection: close\r\nContent-Length: ").append(bytes.length).append("\r\n\r\n");
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return parse(socket.getInputStream().readAllBytes());
    }
  }

  private Map<String, List<String>> signed(String method, String target, byte[] body) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            .uri(URI.create("http://" + host + target))
            .putHeader("Host", host);
    headers.forEach(each -> request.appendHeader(each[0], each[1]));
    if (signer == null) {
      return request.build().headers();
    }
    return AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(signer.resolveCredentials())
                    .request(request.build())
                    .payload(() -> new ByteArrayInputStream(body))
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region))
        .request()
        .headers();
  }

  private static Answer parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    String[] lines = text.substring(0, end).split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(": ?", 2);
      headers.merge(parts[0].toLowerCase(Locale.ROOT), parts[1], (a, b) -> a + "," + b);
    }
    return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
  }
}
