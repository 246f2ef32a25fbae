package dev.trailmark.steps.conformance;

import dev.trailmark.target.RawSigner;
import dev.trailmark.target.Target;
import io.cucumber.java.en.When;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Presigned URLs as they were made, and as somebody changed them; and Signature Version 2. */
public final class PresigningSteps {

  private static final byte[] NOTHING = {};
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Bench bench;
  private final RawCalls calls;
  private final Cast cast;

  /** Shares what the scenario has. */
  public PresigningSteps(Bench bench, RawCalls calls, Cast cast) {
    this.bench = bench;
    this.calls = calls;
    this.cast = cast;
  }

  private Target target() {
    return bench.world().target();
  }

  private AwsCredentialsProvider caller() {
    return target().clients().credentials();
  }

  private RawSigner signer() {
    return target().signer(caller());
  }

  private Clock past() {
    return Clock.offset(target().clock(), Duration.ofMinutes(-10));
  }

  private URI presigned() {
    return signer().presign("GET", calls.object(), MINUTE, target().clock());
  }

  private void read(String how, URI url) {
    read(how, url, Map.of());
  }

  private void read(String how, URI url, Map<String, String> headers) {
    bench.answered("GET of " + how, () -> target().http().send("GET", url, headers, NOTHING));
  }

  /** The control. */
  @When("the object is read by a presigned URL")
  public void rightly() {
    read("a presigned URL", presigned());
  }

  /** The control for temporary credentials. */
  @When("the object is read by a presigned URL of {actor}")
  public void rightlyAs(String who) {
    RawSigner signer =
        target().signer(StaticCredentialsProvider.create(cast.named(who).credentials()));
    read(
        "a presigned URL of " + who,
        signer.presign("GET", calls.object(), MINUTE, target().clock()));
  }

  /** Too late. */
  @When("the object is read by a presigned URL that expired")
  public void tooLate() {
    read("a URL that expired", signer().presign("GET", calls.object(), MINUTE, past()));
  }

  /** As long as it may be, or longer. */
  @When("the object is read by a presigned URL that is valid for {int} seconds")
  public void validFor(int seconds) {
    Duration expires = Duration.ofSeconds(seconds);
    read(
        "a URL valid for " + seconds + " s",
        signer().presign("GET", calls.object(), expires, target().clock()));
  }

  /** Something is left out. */
  @When("the object is read by a presigned URL without its {string}")
  public void without(String parameter) {
    String url = presigned().toString().replaceFirst("([?&])" + parameter + "=[^&]*&?", "$1");
    read("a URL without " + parameter, URI.create(url));
  }

  /** Something is other than was signed. */
  @When("the object is read by a presigned URL with its {string} changed to {string}")
  public void changed(String parameter, String value) {
    String url = presigned().toString().replaceFirst(parameter + "=[^&]*", parameter + "=" + value);
    read("a URL with another " + parameter, URI.create(url));
  }

  /** Something more than was signed. */
  @When("the object is read by a presigned URL with {string} added")
  public void added(String parameter) {
    read("a URL with " + parameter + " added", URI.create(presigned() + "&" + parameter));
  }

  /** Something else than was signed. */
  @When("another object is read by the presigned URL of this one")
  public void otherObject() {
    URI other = target().http().objectUrl(bench.bucket, bench.object + "2");
    read("another object", URI.create(other + "?" + presigned().getRawQuery()));
  }

  /** Two signatures in one request. */
  @When("the object is read by a presigned URL and a signed header")
  public void both() {
    URI url = presigned();
    read(
        "a URL with two signatures",
        url,
        signer().sign("s3", "GET", url, Map.of(), NOTHING, target().clock()));
  }

  /** The old signature. */
  @When("the object is read with Signature Version 2")
  public void version2() {
    version2(signer());
  }

  /** The old signature with a secret that is not the caller's. */
  @When("the object is read with Signature Version 2 made with another secret")
  public void version2WithAnotherSecret() {
    String key = caller().resolveCredentials().accessKeyId();
    version2(
        target()
            .signer(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "another"))));
  }

  private void version2(RawSigner signer) {
    read(
        "an object with Signature Version 2",
        calls.object(),
        signer.signVersion2("GET", calls.object(), Map.of(), target().clock()));
  }

  /** The old signature in a URL. */
  @When("the object is read by a presigned URL of Signature Version 2")
  public void presignedVersion2() {
    presignedVersion2(target().clock());
  }

  /** The old signature in a URL, too late. */
  @When("the object is read by a presigned URL of Signature Version 2 that expired")
  public void presignedVersion2TooLate() {
    presignedVersion2(past());
  }

  private void presignedVersion2(Clock clock) {
    read(
        "a presigned URL of Signature Version 2",
        signer().presignVersion2("GET", calls.object(), MINUTE, clock));
  }
}
