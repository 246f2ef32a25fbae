package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Workbench;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.VerifyMacResponse;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/** Key pairs and MAC keys, each used in KMS and held against what Java makes of the public key. */
public final class KeyPairSteps {
  private static final SdkBytes MESSAGE = SdkBytes.fromByteArray(Workbench.CONTENT);
  private static final SdkBytes ANOTHER = SdkBytes.fromUtf8String("another message");

  private final Bench bench;
  private String algorithm;
  private SdkBytes made;

  /** Shares the scenario's bench. */
  public KeyPairSteps(Bench bench) {
    this.bench = bench;
  }

  private KmsClient kms() {
    return bench.caller().kms();
  }

  private byte[] publicKey() {
    return bench
        .answer(
            "kms:GetPublicKey",
            () ->
                bench
                    .workbench()
                    .ask(
                        "kms:GetPublicKey",
                        () -> kms().getPublicKey(one -> one.keyId(bench.key.arn()))))
        .publicKey()
        .asByteArray();
  }

  /** A key that is not the usual one. */
  @Given("a KMS key of the spec {string} for {string}")
  public void keyOfSpec(String spec, String usage) {
    bench.key = bench.workbench().key(one -> one.keySpec(spec).keyUsage(usage));
  }

  /** A signature. */
  @When("a message is signed with {string}")
  public void sign(String name) {
    algorithm = name;
    made = bench.answer("kms:Sign", () -> trySign(name)).signature();
  }

  private Reply<SignResponse> trySign(String name) {
    return bench
        .workbench()
        .ask(
            "kms:Sign",
            () ->
                kms()
                    .sign(
                        one -> one.keyId(bench.key.arn()).signingAlgorithm(name).message(MESSAGE)));
  }

  private Reply<VerifyResponse> verify(SdkBytes message) {
    return bench
        .workbench()
        .ask(
            "kms:Verify",
            () ->
                kms()
                    .verify(
                        one ->
                            one.keyId(bench.key.arn())
                                .signingAlgorithm(algorithm)
                                .message(message)
                                .signature(made)));
  }

  /** Success, both in KMS and outside. */
  @Then("the signature holds, in KMS and by its public key alone")
  public void signatureHolds() {
    boolean valid = bench.answer("kms:Verify", () -> verify(MESSAGE)).signatureValid();
    Expect.holds(valid, "a valid signature", valid, "kms:Verify", "");
    boolean outside =
        OutsideKms.verifies(algorithm, publicKey(), MESSAGE.asByteArray(), made.asByteArray());
    Expect.holds(outside, "a signature that holds in Java", outside, "kms:Sign", "");
  }

  /** A signature of something else. */
  @Then("the signature of another message is refused with {int} {string}")
  public void otherMessageIsRefused(int status, String code) {
    bench.refused("kms:Verify of another message", () -> verify(ANOTHER), status, code);
  }

  /** Signing in vain. */
  @Then("signing with {string} is refused with {int} {string}")
  public void signingIsRefused(String name, int status, String code) {
    bench.refused("kms:Sign", () -> trySign(name), status, code);
  }

  /** What anybody may do who has the public key. */
  @Then("KMS decrypts what was encrypted under its public key with {string}")
  public void decryptsWhatOthersEncrypted(String name) {
    byte[] sealed = OutsideKms.encrypt(name, publicKey(), MESSAGE.asByteArray());
    byte[] opened =
        bench
            .answer("kms:Decrypt", () -> decrypt(name, SdkBytes.fromByteArray(sealed)))
            .plaintext()
            .asByteArray();
    sameBytes(opened, MESSAGE.asByteArray(), "what was encrypted", "kms:Decrypt");
  }

  private Reply<DecryptResponse> decrypt(String name, SdkBytes sealed) {
    return bench
        .workbench()
        .ask(
            "kms:Decrypt",
            () ->
                kms()
                    .decrypt(
                        one ->
                            one.keyId(bench.key.arn())
                                .encryptionAlgorithm(name)
                                .ciphertextBlob(sealed)));
  }

