package dev.trailmark.steps;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Student;
import io.cucumber.java.en.Then;
import java.util.List;

/** Task 2. */
public final class ConfigureTrailSteps {

  private final World world;

  /** Shares the scenario's world. */
  public ConfigureTrailSteps(World world) {
    this.world = world;
  }

  /** What the trail is called. */
  @Then("the student's trail is called {string}")
  public void trailIsCalled(String name) {
    String actual = student().names().actual(name);
    Expect.that(
        "a trail called " + actual,
        student().trail(),
        trail -> trail.name().equals(actual),
        "a trail cannot be renamed; create one called " + actual);
  }

  /** Where its logs go. */
  @Then("the student's trail writes to a bucket called {string} and a number")
  public void trailWritesTo(String prefix) {
    Expect.that(
        "a bucket called %s and a number".formatted(prefix),
        student().trail(),
        trail -> trail.bucket().matches("\\Q" + prefix + "\\E.*\\d.*"),
        "edit the trail and give it a bucket of that name");
  }

  /** The first half of the bucket's policy. */
  @Then("the bucket's policy lets CloudTrail read the bucket's ACL for the student's trail")
  public void policyAllowsAclCheck() {
    Expect.that(
        "cloudtrail.amazonaws.com is allowed s3:GetBucketAcl on the bucket for this trail",
        student().bucketPolicy(),
        policy -> policy.aclCheck(),
        "let CloudTrail create the bucket, or add the policy from its guide");
  }

  /** The second half of the bucket's policy. */
  @Then("the bucket's policy lets CloudTrail write log files for the student's trail")
  public void policyAllowsWriting() {
    Expect.that(
        "cloudtrail.amazonaws.com is allowed s3:PutObject below AWSLogs for this trail",
        student().bucketPolicy(),
        policy -> policy.write(),
        "let CloudTrail create the bucket, or add the policy from its guide");
  }

  /** The first kind of events. */
  @Then("the student's trail records all management events")
  public void trailRecordsManagementEvents() {
    Expect.that(
        "all management events, reads and writes, KMS included",
        student().selectors(),
        selectors -> selectors.management(),
        "select Management events with Read and Write, and exclude nothing");
  }

  /** The second kind of events. */
  @Then("the student's trail records the reads and writes of the bucket's objects")
  public void trailRecordsDataEvents() {
    Expect.that(
        "S3 data events, reads and writes, of the trail's bucket",
        student().selectors(),
        selectors -> selectors.s3Data(),
        "select Data events for S3, Read and Write, for all buckets or this one");
  }

  /** The third kind of events. */
  @Then("the student's trail has the insights {string} and {string}")
  public void trailHasInsights(String one, String other) {
    Expect.that(
        "the insights %s and %s".formatted(one, other),
        student().insights(),
        insights -> insights.containsAll(List.of(one, other)),
        "select Insights events: API call rate and API error rate");
  }

  /** Whether it is on. */
  @Then("the student's trail is recording")
  public void trailIsRecording() {
    Expect.that(
        "a trail that is recording",
        student().logging(),
        on -> on,
        "start logging; a trail made by the CLI is off until start-logging");
  }

  private Student student() {
    return world.student();
  }
}
