package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/** Trails and the event history. */
public final class TrailSteps {

  private final Bench bench;

  /** Shares the scenario's bench. */
  public TrailSteps(Bench bench) {
    this.bench = bench;
  }

  private CloudTrailClient cloudTrail() {
    return bench.caller().cloudTrail();
  }

  /** A trail. */
  @Given("a trail")
  public void trail() {
    bench.bucket = bench.workbench().bucket();
    bench.trail = bench.workbench().trail(bench.bucket);
  }

  /** A bucket that is not there. */
  @Then("creating a trail for a bucket that does not exist is refused with {int} {string}")
  public void trailWithoutBucketIsRefused(int status, String code) {
    create(bench.workbench().name("trail"), bench.workbench().name("nowhere"), status, code);
  }

  /** A bucket that keeps CloudTrail out. */
  @Then("creating a trail for the bucket is refused with {int} {string}")
  public void trailWithoutPolicyIsRefused(int status, String code) {
    create(bench.workbench().name("trail"), bench.bucket, status, code);
  }

  /** A name that is taken. */
  @Then("creating the trail again is refused with {int} {string}")
  public void sameTrailIsRefused(int status, String code) {
    create(bench.trail, bench.bucket, status, code);
  }

  private void create(String name, String bucket, int status, String code) {
    bench.refused(
        "cloudtrail:CreateTrail",
        () ->
            bench
                .workbench()
                .ask(
                    "cloudtrail:CreateTrail",
                    () -> cloudTrail().createTrail(one -> one.name(name).s3BucketName(bucket))),
        status,
        code);
  }

  /** A trail that is not there. */
  @Then("asking for the status of a trail that does not exist is refused with {int} {string}")
  public void statusOfNoTrailIsRefused(int status, String code) {
    String nowhere = bench.workbench().name("nowhere");
    bench.refused(
        "cloudtrail:GetTrailStatus",
        () ->
            bench
                .workbench()
                .ask(
                    "cloudtrail:GetTrailStatus",
                    () -> cloudTrail().getTrailStatus(one -> one.name(nowhere))),
        status,
        code);
  }

  /** Off by default. */
  @Then("the trail is not recording")
  public void trailIsNotRecording() {
    recording(false);
  }

  /** On when told. */
  @Then("the trail is recording")
  public void trailIsRecording() {
    recording(true);
  }

  private void recording(boolean expected) {
    boolean actual =
        bench
            .workbench()
            .must(
                "cloudtrail:GetTrailStatus",
                () -> cloudTrail().getTrailStatus(one -> one.name(bench.trail)))
            .isLogging();
    Expect.holds(
        actual == expected, "IsLogging " + expected, actual, "cloudtrail:GetTrailStatus", "");
  }

  /** What a trail records unless told otherwise. */
  @Then("the trail would record all management events and no data events")
  public void selectorsAreTheDefault() {
    var selectors =
        bench
            .workbench()
            .must(
                "cloudtrail:GetEventSelectors",
                () -> cloudTrail().getEventSelectors(one -> one.trailName(bench.trail)))
            .eventSelectors();
    Expect.holds(
        selectors.size() == 1 && isDefault(selectors.get(0)),
        "one selector: All, management events, no data resources",
        selectors,
        "cloudtrail:GetEventSelectors of a new trail",
        "");
  }

  private static boolean isDefault(EventSelector selector) {
    return selector.includeManagementEvents()
        && selector.readWriteTypeAsString().equals("All")
        && selector.dataResources().isEmpty();
  }

  /** On. */
  @When("recording is started")
  public void startRecording() {
    bench
        .workbench()
        .must(
            "cloudtrail:StartLogging",
            () -> cloudTrail().startLogging(one -> one.name(bench.trail)));
  }

  /** What the history holds without any trail; on AWS an event takes minutes to get there. */
  @Then("the event history holds the creation of the key by the caller")
  public void historyHoldsCreation() {
    LookupAttribute creation =
        LookupAttribute.builder()
            .attributeKey(LookupAttributeKey.EVENT_NAME)
            .attributeValue("CreateKey")
            .build();
    boolean found = eventually(() -> holdsKey(creation));
    Expect.holds(
        found,
        "a CreateKey event with key " + bench.key.keyId(),
        "no such event",
        "cloudtrail:LookupEvents of CreateKey",
        "");
  }

  private boolean holdsKey(LookupAttribute creation) {
    Reply<Boolean> reply =
        bench
            .workbench()
            .ask(
                "cloudtrail:LookupEvents",
                () ->
                    cloudTrail()
                        .lookupEvents(one -> one.lookupAttributes(creation))
                        .events()
                        .stream()
                        .anyMatch(event -> event.cloudTrailEvent().contains(bench.key.keyId())));
    return Expect.answered("cloudtrail:LookupEvents", reply);
  }

  private boolean eventually(java.util.concurrent.Callable<Boolean> question) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofSeconds(1))
          .atMost(bench.world().target().logWait())
          .until(question);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }
}
