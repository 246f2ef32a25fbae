package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Workbench;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.EncryptResponse;

/** Keys: states, encryption contexts, policies. */
public final class KeySteps {

  private static final String NO_SUCH_KEY = "00000000-0000-4000-8000-000000000000";

  private static final String LOCKED_OUT =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"AWS\":\"arn:aws:iam::%s:root\"},\"Action\":\"kms:DescribeKey\",\"Resource\":\"*\"}]}";

  private final Bench bench;
  private SdkBytes ciphertext;

  /** Shares the scenario's bench. */
  public KeySteps(Bench bench) {
    this.bench = bench;
  }

  private KmsClient kms() {
    return bench.caller().kms();
  }

  /** A ciphertext. */
  @Given("something encrypted under it")
  public void encrypted() {
    encrypted(Map.of());
  }

  /** A ciphertext that is bound to a context. */
  @Given("something encrypted under it with the context {string} = {string}")
  public void encryptedWithContext(String name, String value) {
    encrypted(Map.of(name, value));
  }

  private void encrypted(Map<String, String> context) {
    ciphertext =
        bench
            .workbench()
            .must(
                "kms:Encrypt",
                () ->
                    kms()
                        .encrypt(
                            request ->
                                request
                                    .keyId(bench.key.keyId())
                                    .plaintext(SdkBytes.fromByteArray(Workbench.CONTENT))
                                    .encryptionContext(context)))
            .ciphertextBlob();
  }

  /** Off. */
  @When("the key is disabled")
  public void disable() {
    bench
        .workbench()
        .must("kms:DisableKey", () -> kms().disableKey(one -> one.keyId(bench.key.keyId())));
  }

  /** On. */
  @When("the key is enabled")
  public void enable() {
    Expect.answered("kms:EnableKey", tryEnable());
  }

  private Reply<EnableKeyResponse> tryEnable() {
    return bench
        .workbench()
        .ask("kms:EnableKey", () -> kms().enableKey(one -> one.keyId(bench.key.keyId())));
  }

  /** Condemned. */
  @When("the key's deletion is scheduled")
  public void scheduleDeletion() {
    bench
        .workbench()
        .must(
            "kms:ScheduleKeyDeletion",
            () ->
                kms()
                    .scheduleKeyDeletion(
                        one -> one.keyId(bench.key.keyId()).pendingWindowInDays(7)));
  }

  /** Pardoned. */
  @When("the key's deletion is cancelled")
  public void cancelDeletion() {
    Expect.answered("kms:CancelKeyDeletion", tryCancel());
  }

  private Reply<CancelKeyDeletionResponse> tryCancel() {
    return bench
        .workbench()
        .ask(
            "kms:CancelKeyDeletion",
            () -> kms().cancelKeyDeletion(one -> one.keyId(bench.key.keyId())));
  }

  /** What DescribeKey says. */
  @Then("the key is in the state {string}")
  public void keyIsInState(String state) {
    String actual =
        bench
            .workbench()
            .must("kms:DescribeKey", () -> kms().describeKey(one -> one.keyId(bench.key.keyId())))
            .keyMetadata()
            .keyStateAsString();
    Expect.holds(actual.equals(state), "the state " + state, actual, "kms:DescribeKey", "");
  }

  /** Encrypting in vain. */
  @Then("encrypting is refused with {int} {string}")
  public void encryptingIsRefused(int status, String code) {
    bench.refused("kms:Encrypt", () -> tryEncrypt(), status, code);
  }

  private Reply<EncryptResponse> tryEncrypt() {
    return bench
        .workbench()
        .ask(
            "kms:Encrypt",
            () ->
                kms()
                    .encrypt(
                        one ->
                            one.keyId(bench.key.arn())
                                .plaintext(SdkBytes.fromByteArray(Workbench.CONTENT))));
  }

  /** Enabling in vain. */
  @Then("enabling the key is refused with {int} {string}")
  public void enablingIsRefused(int status, String code) {
    bench.refused("kms:EnableKey", () -> tryEnable(), status, code);
  }

  /** Pardoning in vain. */
  @Then("cancelling the key's deletion is refused with {int} {string}")
  public void cancellingIsRefused(int status, String code) {
    bench.refused("kms:CancelKeyDeletion", () -> tryCancel(), status, code);
  }

