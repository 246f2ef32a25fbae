package dev.trailmark.steps.conformance;

import dev.trailmark.target.RawSigner;
import dev.trailmark.target.Target;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.When;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What S3 signs in ways of its own: names of objects, bodies in chunks, bodies left out, queries.
 */
public final class UploadSteps {

  private static final byte[] NOTHING = {};
  private static final int CHUNKED_LENGTH = 200_000;
  private static final int IN_FIRST_CHUNK = 10_000;

  private final Bench bench;
  private final RawCalls calls;

  /** Shares what the scenario has. */
  public UploadSteps(Bench bench, RawCalls calls) {
    this.bench = bench;
    this.calls = calls;
  }

  private Target target() {
    return bench.world().target();
  }

  private RawSigner signer() {
    return target().signer(target().clients().credentials());
  }

  /** A name that is easily encoded in two ways. */
  @Given("an object named {string} in a private bucket")
  public void objectNamed(String key) {
    bench.bucket = bench.workbench().bucket();
    bench.object = key;
    bench.workbench().put(bench.bucket, key);
  }

  /** The body's chunks are signed one by one. */
  @When("the object is overwritten in signed chunks")
  public void inChunks() {
    RawSigner.Signed signed = chunks();
    put("in signed chunks", signed.headers(), signed.body());
  }

  /** One byte of one chunk is not what was signed. */
  @When("the object is overwritten in signed chunks, one of them changed")
  public void inChangedChunks() {
    RawSigner.Signed signed = chunks();
    byte[] changed = Arrays.copyOf(signed.body(), signed.body().length);
    changed[IN_FIRST_CHUNK] ^= 1;
    put("in signed chunks, one of them changed", signed.headers(), changed);
  }

  private RawSigner.Signed chunks() {
    byte[] body = new byte[CHUNKED_LENGTH];
    Arrays.fill(body, (byte) 'a');
    return signer().signChunks(calls.object(), body, target().clock());
  }

  /** The body is left out of the signature. */
  @When("the object is overwritten with an unsigned payload")
  public void unsignedPayload() {
    byte[] body = {'n', 'e', 'w'};
    put(
        "with an unsigned payload",
        signer().signUnsignedPayload("PUT", calls.object(), body, target().clock()),
        body);
  }

  private void put(String how, Map<String, String> headers, byte[] body) {
    bench.answered(
        "PUT of an object " + how,
        () -> target().http().send("PUT", calls.object(), headers, body));
  }

  /** A header that the signature does not cover, though it has to. */
  @When("the object is read with a header {string} = {string} that is not signed")
  public void unsignedHeader(String name, String value) {
    Map<String, String> headers = new LinkedHashMap<>(signed());
    headers.put(name, value);
    read("with an unsigned header " + name, headers);
  }

  /** No hash at all. */
  @When("the object is read without a payload hash")
  public void noPayloadHash() {
    Map<String, String> headers = new LinkedHashMap<>(signed());
    headers.keySet().removeIf(UploadSteps::isHash);
    read("without a payload hash", headers);
  }

  /** What the SDK's clients do not send. */
  @When("the object is sent {string} with the query {string}")
  public void queried(String method, String query) {
    URI url = URI.create(calls.object() + "?" + query);
    Map<String, String> headers =
        signer().sign("s3", method, url, Map.of(), NOTHING, target().clock());
    bench.answered(
        method + " of an object with the query " + query,
        () -> target().http().send(method, url, headers, NOTHING));
  }

  private static boolean isHash(String header) {
    return header.equalsIgnoreCase("x-amz-content-sha256");
  }

  private Map<String, String> signed() {
    return signer().sign("s3", "GET", calls.object(), Map.of(), NOTHING, target().clock());
  }

  private void read(String how, Map<String, String> headers) {
    bench.answered(
        "GET of an object " + how,
        () -> target().http().send("GET", calls.object(), headers, NOTHING));
  }
}