  /** A code. */
  @When("a MAC is made with {string}")
  public void mac(String name) {
    algorithm = name;
    made =
        bench
            .answer(
                "kms:GenerateMac",
                () ->
                    bench
                        .workbench()
                        .ask(
                            "kms:GenerateMac",
                            () ->
                                kms()
                                    .generateMac(
                                        one ->
                                            one.keyId(bench.key.arn())
                                                .macAlgorithm(name)
                                                .message(MESSAGE))))
            .mac();
  }

  private Reply<VerifyMacResponse> verifyMac(SdkBytes message) {
    return bench
        .workbench()
        .ask(
            "kms:VerifyMac",
            () ->
                kms()
                    .verifyMac(
                        one ->
                            one.keyId(bench.key.arn())
                                .macAlgorithm(algorithm)
                                .message(message)
                                .mac(made)));
  }

  /** The code of the message. */
  @Then("the MAC has {int} bytes and holds")
  public void macHolds(int length) {
    Expect.holds(
        made.asByteArray().length == length,
        length + " bytes",
        made.asByteArray().length,
        "kms:GenerateMac",
        "");
    boolean valid = bench.answer("kms:VerifyMac", () -> verifyMac(MESSAGE)).macValid();
    Expect.holds(valid, "a valid MAC", valid, "kms:VerifyMac", "");
  }

  /** The code of something else. */
  @Then("the MAC of another message is refused with {int} {string}")
  public void otherMacIsRefused(int status, String code) {
    bench.refused("kms:VerifyMac of another message", () -> verifyMac(ANOTHER), status, code);
  }

  /** Both sides of an agreement. */
  @Then("both sides derive the same secret on the curve {string}")
  public void sameSecret(String curve) {
    OutsideKms.Peer peer = OutsideKms.peer(curve);
    byte[] inside =
        bench
            .answer(
                "kms:DeriveSharedSecret",
                () ->
                    bench
                        .workbench()
                        .ask(
                            "kms:DeriveSharedSecret",
                            () ->
                                kms()
                                    .deriveSharedSecret(
                                        one ->
                                            one.keyId(bench.key.arn())
                                                .keyAgreementAlgorithm("ECDH")
                                                .publicKey(
                                                    SdkBytes.fromByteArray(peer.publicKey())))))
            .sharedSecret()
            .asByteArray();
    sameBytes(inside, peer.secretWith(publicKey()), "the peer's secret", "kms:DeriveSharedSecret");
  }

  /** A pair to use outside. */
  @Then("a data key pair {string} comes with its private key in the clear and encrypted")
  public void dataKeyPair(String spec) {
    GenerateDataKeyPairResponse pair =
        bench.answer(
            "kms:GenerateDataKeyPair",
            () ->
                bench
                    .workbench()
                    .ask(
                        "kms:GenerateDataKeyPair",
                        () ->
                            kms()
                                .generateDataKeyPair(
                                    one -> one.keyId(bench.key.arn()).keyPairSpec(spec))));
    byte[] opened =
        bench
            .answer(
                "kms:Decrypt", () -> decrypt("SYMMETRIC_DEFAULT", pair.privateKeyCiphertextBlob()))
            .plaintext()
            .asByteArray();
    sameBytes(opened, pair.privateKeyPlaintext().asByteArray(), "the private key", "kms:Decrypt");
    boolean fits =
        OutsideKms.fit(pair.privateKeyPlaintext().asByteArray(), pair.publicKey().asByteArray());
    Expect.holds(fits, "the two halves of one pair", fits, "kms:GenerateDataKeyPair", "");
  }

  private static void sameBytes(byte[] found, byte[] expected, String what, String call) {
    Expect.holds(Arrays.equals(found, expected), what, found.length + " other bytes", call, "");
  }
}
