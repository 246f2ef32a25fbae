package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CORSRule;

/** Cross-origin rules, and what browsers ask for the pages that they show. */
public final class SharingSteps {

  private static final byte[] NOTHING = {};

  private final Bench bench;
  private final Store store;

  /** Shares what the scenario has. */
  public SharingSteps(Bench bench, Store store) {
    this.bench = bench;
    this.store = store;
  }

  /** One rule. */
  @Given("the bucket lets pages of {string} send {string} with the headers {string}")
  public void lets(String origins, String methods, String headers) {
    store.must("s3:PutBucketCors", () -> putting(origins, methods, headers));
  }

  /** A rule that cannot be. */
  @Then(
      "letting pages of {string} send {string} with the headers {string} is refused with {int}"
          + " {string}")
  public void letsRefused(String origins, String methods, String headers, int status, String code) {
    store.refused(
        "s3:PutBucketCors of " + methods, () -> putting(origins, methods, headers), status, code);
  }

  private Object putting(String origins, String methods, String headers) {
    CORSRule rule =
        CORSRule.builder()
            .allowedOrigins(list(origins))
            .allowedMethods(list(methods))
            .allowedHeaders(list(headers))
            .exposeHeaders("ETag")
            .maxAgeSeconds(60)
            .build();
    return store
        .s3()
        .putBucketCors(
            put -> put.bucket(store.bucket()).corsConfiguration(all -> all.corsRules(rule)));
  }

  private static List<String> list(String words) {
    return Arrays.stream(words.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** No rules. */
  @Then("asking for the bucket's cross-origin rules is refused with {int} {string}")
  public void noRules(int status, String code) {
    store.refused(
        "s3:GetBucketCors",
        () -> store.s3().getBucketCors(get -> get.bucket(store.bucket())),
        status,
        code);
  }

  /** A preflight. */
  @When("a page of {string} asks whether it may send {string} with the headers {string}")
  public void asks(String origin, String method, String headers) {
    Map<String, String> sent = new LinkedHashMap<>();
    if (!origin.isEmpty()) {
      sent.put("Origin", origin);
    }
    sent.put("Access-Control-Request-Method", method);
    if (!headers.isEmpty()) {
      sent.put("Access-Control-Request-Headers", headers);
    }
    send("OPTIONS", sent);
  }

  /** The request itself, which nobody signed. */
  @When("a page of {string} reads the object unsigned")
  public void reads(String origin) {
    send("GET", Map.of("Origin", origin));
  }

  private void send(String method, Map<String, String> headers) {
    var http = bench.world().target().http();
    bench.answered(
        method + " of a page",
        () -> http.send(method, http.objectUrl(bench.bucket, Bench.OBJECT), headers, NOTHING));
  }

  /** A header of the last answer. */
  @Then("the answer's header {string} is {string}")
  public void headerIs(String name, String value) {
    Optional<String> told = bench.answer.header(name);
    String expected = value.isEmpty() ? "no header " + name : name + ": " + value;
    String found = told.orElse("no such header");
    Expect.holds(told.orElse("").equals(value), expected, found, bench.asked, "");
  }

  /** A header that the last answer is without. */
  @Then("the answer has no header {string}")
  public void headerIsMissing(String name) {
    Optional<String> told = bench.answer.header(name);
    Expect.holds(told.isEmpty(), "no header " + name, told.orElse(""), bench.asked, "");
  }
}
