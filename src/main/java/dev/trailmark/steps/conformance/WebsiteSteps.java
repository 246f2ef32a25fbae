package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.target.HttpAnswer;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.WebsiteConfiguration;

/** Buckets as websites, and buckets whose visitors pay. */
public final class WebsiteSteps {

  private final Bench bench;
  private final Store store;

  /** Shares what the scenario has, and its bucket. */
  public WebsiteSteps(Bench bench, Store store) {
    this.bench = bench;
    this.store = store;
  }

  /** A page of HTML. */
  @Given("the page {string} holds {string}")
  public void holds(String key, String text) {
    store.put(key, text, page -> page.contentType("text/html"));
  }

  /** By anyone's browser, which follows no redirect. */
  @When("a visitor asks the website for {string}")
  public void visits(String path) {
    visits("GET", path);
  }

  /** The same without the page. */
  @When("a visitor asks the website for the head of {string}")
  public void visitsHead(String path) {
    visits("HEAD", path);
  }

  private void visits(String method, String path) {
    var sites = bench.world().target().websites();
    bench.answered(
        method + " " + path + " of the website", () -> sites.visit(method, store.bucket(), path));
  }

  /** What is shown. */
  @Then("the answer is {int} and reads {string}")
  public void reads(int status, String text) {
    HttpAnswer told = bench.settled(each -> each.status() == status && each.text().equals(text));
    Expect.holds(
        told.status() == status && told.text().equals(text),
        status + " " + text,
        told.status() + " " + told.text(),
        bench.asked,
        "");
  }

  /** Whoever asks for something is sent somewhere else. */
  @When("the bucket becomes a website that sends all to {string} by {string}")
  public void sendsAll(String host, String protocol) {
    store.must(
        "s3:PutBucketWebsite",
        () ->
            putting(
                WebsiteConfiguration.builder()
                    .redirectAllRequestsTo(all -> all.hostName(host).protocol(protocol))
                    .build()));
  }

  /** A website with pages for folders and errors. */
  @When("the bucket becomes a website with the index {string} and the error page {string}")
  public void becomes(String index, String error) {
    store.must(
        "s3:PutBucketWebsite",
        () ->
            putting(
                WebsiteConfiguration.builder()
                    .indexDocument(i -> i.suffix(index))
                    .errorDocument(e -> e.key(error))
                    .build()));
  }

  /** An index that cannot be. */
  @Then("making it a website with the index {string} is refused with {int} {string}")
  public void indexRefused(String index, int status, String code) {
    store.refused(
        "s3:PutBucketWebsite with the index " + index,
        () -> putting(WebsiteConfiguration.builder().indexDocument(i -> i.suffix(index)).build()),
        status,
        code);
  }

  /** Sent elsewhere and shown here at once. */
  @Then(
      "making it a website that sends all to {string} by {string} and has the index {string} is"
          + " refused with {int} {string}")
  public void contradictionRefused(
      String host, String protocol, String index, int status, String code) {
    WebsiteConfiguration.Builder site =
        WebsiteConfiguration.builder()
            .redirectAllRequestsTo(all -> all.hostName(host).protocol(protocol));
    if (!index.isEmpty()) {
      site.indexDocument(i -> i.suffix(index));
    }
    store.refused("s3:PutBucketWebsite", () -> putting(site.build()), status, code);
  }

  private Object putting(WebsiteConfiguration site) {
    return store
        .s3()
        .putBucketWebsite(put -> put.bucket(store.bucket()).websiteConfiguration(site));
  }

  /** What was put. */
  @Then("the website's index is {string} and its error page {string}")
  public void is(String index, String error) {
    GetBucketWebsiteResponse told =
        store.must(
            "s3:GetBucketWebsite",
            () -> store.s3().getBucketWebsite(get -> get.bucket(store.bucket())));
    Expect.holds(
        told.indexDocument().suffix().equals(index) && told.errorDocument().key().equals(error),
        index + " and " + error,
        told,
        "s3:GetBucketWebsite",
        "");
  }

  /** No longer. */
  @When("the bucket is no website any more")
  public void noMore() {
    store.must(
        "s3:DeleteBucketWebsite",
        () -> store.s3().deleteBucketWebsite(one -> one.bucket(store.bucket())));
  }

  /** None. */
  @Then("asking for the website is refused with {int} {string}")
  public void none(int status, String code) {
    store.refused(
        "s3:GetBucketWebsite",
        () -> store.s3().getBucketWebsite(get -> get.bucket(store.bucket())),
        status,
        code);
  }

  /** Who pays. */
  @When("the bucket's {string} is to pay")
  public void pays(String payer) {
    store.must(
        "s3:PutBucketRequestPayment",
        () ->
            store
                .s3()
                .putBucketRequestPayment(
                    put ->
                        put.bucket(store.bucket())
                            .requestPaymentConfiguration(c -> c.payer(payer))));
  }

  /** Who is said to pay. */
  @Then("{string} is told to pay")
  public void isTold(String payer) {
    Payer told =
        store.must(
            "s3:GetBucketRequestPayment",
            () -> store.s3().getBucketRequestPayment(get -> get.bucket(store.bucket())).payer());
    Expect.holds(payer.equals(String.valueOf(told)), payer, told, "s3:GetBucketRequestPayment", "");
  }
}
