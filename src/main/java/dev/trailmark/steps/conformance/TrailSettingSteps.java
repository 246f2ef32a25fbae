package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.Tag;

/** What trails are told: names, settings, tags, selectors. */
public final class TrailSettingSteps {
  private static final AdvancedEventSelector UPLOADS =
      AdvancedEventSelector.builder()
          .name("uploads")
          .fieldSelectors(
              field("eventCategory", "Data"),
              field("resources.type", "AWS::S3::Object"),
              field("eventName", "PutObject"))
          .build();

  private final Bench bench;

  /** Shares the scenario's bench. */
  public TrailSettingSteps(Bench bench) {
    this.bench = bench;
  }

  private static AdvancedFieldSelector field(String name, String value) {
    return AdvancedFieldSelector.builder().field(name).equalsValue(value).build();
  }

  private CloudTrailClient cloudTrail() {
    return bench.caller().cloudTrail();
  }

  private <T> void refused(String operation, Supplier<T> call, int status, String code) {
    String what = "cloudtrail:" + operation;
    bench.refused(what, () -> bench.workbench().ask(what, call), status, code);
  }

  /** A name that breaks a rule; names are looked at before buckets. */
  @Then("creating a trail named {string} is refused with {int} {string}")
  public void nameIsRefused(String name, int status, String code) {
    String bucket = bench.workbench().name("nowhere");
    refused(
        "CreateTrail",
        () -> cloudTrail().createTrail(one -> one.name(name).s3BucketName(bucket)),
        status,
        code);
  }

  /** Settings that do not go together; they are looked at before buckets. */
  @Then("creating a trail of every region without global services is refused with {int} {string}")
  public void combinationIsRefused(int status, String code) {
    String bucket = bench.workbench().name("nowhere");
    refused(
        "CreateTrail",
        () ->
            cloudTrail()
                .createTrail(
                    one ->
                        one.name(bench.workbench().name("trail"))
                            .s3BucketName(bucket)
                            .isMultiRegionTrail(true)
                            .includeGlobalServiceEvents(false)),
        status,
        code);
  }

  /** The policy of a key without one of its own trusts its account only, no service. */
  @Then("putting the trail under the key is refused with {int} {string}")
  public void keyIsRefused(int status, String code) {
    refused(
        "UpdateTrail",
        () -> cloudTrail().updateTrail(one -> one.name(bench.trail).kmsKeyId(bench.key.keyId())),
        status,
        code);
  }

  /** A setting. */
  @When("the trail is told not to log CloudTrail's deliveries")
  public void withoutDeliveries() {
    bench
        .workbench()
        .must(
            "cloudtrail:UpdateTrail",
            () -> cloudTrail().updateTrail(one -> one.name(bench.trail).recursiveLogging(false)));
  }

  /** As it is unless somebody says otherwise. */
  @Then("the trail logs CloudTrail's deliveries")
  public void logsDeliveries() {
    deliveries(true);
  }

  /** As it was told. */
  @Then("the trail does not log CloudTrail's deliveries")
  public void logsNoDeliveries() {
    deliveries(false);
  }

  private void deliveries(boolean expected) {
    Boolean found =
        bench
            .workbench()
            .must("cloudtrail:GetTrail", () -> cloudTrail().getTrail(one -> one.name(bench.trail)))
            .trail()
            .recursiveLogging();
    Expect.holds(
        Boolean.valueOf(expected).equals(found),
        "RecursiveLogging " + expected,
        String.valueOf(found),
        "cloudtrail:GetTrail",
        "");
  }

  private String arn() {
    return bench
        .workbench()
        .must("cloudtrail:GetTrail", () -> cloudTrail().getTrail(one -> one.name(bench.trail)))
        .trail()
        .trailARN();
  }

  /** Tagged. */
  @When("the trail is tagged {string} {string}")
  public void tag(String key, String value) {
    String arn = arn();
    Tag tag = Tag.builder().key(key).value(value).build();
    bench
        .workbench()
        .must(
            "cloudtrail:AddTags",
            () -> cloudTrail().addTags(one -> one.resourceId(arn).tagsList(tag)));
  }

  /** Listed. */
  @Then("the trail has the tag {string} {string}")
  public void hasTag(String key, String value) {
    String arn = arn();
    List<Tag> tags =
        bench
            .workbench()
            .must(
                "cloudtrail:ListTags", () -> cloudTrail().listTags(one -> one.resourceIdList(arn)))
            .resourceTagList()
            .stream()
            .flatMap(each -> each.tagsList().stream())
            .toList();
    Expect.holds(
        tags.contains(Tag.builder().key(key).value(value).build()),
        "the tag %s=%s".formatted(key, value),
        tags,
        "cloudtrail:ListTags",
        "");
  }

  /** Advanced selectors in place of basic ones. */
  @When("the trail is told to record uploads by advanced selectors")
  public void selectUploads() {
    bench
        .workbench()
        .must(
            "cloudtrail:PutEventSelectors",
            () ->
                cloudTrail()
                    .putEventSelectors(
                        one -> one.trailName(bench.trail).advancedEventSelectors(UPLOADS)));
  }

  /** As they were put, and no others. */
  @Then("the trail would record uploads only")
  public void uploadsAreSelected() {
    var selectors =
        bench
            .workbench()
            .must(
                "cloudtrail:GetEventSelectors",
                () -> cloudTrail().getEventSelectors(one -> one.trailName(bench.trail)));
    Expect.holds(
        selectors.advancedEventSelectors().equals(List.of(UPLOADS))
            && selectors.eventSelectors().isEmpty(),
        "the advanced selectors that were put, and no basic ones",
        selectors,
        "cloudtrail:GetEventSelectors",
        "");
  }

  /** One kind or the other. */
  @Then("selectors of both kinds are refused with {int} {string}")
  public void bothKindsAreRefused(int status, String code) {
    EventSelector basic = EventSelector.builder().readWriteType("All").build();
    refused(
        "PutEventSelectors",
        () ->
            cloudTrail()
                .putEventSelectors(
                    one ->
                        one.trailName(bench.trail)
                            .eventSelectors(basic)
                            .advancedEventSelectors(UPLOADS)),
        status,
        code);
  }

  /** Every selector says what it is for. */
  @Then("advanced selectors without an event category are refused with {int} {string}")
  public void selectorWithoutCategoryIsRefused(int status, String code) {
    AdvancedEventSelector selector =
        AdvancedEventSelector.builder().fieldSelectors(field("readOnly", "true")).build();
    refused(
        "PutEventSelectors",
        () ->
            cloudTrail()
                .putEventSelectors(
                    one -> one.trailName(bench.trail).advancedEventSelectors(selector)),
        status,
        code);
  }
}
