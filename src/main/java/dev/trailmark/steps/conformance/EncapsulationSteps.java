package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecapsulateResponse;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;

/** Secrets that are encapsulated under an ML-KEM key, in KMS and outside. */
public final class EncapsulationSteps {
  private static final String ALGORITHM = "ML_KEM";
  private static final String ENCAPSULATE = "kms:Encapsulate";
  private static final String DECAPSULATE = "kms:Decapsulate";

  private final Bench bench;
  private EncapsulateResponse made;

  /** Shares the scenario's bench. */
  public EncapsulationSteps(Bench bench) {
    this.bench = bench;
  }

  private KmsClient kms() {
    return bench.caller().kms();
  }

  private Reply<EncapsulateResponse> tryEncapsulate() {
    return bench
        .workbench()
        .ask(
            ENCAPSULATE,
            () ->
                kms()
                    .encapsulate(
                        one -> one.keyId(bench.key.arn()).encapsulationAlgorithm(ALGORITHM)));
  }

  private Reply<DecapsulateResponse> tryRecover(byte[] ciphertext) {
    return bench
        .workbench()
        .ask(
            DECAPSULATE,
            () ->
                kms()
                    .decapsulate(
                        one ->
                            one.keyId(bench.key.arn())
                                .encapsulationAlgorithm(ALGORITHM)
                                .sharedSecretCiphertextBlob(SdkBytes.fromByteArray(ciphertext))));
  }

  private byte[] recovered(byte[] ciphertext) {
    return bench.answer(DECAPSULATE, () -> tryRecover(ciphertext)).sharedSecret().asByteArray();
  }

  private byte[] ciphertext() {
    return made.sharedSecretCiphertextBlob().asByteArray();
  }

  /** A secret. */
  @When("a secret is encapsulated under it")
  public void encapsulate() {
    made = bench.answer(ENCAPSULATE, this::tryEncapsulate);
  }

  /** The way back. */
  @Then("its ciphertext has {int} bytes and gives back the secret of {int}")
  public void givesBack(int length, int secret) {
    holds(ciphertext().length == length, length + " bytes", ciphertext().length, ENCAPSULATE);
    byte[] found = recovered(ciphertext());
    holds(found.length == secret, secret + " bytes", found.length, DECAPSULATE);
    sameSecret(found, made.sharedSecret().asByteArray());
  }

  /** What anybody may do who has the public key. */
  @Then("KMS recovers the secret that was encapsulated with its public key alone")
  public void recoversWhatOthersEncapsulated() {
    byte[] publicKey =
        bench
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
    OutsideKem.Encapsulated outside = OutsideKem.encapsulate(publicKey);
    sameSecret(recovered(outside.ciphertext()), outside.secret());
  }

  /** Implicit rejection: no error, and another secret. */
  @Then("its ciphertext with a bit changed gives another secret, twice the same")
  public void alteredGivesAnother() {
    byte[] altered = ciphertext();
    altered[altered.length / 2] ^= 1;
    byte[] found = recovered(altered);
    boolean other = !Arrays.equals(found, made.sharedSecret().asByteArray());
    holds(other, "another secret", "the same", DECAPSULATE);
    boolean again = Arrays.equals(recovered(altered), found);
    holds(again, "the same secret again", "another", DECAPSULATE);
  }

  /** A length that no key of the spec has. */
  @Then("its ciphertext without its last byte is refused with {int} {string}")
  public void shortIsRefused(int status, String code) {
    byte[] cut = Arrays.copyOf(ciphertext(), ciphertext().length - 1);
    bench.refused(DECAPSULATE, () -> tryRecover(cut), status, code);
  }

  /** Encapsulating in vain. */
  @Then("encapsulating a secret under it is refused with {int} {string}")
  public void encapsulatingIsRefused(int status, String code) {
    bench.refused(ENCAPSULATE, this::tryEncapsulate, status, code);
  }

  private static void sameSecret(byte[] found, byte[] expected) {
    holds(Arrays.equals(found, expected), "the same secret", "another", DECAPSULATE);
  }

  private static void holds(boolean holds, String expected, Object found, String call) {
    Expect.holds(holds, expected, found, call, "");
  }
}
