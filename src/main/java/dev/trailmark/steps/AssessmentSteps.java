package dev.trailmark.steps;

import dev.trailmark.lab.Answers;
import dev.trailmark.lab.Expect;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.List;

/** The assessment's questions. */
public final class AssessmentSteps {

  private final World world;
  private List<String> options;
  private String right;
  private String rationale;

  /** Shares the scenario's world. */
  public AssessmentSteps(World world) {
    this.world = world;
  }

  /** What there is to choose from. */
  @Given("the options {string}, {string}, {string} and {string}")
  public void options(String a, String b, String c, String d) {
    options = List.of(a, b, c, d);
  }

  /** What should be chosen, and why. */
  @Given("{word} is right: {}")
  public void rightOption(String letter, String why) {
    right = Answers.option(letter, options).orElseThrow();
    rationale = why;
  }

  /** What was chosen. */
  @Then("the student's answer to question {int} is the right one")
  public void answerIsRight(int question) {
    Expect.that(
        "the right one of " + options,
        world
            .student()
            .answer(question)
            .map(answer -> Answers.option(answer, options).orElse(answer)),
        right::equals,
        rationale);
  }
}
