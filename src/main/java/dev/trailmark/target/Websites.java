package dev.trailmark.target;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;

/**
 * Visits to buckets that are websites. S3 knows them by the host that they are asked for, {@code
 * BUCKET.s3-website-REGION.amazonaws.com}: an account's are found there, and an endpoint is asked
 * where it is, for that host.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html">Website
 *     endpoints</a>
 */
public final class Websites implements AutoCloseable {

  private static final int BODY_LIMIT = 1 << 20;
  private static final Timeout CONNECTING = Timeout.ofSeconds(5);
  private static final Timeout ANSWERING = Timeout.ofSeconds(20);

  /** The Regions whose websites' hosts have a dash before the Region; the others have a dot. */
  private static final Set<String> DASHED =
      Set.of(
          "us-east-1",
          "us-west-1",
          "us-west-2",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-northeast-1",
          "eu-west-1",
          "sa-east-1",
          "us-gov-west-1");

  private final Optional<URI> endpoint;
  private final String region;
  private final CloseableHttpClient client;

  /**
   * Nothing is sent yet.
   *
   * @param endpoint the one URL of a simulator or endpoint; empty for AWS
   * @param region where the buckets are
   * @param trust what TLS is checked against; empty for what Java trusts
   */
  Websites(Optional<URI> endpoint, String region, Optional<Trust> trust) {
    this.endpoint = endpoint;
    this.region = region;
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(CONNECTING).build());
    trust.ifPresent(
        known -> connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(known.context())));
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections.build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(ANSWERING).build())
            .disableRedirectHandling()
            .disableContentCompression()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .build();
  }

  /**
   * Asks a bucket's website for a page, as a browser would; redirects are not followed.
   *
   * @param method {@code GET} or {@code HEAD}
   * @param path the path with its leading slash, encoded
   */
  public Reply<HttpAnswer> visit(String method, String bucket, String path) {
    String host =
        bucket + ".s3-website" + (DASHED.contains(region) ? "-" : ".") + region + ".amazonaws.com";
    HttpHost at = endpoint.map(Websites::placeOf).orElseGet(() -> new HttpHost("http", host, 80));
    BasicClassicHttpRequest request = new BasicClassicHttpRequest(method, at, path);
    // Not the request's authority, which the endpoint's certificate would be checked against.
    request.setHeader(HttpHeaders.HOST, host);
    try {
      return new Reply.Answered<>(client.execute(at, request, Websites::answer));
    } catch (IOException e) {
      return new Reply.Unanswered<>(
          "%s %s of %s got no answer at %s: %s; see whether it runs and whether the URL is right"
              .formatted(method, path, host, at, e.getMessage()));
    }
  }

  private static HttpHost placeOf(URI url) {
    return new HttpHost(url.getScheme(), url.getHost(), url.getPort());
  }

  private static HttpAnswer answer(ClassicHttpResponse response) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), none -> new ArrayList<>())
          .add(header.getValue());
    }
    byte[] body = new byte[0];
    if (response.getEntity() != null) {
      try (InputStream content = response.getEntity().getContent()) {
        body = content.readNBytes(BODY_LIMIT);
      }
    }
    return new HttpAnswer(response.getCode(), headers, body);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
