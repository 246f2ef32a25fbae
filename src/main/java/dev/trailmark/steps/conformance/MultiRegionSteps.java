package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.RelatedKeys;
import dev.trailmark.lab.Workbench;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Arrays;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** Multi-Region keys: a primary key, its replica in another Region, and what the two share. */
public final class MultiRegionSteps {

  private final Bench bench;
  private SdkBytes elsewhere;

  /** Shares the scenario's bench. */
  public MultiRegionSteps(Bench bench) {
    this.bench = bench;
  }

  private Workbench workbench() {
    return bench.workbench();
  }

  private RelatedKeys related() {
    return workbench().relatedKeys();
  }

  private KmsClient home() {
    return bench.caller().kms();
  }

  private String keyId() {
    return bench.key.keyId();
  }

  /** A primary key. */
  @Given("a multi-Region KMS key")
  public void primary() {
    bench.key = related().primary();
  }

  /** A replica that works. */
  @Given("a replica of it in another Region")
  public void replica() {
    related().replica(keyId());
  }

  /** Encrypting there. */
  @When("something is encrypted in the other Region")
  public void encryptElsewhere() {
    elsewhere =
        workbench()
            .must(
                "kms:Encrypt",
                () ->
                    related()
                        .kms()
                        .encrypt(
                            one ->
                                one.keyId(keyId())
                                    .plaintext(SdkBytes.fromByteArray(Workbench.CONTENT))))
            .ciphertextBlob();
  }

  /** Decrypting here what was encrypted there. */
  @Then("it can be decrypted at home")
  public void decryptAtHome() {
    byte[] plaintext =
        workbench()
            .must("kms:Decrypt", () -> home().decrypt(one -> one.ciphertextBlob(elsewhere)))
            .plaintext()
            .asByteArray();
    Expect.holds(
        Arrays.equals(plaintext, Workbench.CONTENT),
        "what was encrypted in the other Region",
        "%d other bytes".formatted(plaintext.length),
        "kms:Decrypt",
        "");
  }

  /** Both keys by one id, each saying which of the two it is. */
  @Then("both keys have one id, and say which of them is the primary key")
  public void oneIdTwoRoles() {
    KeyMetadata primary = describe(home());
    KeyMetadata replica = describe(related().kms());
    String roles =
        "%s %s, %s %s"
            .formatted(
                primary.keyId(),
                primary.multiRegionConfiguration().multiRegionKeyTypeAsString(),
                replica.keyId(),
                replica.multiRegionConfiguration().multiRegionKeyTypeAsString());
    Expect.holds(
        roles.equals("%s PRIMARY, %s REPLICA".formatted(keyId(), keyId())),
        "PRIMARY at home and REPLICA in the other Region, both " + keyId(),
        roles,
        "kms:DescribeKey",
        "");
  }

  private KeyMetadata describe(KmsClient kms) {
    return workbench()
        .must("kms:DescribeKey", () -> kms.describeKey(one -> one.keyId(keyId())))
        .keyMetadata();
  }

  /** A second replica in the same place. */
  @Then("replicating it there again is refused with {int} {string}")
  public void replicatingAgainIsRefused(int status, String code) {
    refused("kms:ReplicateKey", () -> replicate(home()), status, code);
  }

  /** A replica of a replica. */
  @Then("replicating the replica is refused with {int} {string}")
  public void replicatingReplicaIsRefused(int status, String code) {
    refused("kms:ReplicateKey", () -> replicate(related().kms()), status, code);
  }

  private Object replicate(KmsClient kms) {
    return kms.replicateKey(one -> one.keyId(keyId()).replicaRegion(related().elsewhere().id()));
  }

  /** What the primary alone decides. */
  @Then("enabling the rotation of the replica is refused with {int} {string}")
  public void rotatingReplicaIsRefused(int status, String code) {
    refused(
        "kms:EnableKeyRotation",
        () -> related().kms().enableKeyRotation(one -> one.keyId(keyId())),
        status,
        code);
  }

  private void refused(String what, Supplier<Object> call, int status, String code) {
    Supplier<Reply<Object>> question = () -> workbench().ask(what, call);
    bench.refused(what, question, status, code);
  }
}
