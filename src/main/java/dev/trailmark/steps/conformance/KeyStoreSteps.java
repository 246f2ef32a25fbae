package dev.trailmark.steps.conformance;

import dev.trailmark.target.Reply;
import io.cucumber.java.en.Then;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;

/** Custom key stores, as far as nobody needs a cluster or a proxy for it. */
public final class KeyStoreSteps {
  private static final String NO_SUCH_STORE = "cks-0123456789abcdef0";
  private static final String NO_SUCH_CLUSTER = "cluster-abcdefghijk";

  private final Bench bench;

  /** What is done to a store, by what it is called. */
  private final Map<String, Supplier<Object>> acts =
      Map.of(
          "describing",
          () -> kms().describeCustomKeyStores(one -> one.customKeyStoreId(NO_SUCH_STORE)),
          "connecting",
          () -> kms().connectCustomKeyStore(one -> one.customKeyStoreId(NO_SUCH_STORE)),
          "disconnecting",
          () -> kms().disconnectCustomKeyStore(one -> one.customKeyStoreId(NO_SUCH_STORE)),
          "renaming",
          () ->
              kms()
                  .updateCustomKeyStore(
                      one ->
                          one.customKeyStoreId(NO_SUCH_STORE).newCustomKeyStoreName(storeName())),
          "deleting",
          () -> kms().deleteCustomKeyStore(one -> one.customKeyStoreId(NO_SUCH_STORE)));

  /** Shares the scenario's bench. */
  public KeyStoreSteps(Bench bench) {
    this.bench = bench;
  }

  private KmsClient kms() {
    return bench.caller().kms();
  }

  private String storeName() {
    return bench.workbench().name("store");
  }

  private void refused(String what, Supplier<Object> call, int status, String code) {
    Supplier<Reply<Object>> question = () -> bench.workbench().ask(what, call);
    bench.refused(what, question, status, code);
  }

  /** Whatever is done to it, it is not there. */
  @Then(
      "^(describing|connecting|disconnecting|renaming|deleting) a key store that does not exist is"
          + " refused with (\\d+) \"([^\"]*)\"$")
  public void refusedWithoutStore(String act, int status, String code) {
    refused(act + " a key store that does not exist", acts.get(act), status, code);
  }

  /** A key in a store that is not there. */
  @Then(
      "making a key of the origin {string} in a key store that does not exist is refused with {int}"
          + " {string}")
  public void keyInNoSuchStoreIsRefused(String origin, int status, String code) {
    keyRefused(one -> one.origin(origin).customKeyStoreId(NO_SUCH_STORE), status, code);
  }

  /** A key that is to be in a store and names none. */
  @Then("making a key of the origin {string} in no key store is refused with {int} {string}")
  public void keyInNoStoreIsRefused(String origin, int status, String code) {
    keyRefused(one -> one.origin(origin), status, code);
  }

  private void keyRefused(Consumer<CreateKeyRequest.Builder> form, int status, String code) {
    refused("kms:CreateKey", () -> kms().createKey(form), status, code);
  }

  /** Nothing but a name. */
  @Then("making a key store of no cluster is refused with {int} {string}")
  public void storeOfNothingIsRefused(int status, String code) {
    storeRefused(one -> {}, status, code);
  }

  /** The parts of the other type. */
  @Then("making an external key store of a cluster is refused with {int} {string}")
  public void externalStoreOfClusterIsRefused(int status, String code) {
    storeRefused(
        one -> one.customKeyStoreType("EXTERNAL_KEY_STORE").cloudHsmClusterId(NO_SUCH_CLUSTER),
        status,
        code);
  }

  private void storeRefused(
      Consumer<CreateCustomKeyStoreRequest.Builder> form, int status, String code) {
    refused(
        "kms:CreateCustomKeyStore",
        () ->
            kms()
                .createCustomKeyStore(
                    one -> {
                      one.customKeyStoreName(storeName());
                      form.accept(one);
                    }),
        status,
        code);
  }
}
