package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Arrays;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.Tag;

/** What happens to keys themselves: rotation, imported material, grants, tags. */
public final class MaterialSteps {
  private static final String WRAPPING = "RSAES_OAEP_SHA_256";

  private final Bench bench;
  private final Cast cast;
  private final byte[] material = new byte[32];
  private String grant;

  /** Shares the scenario's bench and cast. */
  public MaterialSteps(Bench bench, Cast cast) {
    this.bench = bench;
    this.cast = cast;
    Arrays.fill(material, (byte) 7);
  }

  private KmsClient kms() {
    return bench.caller().kms();
  }

  private <T> Reply<T> ask(String what, Supplier<T> call) {
    return bench.workbench().ask(what, call);
  }

  /** A key that waits for what is brought to it. */
  @Given("a KMS key without material")
  public void keyWithoutMaterial() {
    bench.key = bench.workbench().key(one -> one.origin("EXTERNAL"));
  }

  /** Material, for good. */
  @When("key material is imported")
  public void importMaterial() {
    GetParametersForImportResponse parameters =
        bench.answer(
            "kms:GetParametersForImport",
            () ->
                ask(
                    "kms:GetParametersForImport",
                    () ->
                        kms()
                            .getParametersForImport(
                                one ->
                                    one.keyId(bench.key.keyId())
                                        .wrappingAlgorithm(WRAPPING)
                                        .wrappingKeySpec("RSA_2048"))));
    byte[] wrapped = OutsideKms.encrypt(WRAPPING, parameters.publicKey().asByteArray(), material);
    bench.answer(
        "kms:ImportKeyMaterial",
        () ->
            ask(
                "kms:ImportKeyMaterial",
                () ->
                    kms()
                        .importKeyMaterial(
                            one ->
                                one.keyId(bench.key.keyId())
                                    .importToken(parameters.importToken())
                                    .encryptedKeyMaterial(SdkBytes.fromByteArray(wrapped))
                                    .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE"))));
  }

  /** Material, gone. */
  @When("its key material is deleted")
  public void deleteMaterial() {
    bench
        .workbench()
        .must(
            "kms:DeleteImportedKeyMaterial",
            () -> kms().deleteImportedKeyMaterial(one -> one.keyId(bench.key.keyId())));
  }

  /** A token that is none. */
  @Then("importing with a token of somebody's own is refused with {int} {string}")
  public void importWithWrongTokenIsRefused(int status, String code) {
    SdkBytes nothing = SdkBytes.fromUtf8String("nothing");
    bench.refused(
        "kms:ImportKeyMaterial with a token that is none",
        () ->
            ask(
                "kms:ImportKeyMaterial",
                () ->
                    kms()
                        .importKeyMaterial(
                            one ->
                                one.keyId(bench.key.keyId())
                                    .importToken(nothing)
                                    .encryptedKeyMaterial(nothing)
                                    .expirationModel("KEY_MATERIAL_DOES_NOT_EXPIRE"))),
        status,
        code);
  }

  /** On. */
  @When("automatic rotation is enabled")
  public void enableRotation() {
    bench.workbench().must("kms:EnableKeyRotation", () -> kms().enableKeyRotation(this::thisKey));
  }

  private void thisKey(EnableKeyRotationRequest.Builder request) {
    request.keyId(bench.key.keyId());
  }

  /** Whether it is on. */
  @Then("its rotation is {word}")
  public void rotationIs(String state) {
    GetKeyRotationStatusResponse status =
        bench
            .workbench()
            .must(
                "kms:GetKeyRotationStatus",
                () -> kms().getKeyRotationStatus(one -> one.keyId(bench.key.keyId())));
    Expect.holds(
        status.keyRotationEnabled() == state.equals("on"),
        "rotation " + state,
        status.keyRotationEnabled() ? "on" : "off",
        "kms:GetKeyRotationStatus",
        "");
  }

  /** Enabling in vain. */
  @Then("enabling automatic rotation is refused with {int} {string}")
  public void enablingRotationIsRefused(int status, String code) {
    bench.refused(
        "kms:EnableKeyRotation",
        () -> ask("kms:EnableKeyRotation", () -> kms().enableKeyRotation(this::thisKey)),
        status,
        code);
  }

  /** New material. */
  @When("it is rotated on demand")
  public void rotate() {
    bench
        .workbench()
        .must(
            "kms:RotateKeyOnDemand",
            () -> kms().rotateKeyOnDemand(one -> one.keyId(bench.key.keyId())));
  }

  /** A right without a policy. */
  @When("{actor} is granted {string} by a grant")
  public void grant(String grantee, String operation) {
    grant =
        bench
            .answer(
                "kms:CreateGrant",
                () ->
                    ask(
                        "kms:CreateGrant",
                        () ->
                            kms()
                                .createGrant(
                                    one ->
                                        one.keyId(bench.key.keyId())
                                            .granteePrincipal(cast.named(grantee).identity().arn())
                                            .operationsWithStrings(operation))))
            .grantId();
  }

  /** The right taken back. */
  @When("the grant is revoked")
  public void revoke() {
    bench
        .workbench()
        .must(
            "kms:RevokeGrant",
            () -> kms().revokeGrant(one -> one.keyId(bench.key.keyId()).grantId(grant)));
  }

  /** Labels that are AWS's own. */
  @Then("tagging it {string} = {string} is refused with {int} {string}")
  public void taggingIsRefused(String name, String value, int status, String code) {
    Tag tag = Tag.builder().tagKey(name).tagValue(value).build();
    bench.refused(
        "kms:TagResource",
        () ->
            ask(
                "kms:TagResource",
                () -> kms().tagResource(one -> one.keyId(bench.key.keyId()).tags(tag))),
        status,
        code);
  }

  /** A name that is none. */
  @Then("giving it the alias {string} is refused with {int} {string}")
  public void aliasIsRefused(String name, int status, String code) {
    bench.refused(
        "kms:CreateAlias",
        () ->
            ask(
                "kms:CreateAlias",
                () -> kms().createAlias(one -> one.aliasName(name).targetKeyId(bench.key.keyId()))),
        status,
        code);
  }
}
