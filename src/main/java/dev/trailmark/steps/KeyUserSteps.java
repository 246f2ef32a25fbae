package dev.trailmark.steps;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.IndeterminateException;
import dev.trailmark.lab.Student;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;

/** Task 6. */
public final class KeyUserSteps {

  private static final String HINT =
      "in the key's Key users section remove your role, save, then add it again";

  private final World world;

  /** Shares the scenario's world. */
  public KeyUserSteps(World world) {
    this.world = world;
  }

  /** What the other steps start from. */
  @Given("the history of the student's key policy")
  public void historyIsKnown() {
    Expect.present("the history of the student's key policy", student().keyPolicyHistory());
  }

  /** The removal. */
  @Then("a version did not list the student as key user")
  public void userWasRemoved() {
    String user = principal();
    Expect.that(
        "a version of the key policy without %s among the key users".formatted(user),
        student().keyPolicyHistory(),
        history -> history.withoutUser(user).isPresent(),
        HINT);
  }

  /** The return. */
  @Then("a later version lists the student as key user again")
  public void userWasRestored() {
    String user = principal();
    Expect.that(
        "a version with %s among the key users, after one without".formatted(user),
        student().keyPolicyHistory(),
        history -> history.restoring(user).isPresent(),
        HINT);
  }

  /** The experiment that the lab leaves out. */
  @When("the student reads the image while no key user")
  public void readWhileRemoved() {
    if (!student().performs()) {
      throw new IndeterminateException(
          "this experiment would change the account that is graded; leave @demonstration out");
    }
    Expect.present("a read of the image while no key user", student().readWhileRemoved());
  }

  /** How the experiment ends. */
  @Then("that read was refused with {int} {string}")
  public void readWasRefused(int status, String code) {
    Expect.that(
        "a read refused with %d %s".formatted(status, code),
        student().readWhileRemoved(),
        read -> read.status() == status && read.code().equals(code),
        "");
  }

  /** Why. */
  @Then("that refusal named {string}")
  public void refusalNamed(String action) {
    Expect.that(
        "a refusal that names " + action,
        student().readWhileRemoved(),
        read -> read.message().contains(action),
        "");
  }

  /** The experiment undone. */
  @Then("the image opened again once the student was restored")
  public void imageOpenedAgain() {
    Expect.that(
        "the image, read after the key user was restored",
        student().readOnceRestored(),
        read -> read.opened(),
        "");
  }

  private String principal() {
    return Expect.present("the student's role or user", student().principal());
  }

  private Student student() {
    return world.student();
  }
}
