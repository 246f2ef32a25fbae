package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;

/** Object Lock. */
public final class LockSteps {

  private final Bench bench;
  private final Store store;

  /** Shares what the scenario has. */
  public LockSteps(Bench bench, Store store) {
    this.bench = bench;
    this.store = store;
  }

  /** A bucket with Object Lock. */
  @Given("a new bucket with Object Lock")
  public void lockedBucket() {
    bench.bucket = bench.workbench().lockedBucket();
  }

  /** A bucket without. */
  @Then("asking for the bucket's Object Lock is refused with {int} {string}")
  public void configurationRefused(int status, String code) {
    store.refused(
        "s3:GetObjectLockConfiguration",
        () -> store.s3().getObjectLockConfiguration(one -> one.bucket(store.bucket())),
        status,
        code);
  }

  /** A hold. */
  @When("a legal hold is put on {string}")
  public void hold(String key) {
    store.must("s3:PutObjectLegalHold", () -> hold(key, "ON"));
  }

  /** The end of a hold. */
  @When("the legal hold on {string} is lifted")
  public void lift(String key) {
    store.must("s3:PutObjectLegalHold", () -> hold(key, "OFF"));
  }

  /** A hold that cannot be. */
  @Then("putting a legal hold on {string} is refused with {int} {string}")
  public void holdRefused(String key, int status, String code) {
    store.refused("s3:PutObjectLegalHold", () -> hold(key, "ON"), status, code);
  }

  private Object hold(String key, String status) {
    return store
        .s3()
        .putObjectLegalHold(
            one -> one.bucket(store.bucket()).key(key).legalHold(it -> it.status(status)));
  }

  /** A retention that a privileged caller may bypass, so that nothing is left behind. */
  @When("{string} is retained for {int} day(s)")
  public void retain(String key, int days) {
    store.must("s3:PutObjectRetention", () -> retaining(key, days));
  }

  /** A retention that cannot be. */
  @Then("retaining {string} for {int} day(s) is refused with {int} {string}")
  public void retainRefused(String key, int days, int status, String code) {
    store.refused("s3:PutObjectRetention", () -> retaining(key, days), status, code);
  }

  private Object retaining(String key, int days) {
    return retaining(
        key, it -> it.mode("GOVERNANCE").retainUntilDate(now().plus(Duration.ofDays(days))));
  }

  private Object retaining(String key, Consumer<ObjectLockRetention.Builder> retention) {
    return store
        .s3()
        .putObjectRetention(one -> one.bucket(store.bucket()).key(key).retention(retention));
  }

  private Instant now() {
    return bench.world().target().clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** An event hold under governance, so that nothing is left behind. */
  @When("{string} is held for an event and {int} day(s) more")
  public void holdForEvent(String key, int days) {
    store.must(
        "s3:PutObjectRetention with an event hold",
        () ->
            retaining(
                key,
                it ->
                    it.mode("GOVERNANCE")
                        .eventHold("ON")
                        .eventHoldDuration(period -> period.days(days))));
  }

  /** The event. */
  @When("the event hold on {string} is released")
  public void release(String key) {
    store.must(
        "s3:PutObjectRetention without an event hold",
        () -> retaining(key, it -> it.mode("GOVERNANCE").eventHold("OFF")));
  }

  /** What a version's retention tells of its event hold and its end, give or take an hour. */
  @Then("{string} has its event hold {word} and {int} day(s) to go")
  public void eventHold(String key, String status, int days) {
    ObjectLockRetention told =
        store.must(
            "s3:GetObjectRetention",
            () ->
                store
                    .s3()
                    .getObjectRetention(one -> one.bucket(store.bucket()).key(key))
                    .retention());
    Duration left = Duration.between(now(), told.retainUntilDate());
    boolean close = left.minus(Duration.ofDays(days)).abs().compareTo(Duration.ofHours(1)) < 0;
    Expect.holds(
        close && status.equals(told.eventHoldAsString()),
        "an event hold %s and %d days to go".formatted(status, days),
        told.toString(),
        "s3:GetObjectRetention",
        "");
  }

  /** A retention that is not there. */
  @Then("asking for the retention of {string} is refused with {int} {string}")
  public void retentionRefused(String key, int status, String code) {
    store.refused(
        "s3:GetObjectRetention",
        () -> store.s3().getObjectRetention(one -> one.bucket(store.bucket()).key(key)),
        status,
        code);
  }

  /** Versioning that Object Lock needs. */
  @Then("suspending the bucket's versioning is refused with {int} {string}")
  public void suspendRefused(int status, String code) {
    store.refused(
        "s3:PutBucketVersioning",
        () ->
            store
                .s3()
                .putBucketVersioning(
                    one ->
                        one.bucket(store.bucket())
                            .versioningConfiguration(it -> it.status("Suspended"))),
        status,
        code);
  }
}
