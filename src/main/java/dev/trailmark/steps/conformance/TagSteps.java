package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Tags and storage classes of objects. */
public final class TagSteps {

  private final Bench bench;
  private final Store store;

  /** Shares what the scenario has. */
  public TagSteps(Bench bench, Store store) {
    this.bench = bench;
    this.store = store;
  }

  /** An object with tags. */
  @Given("the object {string} holds {string} with the tags {string}")
  public void holdsWithTags(String key, String text, String tags) {
    store.put(key, text, request -> request.tagging(tags));
  }

  /** New tags. */
  @When("the tags of {string} are set to {string}")
  public void set(String key, String tags) {
    store.must("s3:PutObjectTagging", () -> setting(key, tags));
  }

  /** Tags that cannot be. */
  @Then("setting the tags of {string} to {string} is refused with {int} {string}")
  public void setRefused(String key, String tags, int status, String code) {
    store.refused("s3:PutObjectTagging of " + tags, () -> setting(key, tags), status, code);
  }

  private Object setting(String key, String tags) {
    List<Tag> set =
        Arrays.stream(tags.split("&"))
            .map(tag -> tag.split("=", 2))
            .map(tag -> Tag.builder().key(tag[0]).value(tag[1]).build())
            .toList();
    return store
        .s3()
        .putObjectTagging(
            one -> one.bucket(store.bucket()).key(key).tagging(all -> all.tagSet(set)));
  }

  /** No tags. */
  @When("the tags of {string} are removed")
  public void remove(String key) {
    store.must(
        "s3:DeleteObjectTagging",
        () -> store.s3().deleteObjectTagging(one -> one.bucket(store.bucket()).key(key)));
  }

  /** The tags that there are, by their names. */
  @Then("the tags of {string} are {string}")
  public void tagsAre(String key, String tags) {
    String told =
        store.must("s3:GetObjectTagging", () -> asking(key)).stream()
            .map(tag -> tag.key() + "=" + tag.value())
            .sorted()
            .collect(Collectors.joining("&"));
    Expect.holds(told.equals(tags), "the tags " + tags, told, "s3:GetObjectTagging", "");
  }

  /** Tags of nothing. */
  @Then("asking for the tags of {string} is refused with {int} {string}")
  public void askRefused(String key, int status, String code) {
    store.refused("s3:GetObjectTagging", () -> asking(key), status, code);
  }

  private List<Tag> asking(String key) {
    return store.s3().getObjectTagging(one -> one.bucket(store.bucket()).key(key)).tagSet();
  }

  /** How many tags reads tell of. */
  @Then("heading {string} counts {int} tags")
  public void counts(String key, int count) {
    Integer told = head(key).tagCount();
    Expect.holds(
        told != null && told == count, count + " tags", told, "x-amz-tagging-count of a HEAD", "");
  }

  /** A copy with its source's tags. */
  @When("{string} is copied to {string}")
  public void copy(String key, String to) {
    store.must("s3:CopyObject", () -> copying(key, to, null));
  }

  /** A copy with tags of its own. */
  @When("{string} is copied to {string} with the tags {string}")
  public void copyWithTags(String key, String to, String tags) {
    store.must("s3:CopyObject with tags", () -> copying(key, to, tags));
  }

  private Object copying(String key, String to, String tags) {
    return store
        .s3()
        .copyObject(
            copy ->
                copy.sourceBucket(store.bucket())
                    .sourceKey(key)
                    .destinationBucket(store.bucket())
                    .destinationKey(to)
                    .taggingDirective(tags == null ? null : TaggingDirective.REPLACE)
                    .tagging(tags));
  }

  /** An object of a class. */
  @Given("the object {string} holds {string} in the class {string}")
  public void holdsInClass(String key, String text, String storageClass) {
    store.put(key, text, request -> request.storageClass(storageClass));
  }

  /** A class that there is not. */
  @Then("putting an object in the class {string} is refused with {int} {string}")
  public void classRefused(String storageClass, int status, String code) {
    store.refused(
        "s3:PutObject in the class " + storageClass,
        () -> store.putting(Bench.OBJECT, "text", request -> request.storageClass(storageClass)),
        status,
        code);
  }

  /** The class that reads tell of; nothing for STANDARD. */
  @Then("heading {string} says the class {string}")
  public void saysClass(String key, String storageClass) {
    String told = head(key).storageClassAsString();
    Expect.holds(
        storageClass.equals(told == null ? "" : told),
        storageClass.isEmpty() ? "no class" : storageClass,
        told,
        "x-amz-storage-class of a HEAD",
        "");
  }

  /** A wish to read what is archived. */
  @When("{string} is asked to be restored")
  public void restore(String key) {
    store.must("s3:RestoreObject", () -> restoring(key));
  }

  /** A wish that cannot be. */
  @Then("restoring {string} is refused with {int} {string}")
  public void restoreRefused(String key, int status, String code) {
    store.refused("s3:RestoreObject", () -> restoring(key), status, code);
  }

  private Object restoring(String key) {
    return store
        .s3()
        .restoreObject(one -> one.bucket(store.bucket()).key(key).restoreRequest(it -> it.days(1)));
  }

  /** What reads tell of a restoring. */
  @Then("heading {string} says that it is being restored")
  public void saysRestoring(String key) {
    String told = head(key).restore();
    Expect.holds(
        "ongoing-request=\"true\"".equals(told),
        "ongoing-request=\"true\"",
        told,
        "x-amz-restore of a HEAD",
        "");
  }

  private HeadObjectResponse head(String key) {
    return store.must(
        "s3:HeadObject",
        () -> bench.caller().s3().headObject(one -> one.bucket(store.bucket()).key(key)));
  }
}
