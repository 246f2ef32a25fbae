package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.InsightSelector;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/** What unusual activity a trail is told to find, and lookups of it. */
public final class InsightSteps {
  private static final String CALLS = "ApiCallRateInsight";
  private static final String ERRORS = "ApiErrorRateInsight";
  private static final String NEVER = "trailmark-never-was";

  private final Bench bench;

  /** Shares the scenario's bench. */
  public InsightSteps(Bench bench) {
    this.bench = bench;
  }

  private CloudTrailClient cloudTrail() {
    return bench.caller().cloudTrail();
  }

  private <T> void refused(String operation, Supplier<T> call, int status, String code) {
    String what = "cloudtrail:" + operation;
    bench.refused(what, () -> bench.workbench().ask(what, call), status, code);
  }

  private static List<InsightSelector> selectors(String... types) {
    return Stream.of(types)
        .map(type -> InsightSelector.builder().insightType(type).build())
        .toList();
  }

  private void tell(String... types) {
    List<InsightSelector> selectors = selectors(types);
    bench
        .workbench()
        .must(
            "cloudtrail:PutInsightSelectors",
            () ->
                cloudTrail()
                    .putInsightSelectors(
                        one -> one.trailName(bench.trail).insightSelectors(selectors)));
  }

  /** Both types. */
  @When("the trail is told to find unusual rates of calls and errors")
  public void findBoth() {
    tell(CALLS, ERRORS);
  }

  /** One type. */
  @When("the trail is told to find unusual rates of errors")
  public void findErrors() {
    tell(ERRORS);
  }

  /** An empty list turns Insights off. */
  @When("the trail is told to find nothing unusual")
  public void findNothing() {
    tell();
  }

  /** Both types. */
  @Then("the trail finds unusual rates of calls and errors of management events")
  public void bothAreFound() {
    found(Set.of(CALLS, ERRORS));
  }

  /** One type. */
  @Then("the trail finds unusual rates of errors of management events")
  public void errorsAreFound() {
    found(Set.of(ERRORS));
  }

  private void found(Set<String> types) {
    List<InsightSelector> selectors =
        bench
            .workbench()
            .must(
                "cloudtrail:GetInsightSelectors",
                () -> cloudTrail().getInsightSelectors(one -> one.trailName(bench.trail)))
            .insightSelectors();
    Expect.holds(
        selectors.size() == types.size()
            && selectors.stream()
                .map(InsightSelector::insightTypeAsString)
                .collect(Collectors.toSet())
                .equals(types)
            && selectors.stream().allMatch(InsightSteps::isOfManagementEvents),
        types + " of management events",
        selectors,
        "cloudtrail:GetInsightSelectors",
        "");
  }

  /** Categories are newer than types: where there are none, management events are meant. */
  private static boolean isOfManagementEvents(InsightSelector selector) {
    return selector.eventCategoriesAsStrings().isEmpty()
        || selector.eventCategoriesAsStrings().equals(List.of("Management"));
  }

  /** Told with the trail too. */
  @Then("the trail is described as one with Insights")
  public void trailHasInsights() {
    boolean has =
        bench
            .workbench()
            .must("cloudtrail:GetTrail", () -> cloudTrail().getTrail(one -> one.name(bench.trail)))
            .trail()
            .hasInsightSelectors();
    Expect.holds(has, "HasInsightSelectors true", has, "cloudtrail:GetTrail", "");
  }

  /** Not told to. */
  @Then("asking for the trail's Insights is refused with {int} {string}")
  public void insightsAreRefused(int status, String code) {
    refused(
        "GetInsightSelectors",
        () -> cloudTrail().getInsightSelectors(one -> one.trailName(bench.trail)),
        status,
        code);
  }

  /** A type that is not there, or does not go with what the trail records. */
  @Then("telling the trail to find {string} is refused with {int} {string}")
  public void typeIsRefused(String type, int status, String code) {
    refused(
        "PutInsightSelectors",
        () ->
            cloudTrail()
                .putInsightSelectors(
                    one -> one.trailName(bench.trail).insightSelectors(selectors(type))),
        status,
        code);
  }

  /** No calls that change something. */
  @When("the trail is told to record only events of calls that read")
  public void recordReads() {
    EventSelector reads = EventSelector.builder().readWriteType("ReadOnly").build();
    bench
        .workbench()
        .must(
            "cloudtrail:PutEventSelectors",
            () ->
                cloudTrail()
                    .putEventSelectors(one -> one.trailName(bench.trail).eventSelectors(reads)));
  }

  private LookupEventsResponse lookUp(String attribute) {
    return cloudTrail()
        .lookupEvents(
            one ->
                one.eventCategory("insight")
                    .lookupAttributes(by -> by.attributeKey(attribute).attributeValue(NEVER)));
  }

  /** An attribute that Insights events have. */
  @Then("looking up Insights events by {string} finds none of what never was")
  public void nothingIsFound(String attribute) {
    List<Event> events =
        bench.workbench().must("cloudtrail:LookupEvents", () -> lookUp(attribute)).events();
    Expect.holds(events.isEmpty(), "no events", events, "cloudtrail:LookupEvents", "");
  }

  /** An attribute that they do not have. */
  @Then("looking up Insights events by {string} is refused with {int} {string}")
  public void lookupIsRefused(String attribute, int status, String code) {
    refused("LookupEvents", () -> lookUp(attribute), status, code);
  }
}
