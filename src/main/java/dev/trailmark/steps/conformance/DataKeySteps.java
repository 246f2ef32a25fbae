package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Workbench;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/** Data keys and random bytes. */
public final class DataKeySteps {

  private final Bench bench;
  private byte[] clear;
  private SdkBytes encrypted;

  /** Shares the scenario's bench. */
  public DataKeySteps(Bench bench) {
    this.bench = bench;
  }

  private Workbench workbench() {
    return bench.workbench();
  }

  private KmsClient kms() {
    return bench.caller().kms();
  }

  private Reply<GenerateDataKeyResponse> make(Consumer<GenerateDataKeyRequest.Builder> form) {
    return workbench()
        .ask(
            "kms:GenerateDataKey",
            () ->
                kms()
                    .generateDataKey(
                        one -> {
                          one.keyId(bench.key.keyId());
                          form.accept(one);
                        }));
  }

  private void keep(Consumer<GenerateDataKeyRequest.Builder> form) {
    GenerateDataKeyResponse made = Expect.answered("kms:GenerateDataKey", make(form));
    clear = made.plaintext().asByteArray();
    encrypted = made.ciphertextBlob();
  }

  private void refused(Consumer<GenerateDataKeyRequest.Builder> form, int status, String code) {
    bench.refused("kms:GenerateDataKey", () -> make(form), status, code);
  }

  /** By its spec. */
  @When("a data key of the spec {string} is made")
  public void makeOfSpec(String spec) {
    keep(one -> one.keySpec(spec));
  }

  /** By its length. */
  @When("a data key of {int} bytes is made")
  public void makeOfLength(int length) {
    keep(one -> one.numberOfBytes(length));
  }

  /** For later. */
  @When("a data key of the spec {string} is made without its clear half")
  public void makeEncrypted(String spec) {
    encrypted =
        workbench()
            .must(
                "kms:GenerateDataKeyWithoutPlaintext",
                () ->
                    kms()
                        .generateDataKeyWithoutPlaintext(
                            one -> one.keyId(bench.key.keyId()).keySpec(spec)))
            .ciphertextBlob();
  }

  /** Under another key, without being told what it is. */
  @When("its other half is moved to another key")
  public void move() {
    String other = workbench().key().keyId();
    encrypted =
        workbench()
            .must(
                "kms:ReEncrypt",
                () -> kms().reEncrypt(one -> one.ciphertextBlob(encrypted).destinationKeyId(other)))
            .ciphertextBlob();
  }

  private byte[] decrypt() {
    return workbench()
        .must("kms:Decrypt", () -> kms().decrypt(one -> one.ciphertextBlob(encrypted)))
        .plaintext()
        .asByteArray();
  }

  /** Both halves. */
  @Then("it has {int} bytes, and decrypting its other half gives the same")
  public void bothHalves(int length) {
    length(clear, length, "kms:GenerateDataKey");
    Expect.holds(
        Arrays.equals(decrypt(), clear),
        "the data key that came in the clear",
        "other bytes",
        "kms:Decrypt",
        "");
  }

  /** One half. */
  @Then("decrypting what came gives {int} bytes")
  public void otherHalf(int length) {
    length(decrypt(), length, "kms:Decrypt");
  }

  private static void length(byte[] bytes, int length, String where) {
    Expect.holds(bytes.length == length, length + " bytes", bytes.length + " bytes", where, "");
  }

  /** A length that is none, or a key that makes none. */
  @Then("making a data key of {int} bytes is refused with {int} {string}")
  public void lengthIsRefused(int length, int status, String code) {
    refused(one -> one.numberOfBytes(length), status, code);
  }

  /** Twice said. */
  @Then("making a data key of {int} bytes and the spec {string} is refused with {int} {string}")
  public void bothAreRefused(int length, String spec, int status, String code) {
    refused(one -> one.numberOfBytes(length).keySpec(spec), status, code);
  }

  /** What would have been. */
  @Then("making a data key as a dry run is refused with {int} {string}")
  public void dryRun(int status, String code) {
    refused(one -> one.keySpec("AES_256").dryRun(true), status, code);
  }

  /** Dice. */
  @Then("{int} random bytes are {int} bytes")
  public void random(int asked, int length) {
    byte[] bytes =
        workbench()
            .must("kms:GenerateRandom", () -> kms().generateRandom(one -> one.numberOfBytes(asked)))
            .plaintext()
            .asByteArray();
    length(bytes, length, "kms:GenerateRandom");
  }

  /** Too many dice. */
  @Then("asking for {int} random bytes is refused with {int} {string}")
  public void randomIsRefused(int asked, int status, String code) {
    Supplier<Object> call = () -> kms().generateRandom(one -> one.numberOfBytes(asked));
    bench.refused(
        "kms:GenerateRandom", () -> workbench().ask("kms:GenerateRandom", call), status, code);
  }
}
