package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AnnotationEntry;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;

/** Annotations of objects. */
public final class AnnotationSteps {

  private final Store store;

  /** Shares the scenario's objects. */
  public AnnotationSteps(Store store) {
    this.store = store;
  }

  /** A new annotation, or another text of one. */
  @When("{string} is annotated with {string} as {string}")
  public void annotate(String key, String text, String name) {
    store.must("s3:PutObjectAnnotation", () -> annotating(key, text, name, null));
  }

  /** An annotation that cannot be. */
  @Then("annotating {string} with {string} as {string} is refused with {int} {string}")
  public void annotateRefused(String key, String text, String name, int status, String code) {
    store.refused(
        "s3:PutObjectAnnotation of " + name, () -> annotating(key, text, name, null), status, code);
  }

  /** An annotation of an object that has another entity tag. */
  @Then("annotating {string} if its tag is {string} is refused with {int} {string}")
  public void annotateIfRefused(String key, String tag, int status, String code) {
    store.refused(
        "s3:PutObjectAnnotation if " + tag, () -> annotating(key, "text", "n", tag), status, code);
  }

  private Object annotating(String key, String text, String name, String tag) {
    return store
        .s3()
        .putObjectAnnotation(
            one -> one.bucket(store.bucket()).key(key).annotationName(name).objectIfMatch(tag),
            RequestBody.fromString(text));
  }

  /** The text that there is. */
  @Then("the annotation {string} of {string} is {string}")
  public void is(String name, String key, String text) {
    String told = store.must("s3:GetObjectAnnotation", () -> asking(key, name));
    Expect.holds(told.equals(text), text, told, "s3:GetObjectAnnotation of " + name, "");
  }

  /** No such annotation. */
  @Then("asking for the annotation {string} of {string} is refused with {int} {string}")
  public void askRefused(String name, String key, int status, String code) {
    store.refused("s3:GetObjectAnnotation", () -> asking(key, name), status, code);
  }

  private String asking(String key, String name) {
    return store
        .s3()
        .getObjectAnnotationAsBytes(one -> one.bucket(store.bucket()).key(key).annotationName(name))
        .asUtf8String();
  }

  /** The names that a listing gives. */
  @Then("the annotations of {string} are {string}")
  public void are(String key, String names) {
    String told =
        store.must(
            "s3:ListObjectAnnotations",
            () ->
                store
                    .s3()
                    .listObjectAnnotations(one -> one.bucket(store.bucket()).key(key))
                    .annotations()
                    .stream()
                    .map(AnnotationEntry::annotationName)
                    .collect(Collectors.joining(",")));
    Expect.holds(
        told.equals(names), "the annotations " + names, told, "s3:ListObjectAnnotations", "");
  }

  /** An annotation goes. */
  @When("the annotation {string} of {string} is deleted")
  public void delete(String name, String key) {
    store.must(
        "s3:DeleteObjectAnnotation",
        () ->
            store
                .s3()
                .deleteObjectAnnotation(
                    one -> one.bucket(store.bucket()).key(key).annotationName(name)));
  }

  /** A copy that leaves them behind. */
  @When("{string} is copied to {string} without its annotations")
  public void copyWithout(String key, String to) {
    store.must(
        "s3:CopyObject without annotations",
        () ->
            store
                .s3()
                .copyObject(
                    CopyObjectRequest.builder()
                        .sourceBucket(store.bucket())
                        .sourceKey(key)
                        .destinationBucket(store.bucket())
                        .destinationKey(to)
                        .annotationDirective("EXCLUDE")
                        .build()));
  }
}
