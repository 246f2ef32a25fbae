package dev.trailmark.grading.tiny;

import dev.trailmark.lab.UnmetExpectation;
import dev.trailmark.steps.LaunchContext;
import io.cucumber.java.en.Given;
import io.qameta.allure.Allure;
import java.util.Optional;

/** Steps that judge a {@link FakeStudent} by its name alone. */
public class TinySteps {
  @Given("the student's {word} is found")
  public void isFound(String what) {
    FakeStudent student = FakeStudent.of(LaunchContext.current().student());
    student.look(what);
    Allure.addAttachment("look", student.name() + " was asked for " + what);
    if (student.lacks(what)) {
      throw new UnmetExpectation(
          "a " + what, "no " + what, "kms:DescribeKey", "make a " + what, blame(what));
    }
  }

  @Given("the student's answer {int} is found")
  public void answerIsFound(int question) {
    isFound("answer" + question);
  }

  @Given("the student's check breaks")
  public void breaks() {
    throw new IllegalStateException("a fault\nof the check");
  }

  private static Optional<String> blame(String what) {
    return what.equals("answer2") ? Optional.of("task 1's key") : Optional.empty();
  }
}
