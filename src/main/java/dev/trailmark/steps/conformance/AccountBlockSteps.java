package dev.trailmark.steps.conformance;

import dev.trailmark.target.Target;
import io.cucumber.java.en.When;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Block Public Access of the account as a whole, which S3 Control keeps. Only what changes nothing
 * is asked: an account's block holds for all its buckets.
 */
public final class AccountBlockSteps {

  private static final String PATH = "/v20180820/configuration/publicAccessBlock";
  private static final String EMPTY =
      "<PublicAccessBlockConfiguration"
          + " xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\"/>";

  private final Bench bench;
  private final Cast cast;

  /** Shares what the scenario has. */
  public AccountBlockSteps(Bench bench, Cast cast) {
    this.bench = bench;
    this.cast = cast;
  }

  /** By somebody of the scenario. */
  @When("{actor} asks for the account's block of public access")
  public void asks(String name) {
    send("GET", "", cast.named(name).clients().credentials());
  }

  /** By nobody. */
  @When("the account's block of public access is asked for unsigned")
  public void asksUnsigned() {
    send("GET", "", null);
  }

  /** A block that says nothing. */
  @When("a block of public access without any setting is put on the account")
  public void putsNothing() {
    send("PUT", EMPTY, target().clients().credentials());
  }

  private Target target() {
    return bench.world().target();
  }

  private void send(String method, String text, AwsCredentialsProvider by) {
    String account = cast.owner().account();
    URI url = target().serviceUrl(account + ".s3-control").resolve(PATH);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = new HashMap<>(Map.of("x-amz-account-id", account));
    bench.answered(
        method + " of the account's block",
        () ->
            target()
                .http()
                .send(
                    method,
                    url,
                    by == null
                        ? headers
                        : target()
                            .signer(by)
                            .sign("s3", method, url, headers, body, target().clock()),
                    body));
  }
}
