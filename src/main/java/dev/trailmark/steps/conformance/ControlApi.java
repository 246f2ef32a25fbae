package dev.trailmark.steps.conformance;

import dev.trailmark.target.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** S3 Control, asked raw: its requests name the account in a header, and on AWS in their host. */
public final class ControlApi {

  /** The namespace of its documents, as an attribute. */
  static final String XMLNS = " xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\"";

  private final Bench bench;
  private final Cast cast;

  /** Shares what the scenario has. */
  public ControlApi(Bench bench, Cast cast) {
    this.bench = bench;
    this.cast = cast;
  }

  /**
   * Sends a request about the caller's account, and keeps the answer.
   *
   * @param what the request as a person reads it
   * @param path below the API's version, and the query
   * @param by who signs; {@code null} for nobody
   */
  void send(String what, String method, String path, String text, AwsCredentialsProvider by) {
    Target target = bench.world().target();
    String account = cast.owner().account();
    URI url = target.serviceUrl(account + ".s3-control").resolve("/v20180820/" + path);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new HashMap<>(Map.of("x-amz-account-id", account));
    bench.answered(
        what,
        () ->
            target
                .http()
                .send(
                    method,
                    url,
                    by == null
                        ? headers
                        : target.signer(by).sign("s3", method, url, headers, body, target.clock()),
                    body));
  }

  /** The caller's credentials. */
  AwsCredentialsProvider caller() {
    return bench.world().target().clients().credentials();
  }

  /** Those of somebody of the scenario. */
  AwsCredentialsProvider of(String name) {
    return cast.named(name).clients().credentials();
  }
}
