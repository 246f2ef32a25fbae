package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.target.AwsError;
import io.cucumber.java.en.Then;

/** What is said about the last answer or refusal. */
public final class AnswerSteps {

  private final Bench bench;

  /** Shares the scenario's bench. */
  public AnswerSteps(Bench bench) {
    this.bench = bench;
  }

  /** Success. */
  @Then("the answer is {int}")
  public void answerIs(int status) {
    Expect.holds(
        bench.settled(each -> each.status() == status).status() == status,
        "the status " + status,
        bench.answer.error(),
        bench.asked,
        "");
  }

  /** A refusal. */
  @Then("the answer is {int} {string}")
  public void answerIs(int status, String code) {
    AwsError error =
        bench.settled(each -> each.status() == status && each.code().equals(code)).error();
    Expect.holds(
        error.status() == status && error.code().equals(code),
        "%d %s".formatted(status, code),
        error,
        bench.asked,
        "");
  }

  /** The refusal's wording, raw. */
  @Then("the answer says {string}")
  public void answerSays(String text) {
    Expect.holds(
        bench.answer.message().contains(text),
        "a message with \"%s\"".formatted(text),
        bench.answer.error(),
        bench.asked,
        "");
  }

  /** The refusal's wording, as the SDK reads it. */
  @Then("the refusal says {string}")
  public void refusalSays(String text) {
    Expect.holds(
        bench.refusal.message().contains(text),
        "a message with \"%s\"".formatted(text),
        bench.refusal,
        bench.asked,
        "");
  }
}
