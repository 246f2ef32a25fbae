package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Then;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.PublicKey;

/** Lookups that are refused, and the keys that digests are signed with. */
public final class HistorySteps {
  private static final Instant EARLIER = Instant.parse("2025-10-27T00:00:00Z");
  private static final Instant LATER = Instant.parse("2025-10-28T00:00:00Z");

  private final Bench bench;

  /** Shares the scenario's bench. */
  public HistorySteps(Bench bench) {
    this.bench = bench;
  }

  private CloudTrailClient cloudTrail() {
    return bench.caller().cloudTrail();
  }

  private <T> void refused(String operation, Supplier<T> call, int status, String code) {
    String what = "cloudtrail:" + operation;
    bench.refused(what, () -> bench.workbench().ask(what, call), status, code);
  }

  /** More than a page holds. */
  @Then("looking up events with 51 results is refused with {int} {string}")
  public void tooManyResultsAreRefused(int status, String code) {
    refused(
        "LookupEvents", () -> cloudTrail().lookupEvents(one -> one.maxResults(51)), status, code);
  }

  /** A range that is none. */
  @Then("looking up events with an end before start is refused with {int} {string}")
  public void rangeIsRefused(int status, String code) {
    refused(
        "LookupEvents",
        () -> cloudTrail().lookupEvents(one -> one.startTime(LATER).endTime(EARLIER)),
        status,
        code);
  }

  /** A token that CloudTrail did not give. */
  @Then("looking up events with a made up token is refused with {int} {string}")
  public void tokenIsRefused(int status, String code) {
    refused(
        "LookupEvents",
        () -> cloudTrail().lookupEvents(one -> one.nextToken("made-up")),
        status,
        code);
  }

  /** The key that a digest of now is signed with. */
  @Then("CloudTrail lists a public key that is valid now")
  public void keyIsListed() {
    List<PublicKey> keys =
        bench
            .workbench()
            .must("cloudtrail:ListPublicKeys", () -> cloudTrail().listPublicKeys(one -> {}))
            .publicKeyList();
    Expect.holds(
        keys.stream().anyMatch(HistorySteps::isWhole),
        "a key with its value, fingerprint of 32 hexadecimal digits and validity",
        keys,
        "cloudtrail:ListPublicKeys",
        "");
  }

  private static boolean isWhole(PublicKey key) {
    return key.value() != null
        && key.fingerprint() != null
        && key.fingerprint().matches("[0-9a-f]{32}")
        && key.validityStartTime().isBefore(key.validityEndTime());
  }

  /** A range that is none. */
  @Then("asking for keys with an end before start is refused with {int} {string}")
  public void keysOfNoRangeAreRefused(int status, String code) {
    refused(
        "ListPublicKeys",
        () -> cloudTrail().listPublicKeys(one -> one.startTime(LATER).endTime(EARLIER)),
        status,
        code);
  }
}
