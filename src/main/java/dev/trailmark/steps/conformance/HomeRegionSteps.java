package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.TrailInfo;

/** A trail as it is seen, and refused, in another Region than its own. */
public final class HomeRegionSteps {
  private final Bench bench;

  /** Shares the scenario's bench. */
  public HomeRegionSteps(Bench bench) {
    this.bench = bench;
  }

  private CloudTrailClient elsewhere() {
    return bench.caller().cloudTrail(bench.workbench().elsewhere());
  }

  private String arn() {
    return atHome().trailARN();
  }

  private Trail atHome() {
    return bench
        .workbench()
        .must(
            "cloudtrail:GetTrail",
            () -> bench.caller().cloudTrail().getTrail(one -> one.name(bench.trail)))
        .trail();
  }

  /** A trail. */
  @Given("a trail of every Region")
  public void trail() {
    bench.bucket = bench.workbench().bucket();
    bench.trail = bench.workbench().trail(bench.bucket, one -> one.isMultiRegionTrail(true));
  }

  /** The shadow tells of the trail what the trail tells. */
  @Then("another Region describes the trail, and says where it is at home")
  public void shadowIsDescribed() {
    Trail trail = atHome();
    List<Trail> found = described(trail.trailARN(), null);
    Expect.holds(
        found.equals(List.of(trail)), trail.toString(), found, "cloudtrail:DescribeTrails", "");
  }

  private List<Trail> described(String arn, Boolean shadows) {
    return bench
        .workbench()
        .must(
            "cloudtrail:DescribeTrails",
            () -> elsewhere().describeTrails(one -> one.includeShadowTrails(shadows)))
        .trailList()
        .stream()
        .filter(each -> each.trailARN().equals(arn))
        .toList();
  }

  /** The Region has no such trail of its own. */
  @Then("another Region leaves it out when asked for its own trails only")
  public void shadowIsLeftOut() {
    List<Trail> found = described(arn(), false);
    Expect.holds(
        found.isEmpty(),
        "no trail of another Region",
        found,
        "cloudtrail:DescribeTrails without shadow trails",
        "");
  }

  /** Listed everywhere. */
  @Then("another Region lists the trail with its home Region")
  public void trailIsListed() {
    Trail trail = atHome();
    List<TrailInfo> found =
        bench
            .workbench()
            .must(
                "cloudtrail:ListTrails",
                () -> elsewhere().listTrailsPaginator(one -> {}).trails().stream().toList());
    Expect.holds(
        found.stream()
            .anyMatch(
                each ->
                    each.trailARN().equals(trail.trailARN())
                        && each.homeRegion().equals(trail.homeRegion())),
        trail.trailARN() + " at home in " + trail.homeRegion(),
        found,
        "cloudtrail:ListTrails",
        "");
  }

  /** By its ARN it is found. */
  @Then("another Region tells the trail's status by its ARN")
  public void statusIsTold() {
    String arn = arn();
    bench
        .workbench()
        .must("cloudtrail:GetTrailStatus", () -> elsewhere().getTrailStatus(one -> one.name(arn)));
  }

  /** None of it. */
  @Then("another Region does not describe the trail")
  public void noShadow() {
    List<Trail> found = described(arn(), null);
    Expect.holds(
        found.isEmpty(), "no trail of another Region", found, "cloudtrail:DescribeTrails", "");
  }

  /** Not there. */
  @Then("another Region refuses its status by its ARN with {int} {string}")
  public void statusIsRefused(int status, String code) {
    String arn = arn();
    refused("GetTrailStatus", () -> elsewhere().getTrailStatus(one -> one.name(arn)), status, code);
  }

  private void refused(String operation, Runnable call, int status, String code) {
    String what = "cloudtrail:" + operation;
    bench.refused(
        what,
        () ->
            bench
                .workbench()
                .ask(
                    what,
                    () -> {
                      call.run();
                      return true;
                    }),
        status,
        code);
  }

  /** Recording. */
  @Then("starting it by its ARN in another Region is refused with {int} {string}")
  public void startIsRefused(int status, String code) {
    String arn = arn();
    refused("StartLogging", () -> elsewhere().startLogging(one -> one.name(arn)), status, code);
  }

  /** Not recording. */
  @Then("stopping it by its ARN in another Region is refused with {int} {string}")
  public void stopIsRefused(int status, String code) {
    String arn = arn();
    refused("StopLogging", () -> elsewhere().stopLogging(one -> one.name(arn)), status, code);
  }

  /** Settings. */
  @Then("updating it by its ARN in another Region is refused with {int} {string}")
  public void updateIsRefused(int status, String code) {
    String arn = arn();
    refused(
        "UpdateTrail",
        () -> elsewhere().updateTrail(one -> one.name(arn).enableLogFileValidation(true)),
        status,
        code);
  }

  /** Selectors. */
  @Then("putting its selectors by its ARN in another Region is refused with {int} {string}")
  public void selectorsAreRefused(int status, String code) {
    String arn = arn();
    EventSelector selector = EventSelector.builder().readWriteType("WriteOnly").build();
    refused(
        "PutEventSelectors",
        () -> elsewhere().putEventSelectors(one -> one.trailName(arn).eventSelectors(selector)),
        status,
        code);
  }

  /** Gone. */
  @Then("deleting it by its ARN in another Region is refused with {int} {string}")
  public void deletionIsRefused(int status, String code) {
    String arn = arn();
    refused("DeleteTrail", () -> elsewhere().deleteTrail(one -> one.name(arn)), status, code);
  }
}
