package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Uploads in parts. */
public final class PartSteps {

  private final Store store;
  private final List<CompletedPart> parts = new ArrayList<>();
  private String key;
  private String upload;

  /** Shares the scenario's store. */
  public PartSteps(Store store) {
    this.store = store;
  }

  /** An upload of one part. */
  @Given("an upload of {string} with the part {string}")
  public void begin(String name, String part) {
    key = name;
    upload =
        store
            .must(
                "s3:CreateMultipartUpload",
                () -> store.s3().createMultipartUpload(one -> one.bucket(store.bucket()).key(key)))
            .uploadId();
    add(part);
  }

  /** An upload of two parts. */
  @Given("an upload of {string} with the parts {string} and {string}")
  public void begin(String name, String first, String second) {
    begin(name, first);
    add(second);
  }

  private void add(String text) {
    int number = parts.size() + 1;
    String etag =
        store
            .must(
                "s3:UploadPart",
                () ->
                    store
                        .s3()
                        .uploadPart(
                            one ->
                                one.bucket(store.bucket())
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number),
                            RequestBody.fromString(text)))
            .eTag();
    parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
  }

  /** The end of an upload. */
  @When("the upload is completed")
  public void complete() {
    store.must("s3:CompleteMultipartUpload", () -> complete(parts, one -> {}));
  }

  /** The other end. */
  @When("the upload is aborted")
  public void abort() {
    store.must(
        "s3:AbortMultipartUpload",
        () ->
            store
                .s3()
                .abortMultipartUpload(one -> one.bucket(store.bucket()).key(key).uploadId(upload)));
  }

  /** What an upload leaves of its parts. */
  @Then("the ETag of {string} ends with {string}")
  public void etagEnds(String name, String end) {
    String etag =
        store
            .must(
                "s3:HeadObject",
                () -> store.s3().headObject(one -> one.bucket(store.bucket()).key(name)))
            .eTag()
            .replace("\"", "");
    Expect.holds(etag.endsWith(end), "an ETag that ends with " + end, etag, "s3:HeadObject", "");
  }

  /** A completion that cannot be. */
  @Then("completing the upload is refused with {int} {string}")
  public void completeRefused(int status, String code) {
    refused(parts, one -> {}, status, code);
  }

  /** Parts that are not in order. */
  @Then("completing the upload in reverse is refused with {int} {string}")
  public void completeInReverse(int status, String code) {
    List<CompletedPart> reversed = new ArrayList<>(parts);
    Collections.reverse(reversed);
    refused(reversed, one -> {}, status, code);
  }

  /** A part that is another. */
  @Then("completing the upload with another ETag is refused with {int} {string}")
  public void completeWithOther(int status, String code) {
    CompletedPart other =
        CompletedPart.builder().partNumber(1).eTag("d41d8cd98f00b204e9800998ecf8427e").build();
    refused(List.of(other), one -> {}, status, code);
  }

  /** A place that is taken. */
  @Then("completing the upload if nothing is there is refused with {int} {string}")
  public void completeIfNew(int status, String code) {
    refused(parts, one -> one.ifNoneMatch("*"), status, code);
  }

  private void refused(
      List<CompletedPart> named,
      Consumer<CompleteMultipartUploadRequest.Builder> more,
      int status,
      String code) {
    store.refused("s3:CompleteMultipartUpload", () -> complete(named, more), status, code);
  }

  private CompleteMultipartUploadResponse complete(
      List<CompletedPart> named, Consumer<CompleteMultipartUploadRequest.Builder> more) {
    return store
        .s3()
        .completeMultipartUpload(
            one ->
                more.accept(
                    one.bucket(store.bucket())
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(named))));
  }
}
