package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.Tag;

/** Configurations of buckets: tags, lifecycle, logging, replication, inventories. */
public final class ConfigurationSteps {
  private static final String ROLE = "arn:aws:iam::111122223333:role/replication";

  private final Store store;

  /** Shares the scenario's bucket. */
  public ConfigurationSteps(Store store) {
    this.store = store;
  }

  /** Tags the bucket. */
  @When("the bucket is tagged {string} with {string}")
  public void tag(String key, String value) {
    store.must("s3:PutBucketTagging", () -> tagging(key, value));
  }

  /** A tag that cannot be. */
  @Then("tagging the bucket {string} with {string} is refused with {int} {string}")
  public void tagRefused(String key, String value, int status, String code) {
    store.refused("s3:PutBucketTagging of " + key, () -> tagging(key, value), status, code);
  }

  private Object tagging(String key, String value) {
    Tag tag = Tag.builder().key(key).value(value).build();
    return store
        .s3()
        .putBucketTagging(put -> put.bucket(store.bucket()).tagging(t -> t.tagSet(tag)));
  }

  /** What was put. */
  @Then("the bucket's tag {string} is {string}")
  public void isTagged(String key, String value) {
    List<Tag> tags =
        store.must(
            "s3:GetBucketTagging",
            () -> store.s3().getBucketTagging(get -> get.bucket(store.bucket())).tagSet());
    Expect.holds(
        tags.contains(Tag.builder().key(key).value(value).build()),
        key + "=" + value,
        tags,
        "s3:GetBucketTagging",
        "");
  }

  /** No longer. */
  @When("the bucket's tags are deleted")
  public void untag() {
    store.must(
        "s3:DeleteBucketTagging",
        () -> store.s3().deleteBucketTagging(one -> one.bucket(store.bucket())));
  }

  /** None. */
  @Then("asking for the bucket's tags is refused with {int} {string}")
  public void noTags(int status, String code) {
    store.refused(
        "s3:GetBucketTagging",
        () -> store.s3().getBucketTagging(get -> get.bucket(store.bucket())),
        status,
        code);
  }

  /** A lifecycle of one rule. */
  @When("objects under {string} are to expire after {int} days by the rule {string}")
  public void expire(String prefix, int days, String id) {
    store.must("s3:PutBucketLifecycleConfiguration", () -> expiring(prefix, days, id));
  }

  /** A lifecycle that cannot be. */
  @Then("letting objects under {string} expire after {int} days is refused with {int} {string}")
  public void expiryRefused(String prefix, int days, int status, String code) {
    store.refused(
        "s3:PutBucketLifecycleConfiguration", () -> expiring(prefix, days, "r"), status, code);
  }

  private Object expiring(String prefix, int days, String id) {
    LifecycleRule rule =
        LifecycleRule.builder()
            .id(id)
            .status("Enabled")
            .filter(f -> f.prefix(prefix))
            .expiration(e -> e.days(days))
            .build();
    return store
        .s3()
        .putBucketLifecycleConfiguration(
            put -> put.bucket(store.bucket()).lifecycleConfiguration(c -> c.rules(rule)));
  }

  /** What was put. */
  @Then("the lifecycle's rule {string} expires objects under {string} after {int} days")
  public void expires(String id, String prefix, int days) {
    List<LifecycleRule> rules =
        store.must(
            "s3:GetBucketLifecycleConfiguration",
            () ->
                store
                    .s3()
                    .getBucketLifecycleConfiguration(get -> get.bucket(store.bucket()))
                    .rules());
    Expect.holds(
        rules.size() == 1
            && rules.get(0).id().equals(id)
            && rules.get(0).filter().prefix().equals(prefix)
            && rules.get(0).expiration().days() == days,
        id + ": " + prefix + " after " + days + " days",
        rules,
        "s3:GetBucketLifecycleConfiguration",
        "");
  }

  /** The answer names the rule. */
  @Then("putting {string} is answered with the rule {string}")
  public void answersRule(String key, String id) {
    String told = putting(key);
    Expect.holds(
        told != null && told.matches("expiry-date=\".* 00:00:00 GMT\", rule-id=\"" + id + "\""),
        "x-amz-expiration with the rule " + id,
        told,
        "s3:PutObject",
        "");
  }

  /** The answer names none. */
  @Then("putting {string} is answered with no rule")
  public void answersNone(String key) {
    String told = putting(key);
    Expect.holds(told == null, "no x-amz-expiration", told, "s3:PutObject", "");
  }

  private String putting(String key) {
    return store
        .must(
            "s3:PutObject",
            () ->
                store
                    .s3()
                    .putObject(
                        put -> put.bucket(store.bucket()).key(key), RequestBody.fromString("x")))
        .expiration();
  }

  /** No longer. */
  @When("the lifecycle is deleted")
  public void noLifecycleMore() {
    store.must(
        "s3:DeleteBucketLifecycle",
        () -> store.s3().deleteBucketLifecycle(one -> one.bucket(store.bucket())));
  }

  /** None. */
  @Then("asking for the lifecycle is refused with {int} {string}")
  public void noLifecycle(int status, String code) {
    store.refused(
        "s3:GetBucketLifecycleConfiguration",
        () -> store.s3().getBucketLifecycleConfiguration(get -> get.bucket(store.bucket())),
        status,
        code);
  }

  /** None. */
  @Then("asking for the replication is refused with {int} {string}")
  public void noReplication(int status, String code) {
    store.refused(
        "s3:GetBucketReplication",
        () -> store.s3().getBucketReplication(get -> get.bucket(store.bucket())),
        status,
        code);
  }

  /** A replication that cannot be. */
  @Then("replicating the bucket into itself is refused with {int} {string}")
  public void replicationRefused(int status, String code) {
    store.refused(
        "s3:PutBucketReplication",
        () ->
            store
                .s3()
                .putBucketReplication(
                    put ->
                        put.bucket(store.bucket())
                            .replicationConfiguration(
                                c ->
                                    c.role(ROLE)
                                        .rules(
                                            rule ->
                                                rule.status("Enabled")
                                                    .prefix("")
                                                    .destination(
                                                        d ->
                                                            d.bucket(
                                                                "arn:aws:s3:::"
                                                                    + store.bucket()))))),
        status,
        code);
  }

  /** None. */
  @Then("the bucket's requests are not logged")
  public void notLogged() {
    LoggingEnabled told =
        store
            .must(
                "s3:GetBucketLogging",
                () -> store.s3().getBucketLogging(get -> get.bucket(store.bucket())))
            .loggingEnabled();
    Expect.holds(told == null, "no logging", told, "s3:GetBucketLogging", "");
  }

  /** Logs that cannot be. */
  @Then(
      "logging the bucket's requests into a bucket that does not exist is refused with {int}"
          + " {string}")
  public void loggingRefused(int status, String code) {
    String nowhere = "trailmark-" + UUID.randomUUID();
    store.refused(
        "s3:PutBucketLogging",
        () ->
            store
                .s3()
                .putBucketLogging(
                    put ->
                        put.bucket(store.bucket())
                            .bucketLoggingStatus(
                                s ->
                                    s.loggingEnabled(
                                        l -> l.targetBucket(nowhere).targetPrefix("")))),
        status,
        code);
  }

  /** None. */
  @Then("asking for the inventory {string} is refused with {int} {string}")
  public void noInventory(String id, int status, String code) {
    store.refused(
        "s3:GetBucketInventoryConfiguration",
        () -> store.s3().getBucketInventoryConfiguration(get -> get.bucket(store.bucket()).id(id)),
        status,
        code);
  }
}
