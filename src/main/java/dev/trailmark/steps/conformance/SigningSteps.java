package dev.trailmark.steps.conformance;

import dev.trailmark.steps.conformance.RawCalls.RawCall;
import dev.trailmark.target.Target;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.When;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Requests of any service that are signed in headers: rightly, wrongly or not at all. */
public final class SigningSteps {

  private static final String NOBODYS_KEY = "AKIANOBODYHASTHISKEY";
  private static final String OTHER_SECRET = "another/secret/than/the/one/of/the/caller";

  /** How one request is signed. */
  private record Signing(
      AwsCredentialsProvider who, String region, String service, Clock clock, byte[] body) {

    Signing by(AwsCredentials other) {
      return new Signing(StaticCredentialsProvider.create(other), region, service, clock, body);
    }

    Signing in(String other) {
      return new Signing(who, other, service, clock, body);
    }

    Signing of(String other) {
      return new Signing(who, region, other, clock, body);
    }

    Signing at(Clock other) {
      return new Signing(who, region, service, other, body);
    }

    Signing over(byte[] other) {
      return new Signing(who, region, service, clock, other);
    }
  }

  private final Bench bench;
  private final RawCalls calls;
  private final Cast cast;

  /** Shares what the scenario has. */
  public SigningSteps(Bench bench, RawCalls calls, Cast cast) {
    this.bench = bench;
    this.calls = calls;
    this.cast = cast;
  }

  /** A service that answers raw requests. */
  @ParameterType("S3|KMS|CloudTrail|IAM|STS")
  public String service(String name) {
    return name;
  }

  /** How a request is signed. */
  @ParameterType(
      "a right signature|no signature|an access key that nobody has"
          + "|a signature made with another secret|a signature made \\d+ minutes ago"
          + "|a signature for another region|a signature for another service"
          + "|another body than was signed")
  public String signature(String words) {
    return words;
  }

  private Target target() {
    return bench.world().target();
  }

  private Signing right(RawCall call) {
    return new Signing(
        target().clients().credentials(),
        calls.region(call),
        call.service(),
        target().clock(),
        call.body());
  }

  /** Signed as the words say. */
  @When("{service} is asked with {signature}")
  public void ask(String service, String words) {
    ask(calls.of(service), words);
  }

  /** The same for an object's reader. */
  @When("the object is read with {signature}")
  public void read(String words) {
    ask(calls.read(), words);
  }

  /** The same for an object's writer. */
  @When("the object is overwritten with {signature}")
  public void overwrite(String words) {
    ask(calls.write("what is written".getBytes(StandardCharsets.UTF_8)), words);
  }

  /** No signature. */
  @When("the object is read unsigned")
  public void readUnsigned() {
    ask(calls.read(), "no signature");
  }

  /** No signature, and so nobody who could go on with the upload. */
  @When("an upload of the object in parts is begun unsigned")
  public void beginUnsigned() {
    ask(calls.begin(), "no signature");
  }

  /** No signature, whatever the source's and the bucket's permissions. */
  @When("the object is copied unsigned")
  public void copyUnsigned() {
    ask(calls.copy(), "no signature");
  }

  private void ask(RawCall call, String words) {
    if (words.equals("no signature")) {
      send(call, words, Map.of());
      return;
    }
    Signing right = right(call);
    Signing chosen =
        switch (words) {
          case "a right signature" -> right;
          case "an access key that nobody has" ->
              right.by(AwsBasicCredentials.create(NOBODYS_KEY, OTHER_SECRET));
          case "a signature made with another secret" -> right.by(withOtherSecret());
          case "a signature for another region" ->
              right.in(right.region().equals("eu-west-1") ? "us-west-2" : "eu-west-1");
          case "a signature for another service" -> right.of("ec2");
          case "another body than was signed" -> right.over(changed(call.body()));
          default -> right.at(minutesAgo(Integer.parseInt(words.replaceAll("\\D", ""))));
        };
    send(call, words, chosen);
  }

  /** The caller's key with a secret that is not its own. */
  private AwsCredentials withOtherSecret() {
    AwsCredentials right = target().clients().credentials().resolveCredentials();
    return right instanceof AwsSessionCredentials session
        ? AwsSessionCredentials.create(session.accessKeyId(), OTHER_SECRET, session.sessionToken())
        : AwsBasicCredentials.create(right.accessKeyId(), OTHER_SECRET);
  }

  private Clock minutesAgo(int minutes) {
    return Clock.offset(target().clock(), Duration.ofMinutes(-minutes));
  }

  private static byte[] changed(byte[] body) {
    byte[] other = Arrays.copyOf(body, body.length);
    other[0] ^= 1;
    return other;
  }

  /** Signed rightly by somebody of the scenario. */
  @When("{service} is asked as {actor}")
  public void askAs(String service, String who) {
    askBy(service, cast.named(who).credentials());
  }

  /** Temporary credentials without what makes them temporary. */
  @When("{service} is asked as {actor} without the session token")
  public void askWithoutToken(String service, String who) {
    AwsCredentials session = cast.named(who).credentials();
    askBy(service, AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey()));
  }

  /** Temporary credentials with another token than theirs. */
  @When("{service} is asked as {actor} with a forged session token")
  public void askWithForgedToken(String service, String who) {
    AwsSessionCredentials session = (AwsSessionCredentials) cast.named(who).credentials();
    String forged = new StringBuilder(session.sessionToken()).reverse().toString();
    askBy(
        service,
        AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), forged));
  }

  private void askBy(String service, AwsCredentials who) {
    RawCall call = calls.of(service);
    send(call, "by " + who.accessKeyId(), right(call).by(who));
  }

  private void send(RawCall call, String how, Signing signing) {
    Map<String, String> headers =
        target()
            .signer(signing.who(), signing.region())
            .sign(
                signing.service(),
                call.method(),
                call.url(),
                call.headers(),
                signing.body(),
                signing.clock());
    send(call, how, headers);
  }

  private void send(RawCall call, String how, Map<String, String> signed) {
    Map<String, String> headers = signed.isEmpty() ? call.headers() : signed;
    bench.answered(
        "%s to %s with %s".formatted(call.method(), call.service(), how),
        () -> target().http().send(call.method(), call.url(), headers, call.body()));
  }
}
