package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.TargetGrant;

/** Where a bucket's requests and events are to be told. */
public final class NoticeSteps {

  private final Store store;
  private final Cast cast;

  /** Shares the scenario's bucket and who takes part. */
  public NoticeSteps(Store store, Cast cast) {
    this.store = store;
    this.cast = cast;
  }

  /** Whether the queue is there is not asked, so none has to be made. */
  @When("writes below the {string} {string} are to be told to the queue {string} unasked")
  public void notifies(String name, String value, String queue) {
    store.must(
        "s3:PutBucketNotificationConfiguration",
        () -> putting(queue, List.of(FilterRule.builder().name(name).value(value).build())));
  }

  /** A queue or filter that cannot be. */
  @Then(
      "telling writes below the {string} {string} to the queue {string} unasked is refused with"
          + " {int} {string}")
  public void notifyingRefused(String name, String value, String queue, int status, String code) {
    store.refused(
        "s3:PutBucketNotificationConfiguration",
        () -> putting(queue, List.of(FilterRule.builder().name(name).value(value).build())),
        status,
        code);
  }

  private Object putting(String queue, List<FilterRule> rules) {
    return store
        .s3()
        .putBucketNotificationConfiguration(
            put ->
                put.bucket(store.bucket())
                    .skipDestinationValidation(true)
                    .notificationConfiguration(
                        n ->
                            n.queueConfigurations(
                                q ->
                                    q.queueArn(cast.resolve(queue))
                                        .events(Event.S3_OBJECT_CREATED)
                                        .filter(f -> f.key(k -> k.filterRules(rules))))));
  }

  /** As they come back. */
  @Then("the notification's filter is {string}")
  public void filtered(String expected) {
    String told =
        store
            .must(
                "s3:GetBucketNotificationConfiguration",
                () ->
                    store
                        .s3()
                        .getBucketNotificationConfiguration(get -> get.bucket(store.bucket())))
            .queueConfigurations()
            .stream()
            .map(NoticeSteps::rules)
            .collect(Collectors.joining(";"));
    Expect.holds(
        told.equals(expected), expected, told, "s3:GetBucketNotificationConfiguration", "");
  }

  private static String rules(QueueConfiguration queue) {
    return queue.filter().key().filterRules().stream()
        .map(rule -> rule.nameAsString() + "=" + rule.value())
        .collect(Collectors.joining(","));
  }

  /** Grants on log files, in a bucket that takes no ACLs, as new ones do not. */
  @Then(
      "logging the bucket's requests into itself for everyone to read is refused with {int}"
          + " {string}")
  public void grantsRefused(int status, String code) {
    TargetGrant everyone =
        TargetGrant.builder()
            .permission("READ")
            .grantee(g -> g.type("Group").uri("http://acs.amazonaws.com/groups/global/AllUsers"))
            .build();
    store.refused(
        "s3:PutBucketLogging with target grants",
        () ->
            store
                .s3()
                .putBucketLogging(
                    put ->
                        put.bucket(store.bucket())
                            .bucketLoggingStatus(
                                s ->
                                    s.loggingEnabled(
                                        l ->
                                            l.targetBucket(store.bucket())
                                                .targetPrefix("")
                                                .targetGrants(everyone)))),
        status,
        code);
  }
}