  /** A changed ciphertext. */
  @When("one bit of the ciphertext is flipped")
  public void flipBit() {
    byte[] bytes = ciphertext.asByteArray();
    bytes[bytes.length - 1] ^= 1;
    ciphertext = SdkBytes.fromByteArray(bytes);
  }

  private Reply<DecryptResponse> decrypt(Map<String, String> context) {
    return bench
        .workbench()
        .ask(
            "kms:Decrypt",
            () -> kms().decrypt(one -> one.ciphertextBlob(ciphertext).encryptionContext(context)));
  }

  /** Decrypting in vain. */
  @Then("decrypting is refused with {int} {string}")
  public void decryptingIsRefused(int status, String code) {
    bench.refused("kms:Decrypt", () -> decrypt(Map.of()), status, code);
  }

  /** Decrypting in vain, without what binds it. */
  @Then("decrypting with no context is refused with {int} {string}")
  public void decryptingWithoutContextIsRefused(int status, String code) {
    bench.refused("kms:Decrypt without context", () -> decrypt(Map.of()), status, code);
  }

  /** Decrypting in vain, for another purpose. */
  @Then("decrypting with the context {string} = {string} is refused with {int} {string}")
  public void decryptingWithContextIsRefused(String name, String value, int status, String code) {
    bench.refused(
        "kms:Decrypt with another context", () -> decrypt(Map.of(name, value)), status, code);
  }

  /** Decrypting in vain, with another key. */
  @Then("decrypting with another key is refused with {int} {string}")
  public void decryptingWithAnotherKeyIsRefused(int status, String code) {
    String other = bench.workbench().key().keyId();
    bench.refused(
        "kms:Decrypt with another key",
        () ->
            bench
                .workbench()
                .ask(
                    "kms:Decrypt",
                    () -> kms().decrypt(one -> one.ciphertextBlob(ciphertext).keyId(other))),
        status,
        code);
  }

  /** Decrypting. */
  @Then("decrypting gives back what was encrypted")
  public void decryptingSucceeds() {
    same(() -> decrypt(Map.of()));
  }

  /** Decrypting for the same purpose. */
  @Then("decrypting with the context {string} = {string} gives back what was encrypted")
  public void decryptingWithContextSucceeds(String name, String value) {
    same(() -> decrypt(Map.of(name, value)));
  }

  private void same(Supplier<Reply<DecryptResponse>> question) {
    byte[] plaintext = bench.answer("kms:Decrypt", question).plaintext().asByteArray();
    Expect.holds(
        Arrays.equals(plaintext, Workbench.CONTENT),
        "what was encrypted",
        "%d other bytes".formatted(plaintext.length),
        "kms:Decrypt",
        "");
  }

  /** The lockout safety check. */
  @Then("a key policy that lets nobody change it is refused with {int} {string}")
  public void lockoutIsRefused(int status, String code) {
    String account = bench.key.arn().split(":")[4];
    bench.refused(
        "kms:PutKeyPolicy without PutKeyPolicy",
        () ->
            bench
                .workbench()
                .ask(
                    "kms:PutKeyPolicy",
                    () ->
                        kms()
                            .putKeyPolicy(
                                one ->
                                    one.keyId(bench.key.keyId())
                                        .policyName("default")
                                        .policy(LOCKED_OUT.formatted(account)))),
        status,
        code);
  }

  /** A name that is taken. */
  @Then("giving another key the same alias is refused with {int} {string}")
  public void sameAliasIsRefused(int status, String code) {
    String other = bench.workbench().key().keyId();
    bench.refused(
        "kms:CreateAlias of a taken name",
        () ->
            bench
                .workbench()
                .ask(
                    "kms:CreateAlias",
                    () -> kms().createAlias(one -> one.aliasName(bench.alias).targetKeyId(other))),
        status,
        code);
  }

  /** A key that is not there. */
  @Then("describing a key that does not exist is refused with {int} {string}")
  public void describingNoKeyIsRefused(int status, String code) {
    bench.refused(
        "kms:DescribeKey of a key that does not exist",
        () ->
            bench
                .workbench()
                .ask("kms:DescribeKey", () -> kms().describeKey(one -> one.keyId(NO_SUCH_KEY))),
        status,
        code);
  }
}
