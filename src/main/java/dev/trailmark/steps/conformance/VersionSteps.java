package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;

/** Versions of objects and delete markers. */
public final class VersionSteps {

  private final Bench bench;
  private final Store store;

  /** Shares what the scenario has. */
  public VersionSteps(Bench bench, Store store) {
    this.bench = bench;
    this.store = store;
  }

  /** A bucket with versioning. */
  @Given("a new bucket that keeps versions")
  public void versionedBucket() {
    bench.bucket = bench.workbench().versionedBucket();
  }

  /** Without the code of a device, which nobody here has. */
  @Then("enabling MFA delete without a code is refused with {int} {string}")
  public void mfaRefused(int status, String code) {
    store.refused(
        "s3:PutBucketVersioning with MFA delete",
        () ->
            store
                .s3()
                .putBucketVersioning(
                    put ->
                        put.bucket(store.bucket())
                            .versioningConfiguration(
                                v -> v.status("Enabled").mfaDelete("Enabled"))),
        status,
        code);
  }

  /** A version by its id. */
  @Then("version {int} of {string} reads {string}")
  public void versionReads(int number, String key, String text) {
    String read = store.text(key, request -> request.versionId(store.version(key, number)));
    Expect.holds(read.equals(text), text, read, "s3:GetObject of a version", "");
  }

  /** A version that is gone. */
  @Then("reading version {int} of {string} is refused with {int} {string}")
  public void versionRefused(int number, String key, int status, String code) {
    readRefused(key, store.version(key, number), status, code);
  }

  /** A version id of any form. */
  @Then("reading the version {string} of {string} is refused with {int} {string}")
  public void idRefused(String id, String key, int status, String code) {
    readRefused(key, id, status, code);
  }

  /** A delete marker by its id. */
  @Then("reading the delete marker of {string} is refused with {int} {string}")
  public void markerRefused(String key, int status, String code) {
    readRefused(key, store.marker(key), status, code);
  }

  private void readRefused(String key, String id, int status, String code) {
    bench.refused(
        "s3:GetObject of a version of " + key,
        () -> store.read(key, request -> request.versionId(id)),
        status,
        code);
  }

  /** A deletion that puts a marker. */
  @When("{string} is deleted")
  public void delete(String key) {
    DeleteObjectResponse deleted =
        store.must(
            "s3:DeleteObject",
            () -> store.s3().deleteObject(one -> one.bucket(store.bucket()).key(key)));
    store.marked(key, deleted.versionId());
  }

  /** A deletion for good. */
  @When("version {int} of {string} is deleted")
  public void deleteVersion(int number, String key) {
    store.must("s3:DeleteObject of a version", () -> delete(key, store.version(key, number), null));
  }

  /** A deletion for good that a governance retention forbids. */
  @When("version {int} of {string} is deleted, bypassing governance")
  public void deleteBypassing(int number, String key) {
    store.must(
        "s3:DeleteObject, bypassing governance",
        () -> delete(key, store.version(key, number), true));
  }

  /** A deletion that a lock forbids. */
  @Then("deleting version {int} of {string} is refused with {int} {string}")
  public void deleteRefused(int number, String key, int status, String code) {
    store.refused(
        "s3:DeleteObject of a version",
        () -> delete(key, store.version(key, number), null),
        status,
        code);
  }

  /** What a deletion put. */
  @When("the delete marker of {string} is deleted")
  public void deleteMarker(String key) {
    store.must("s3:DeleteObject of a marker", () -> delete(key, store.marker(key), null));
  }

  private DeleteObjectResponse delete(String key, String version, Boolean bypass) {
    return store
        .s3()
        .deleteObject(
            one ->
                one.bucket(store.bucket())
                    .key(key)
                    .versionId(version)
                    .bypassGovernanceRetention(bypass));
  }
}
