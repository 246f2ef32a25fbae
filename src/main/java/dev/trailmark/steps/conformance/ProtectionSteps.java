package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Keys that clients bring with each request, two layers, and what bodies are held against. */
public final class ProtectionSteps {

  private final Bench bench;
  private final Store store;

  /** Shares what the scenario has. */
  public ProtectionSteps(Bench bench, Store store) {
    this.bench = bench;
    this.store = store;
  }

  /** A key of 32 bytes, as headers carry it. */
  private record Key(String secret, String md5) {
    static Key of(char letter) {
      byte[] bytes = new byte[32];
      Arrays.fill(bytes, (byte) letter);
      try {
        byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
        return new Key(base64(bytes), base64(md5));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has MD5", e);
      }
    }

    private static String base64(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
  }

  private static final Key KEY = Key.of('k');
  private static final Key OTHER = Key.of('o');

  private static void under(Key key, PutObjectRequest.Builder request) {
    request
        .sseCustomerAlgorithm("AES256")
        .sseCustomerKey(key.secret())
        .sseCustomerKeyMD5(key.md5());
  }

  private static void with(Key key, GetObjectRequest.Builder request) {
    request
        .sseCustomerAlgorithm("AES256")
        .sseCustomerKey(key.secret())
        .sseCustomerKeyMD5(key.md5());
  }

  /** What new buckets do not do. */
  @Given("the bucket lets keys of clients in")
  public void letsKeysIn() {
    store.must(
        "s3:PutBucketEncryption",
        () ->
            store
                .s3()
                .putBucketEncryption(
                    put ->
                        put.bucket(store.bucket())
                            .serverSideEncryptionConfiguration(
                                all ->
                                    all.rules(
                                        rule ->
                                            rule.applyServerSideEncryptionByDefault(
                                                    by -> by.sseAlgorithm("AES256"))
                                                .blockedEncryptionTypes(
                                                    none ->
                                                        none.encryptionTypeWithStrings("NONE"))))));
  }

  /** An object under a client's key. */
  @Given("the object {string} holds {string} under a key of the client's")
  public void holdsUnderKey(String key, String text) {
    bench.answer(
        "s3:PutObject under a key of the client's",
        () ->
            bench
                .workbench()
                .ask("s3:PutObject", () -> store.putting(key, text, put -> under(KEY, put))));
  }

  /** Where such keys are not let in. */
  @Then("putting {string} under a key of the client's is refused with {int} {string}")
  public void putRefused(String key, int status, String code) {
    store.refused(
        "s3:PutObject under a key of the client's",
        () -> store.putting(key, "secret", put -> under(KEY, put)),
        status,
        code);
  }

  /** With a key that is not what its MD5 says. */
  @Then("putting {string} under a key with another's MD5 is refused with {int} {string}")
  public void putWithWrongMd5(String key, int status, String code) {
    store.refused(
        "s3:PutObject under a key with another's MD5",
        () -> store.putting(key, "secret", put -> under(new Key(KEY.secret(), OTHER.md5()), put)),
        status,
        code);
  }

  /** The right key. */
  @Then("{string} reads {string} with that key")
  public void readsWithKey(String key, String text) {
    String read =
        bench
            .answer(
                "s3:GetObject with the client's key", () -> store.read(key, get -> with(KEY, get)))
            .asString(StandardCharsets.UTF_8);
    Expect.holds(read.equals(text), text, read, "s3:GetObject with the client's key", "");
  }

  /** A wrong key. */
  @Then("reading {string} with another key is refused with {int} {string}")
  public void readWithOther(String key, int status, String code) {
    bench.refused(
        "s3:GetObject with another key",
        () -> store.read(key, get -> with(OTHER, get)),
        status,
        code);
  }

  /** Two layers. */
  @Given("the object {string} holds {string} in two layers under the key")
  public void holdsInTwoLayers(String key, String text) {
    store.put(
        key, text, put -> put.serverSideEncryption("aws:kms:dsse").ssekmsKeyId(bench.key.keyId()));
  }

  /** What a read says. */
  @Then("{string} is said to be encrypted by {string} under the key")
  public void saidToBe(String key, String method) {
    var head =
        store.must(
            "s3:HeadObject",
            () -> store.s3().headObject(one -> one.bucket(store.bucket()).key(key)));
    String said = head.serverSideEncryptionAsString() + " " + head.ssekmsKeyId();
    String wanted = method + " " + bench.key.arn();
    Expect.holds(said.equals(wanted), wanted, said, "s3:HeadObject", "");
  }

  /** A body that is not what a header says. */
  @Then("writing {string} with the header {string} {string} is refused with {int} {string}")
  public void writingWith(String key, String header, String value, int status, String code) {
    store.refused(
        "s3:PutObject with " + header,
        () ->
            store.putting(
                key, "text", put -> put.overrideConfiguration(o -> o.putHeader(header, value))),
        status,
        code);
  }
}
