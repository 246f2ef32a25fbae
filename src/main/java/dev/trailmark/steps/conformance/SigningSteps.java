package dev.trailmark.steps.conformance;

import dev.trailmark.target.RawSigner;
import dev.trailmark.target.Target;
import io.cucumber.java.en.When;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Requests that are signed rightly, wrongly or not at all. */
public final class SigningSteps {

  private static final byte[] NOTHING = {};
  private static final String NOBODYS_KEY = "AKIANOBODYHASTHISKEY";
  private static final String OTHER_SECRET = "another/secret/than/the/one/of/the/caller";
  private static final Map<String, String> KMS_HEADERS =
      Map.of(
          "X-Amz-Target",
          "TrentService.GenerateRandom",
          "Content-Type",
          "application/x-amz-json-1.1");

  private final Bench bench;

  /** Shares the scenario's bench. */
  public SigningSteps(Bench bench) {
    this.bench = bench;
  }

  private Target target() {
    return bench.world().target();
  }

  private URI object() {
    return target().http().objectUrl(bench.bucket, Bench.OBJECT);
  }

  private AwsCredentialsProvider caller() {
    return target().clients().credentials();
  }

  /** The caller's key with a secret that is not its own. */
  private AwsCredentialsProvider wrongSecret() {
    AwsCredentials right = caller().resolveCredentials();
    return StaticCredentialsProvider.create(
        right instanceof AwsSessionCredentials session
            ? AwsSessionCredentials.create(
                session.accessKeyId(), OTHER_SECRET, session.sessionToken())
            : AwsBasicCredentials.create(right.accessKeyId(), OTHER_SECRET));
  }

  private static AwsCredentialsProvider nobody() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(NOBODYS_KEY, OTHER_SECRET));
  }

  private Clock past(int minutes) {
    return Clock.offset(target().clock(), Duration.ofMinutes(-minutes));
  }

  private void read(String how, RawSigner signer, Clock clock) {
    Map<String, String> headers = signer.sign("s3", "GET", object(), Map.of(), NOTHING, clock);
    bench.answered(
        "GET of an object " + how, target().http().send("GET", object(), headers, NOTHING));
  }

  /** The control. */
  @When("the object is read with a right signature")
  public void readRightly() {
    read("with a right signature", target().signer(caller()), target().clock());
  }

  /** The control of presigned URLs. */
  @When("the object is read by a presigned URL")
  public void readPresigned() {
    presigned(target().clock());
  }

  /** Too late. */
  @When("the object is read by a presigned URL that expired")
  public void readExpired() {
    presigned(past(10));
  }

  private void presigned(Clock clock) {
    URI url = target().signer(caller()).presign("GET", object(), Duration.ofMinutes(1), clock);
    bench.answered("GET of a presigned URL", target().http().send("GET", url, Map.of(), NOTHING));
  }

  /** A secret that is not the key's. */
  @When("the object is read with a signature made with another secret")
  public void readWithAnotherSecret() {
    read("with another secret", target().signer(wrongSecret()), target().clock());
  }

  /** A key that does not exist. */
  @When("the object is read with an access key that nobody has")
  public void readAsNobody() {
    read("with nobody's key", target().signer(nobody()), target().clock());
  }

  /** A clock that is wrong. */
  @When("the object is read with a signature made {int} minutes ago")
  public void readWithOldSignature(int minutes) {
    read("signed %d minutes ago".formatted(minutes), target().signer(caller()), past(minutes));
  }

  /** A region that is not the bucket's. */
  @When("the object is read with a signature for another region")
  public void readForAnotherRegion() {
    String other = target().region().equals("eu-west-1") ? "us-west-2" : "eu-west-1";
    read("signed for " + other, target().signer(caller(), other), target().clock());
  }

  /** A body that was exchanged on the way. */
  @When("the object is overwritten with another body than was signed")
  public void overwriteWithAnotherBody() {
    byte[] signed = "what was signed".getBytes(StandardCharsets.UTF_8);
    byte[] sent = "what was sent !".getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        target().signer(caller()).sign("s3", "PUT", object(), Map.of(), signed, target().clock());
    bench.answered(
        "PUT of another body than was signed",
        target().http().send("PUT", object(), headers, sent));
  }

  /** No signature. */
  @When("the object is read unsigned")
  public void readUnsigned() {
    bench.answered(
        "an unsigned GET of an object", target().http().getUnsigned(bench.bucket, Bench.OBJECT));
  }

  /** The old signature. */
  @When("the object is read with Signature Version 2")
  public void readWithVersion2() {
    Map<String, String> headers =
        target().signer(caller()).signVersion2("GET", object(), Map.of(), target().clock());
    bench.answered(
        "GET of an object with Signature Version 2",
        target().http().send("GET", object(), headers, NOTHING));
  }

  private static byte[] randomBytes(int number) {
    return "{\"NumberOfBytes\":%d}".formatted(number).getBytes(StandardCharsets.UTF_8);
  }

  private void askKms(String how, AwsCredentialsProvider signer, Clock clock, byte[] sent) {
    URI url = kms();
    Map<String, String> headers =
        target().signer(signer).sign("kms", "POST", url, KMS_HEADERS, randomBytes(16), clock);
    bench.answered("kms:GenerateRandom " + how, target().http().send("POST", url, headers, sent));
  }

  private URI kms() {
    return target().serviceUrl("kms").resolve("/");
  }

  /** The control. */
  @When("KMS is asked for random bytes with a right signature")
  public void askKmsRightly() {
    askKms("with a right signature", caller(), target().clock(), randomBytes(16));
  }

  /** No signature. */
  @When("KMS is asked for random bytes unsigned")
  public void askKmsUnsigned() {
    bench.answered(
        "kms:GenerateRandom unsigned",
        target().http().send("POST", kms(), KMS_HEADERS, randomBytes(16)));
  }

  /** A secret that is not the key's. */
  @When("KMS is asked for random bytes with a signature made with another secret")
  public void askKmsWithAnotherSecret() {
    askKms("with another secret", wrongSecret(), target().clock(), randomBytes(16));
  }

  /** A key that does not exist. */
  @When("KMS is asked for random bytes with an access key that nobody has")
  public void askKmsAsNobody() {
    askKms("with nobody's key", nobody(), target().clock(), randomBytes(16));
  }

  /** A clock that is wrong. */
  @When("KMS is asked for random bytes with a signature made {int} minutes ago")
  public void askKmsWithOldSignature(int minutes) {
    askKms("signed long ago", caller(), past(minutes), randomBytes(16));
  }

  /** A body that was exchanged on the way. */
  @When("KMS is asked for other random bytes than was signed")
  public void askKmsForOtherBytes() {
    askKms("with another body than was signed", caller(), target().clock(), randomBytes(17));
  }
}
