package dev.trailmark.steps.conformance;

import dev.trailmark.lab.IamBench;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;

/** What IAM lets be done with users, groups and roles as such, and what it refuses. */
public final class EntitySteps {

  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

  private final Bench bench;
  private final Cast cast;

  /** Shares what the scenario has. */
  public EntitySteps(Bench bench, Cast cast) {
    this.bench = bench;
    this.cast = cast;
  }

  private IamClient iam() {
    return bench.caller().iam();
  }

  private String name(String actor) {
    return cast.named(actor).identity().name();
  }

  private <T> void refused(String what, Supplier<T> call, int status, String code) {
    bench.refused(what, () -> bench.workbench().ask(what, call), status, code);
  }

  /** A name that a user has. */
  @Then("another user of {actor}'s name is refused with {int} {string}")
  public void anotherUser(String taken, int status, String code) {
    refused("iam:CreateUser", () -> iam().createUser(r -> r.userName(name(taken))), status, code);
  }

  /** A name that a group has. */
  @Then("another group of {actor}'s name is refused with {int} {string}")
  public void anotherGroup(String taken, int status, String code) {
    refused(
        "iam:CreateGroup", () -> iam().createGroup(r -> r.groupName(name(taken))), status, code);
  }

  /** A name that a role has. */
  @Then("another role of {actor}'s name is refused with {int} {string}")
  public void anotherRole(String taken, int status, String code) {
    refused(
        "iam:CreateRole",
        () -> iam().createRole(r -> r.roleName(name(taken)).assumeRolePolicyDocument(TRUST)),
        status,
        code);
  }

  /** A deletion that comes too early. */
  @Then("deleting {actor} is refused with {int} {string}")
  public void deleting(String actor, int status, String code) {
    String name = name(actor);
    switch (cast.named(actor).kind()) {
      case USER ->
          refused("iam:DeleteUser", () -> iam().deleteUser(r -> r.userName(name)), status, code);
      case GROUP ->
          refused("iam:DeleteGroup", () -> iam().deleteGroup(r -> r.groupName(name)), status, code);
      case ROLE ->
          refused("iam:DeleteRole", () -> iam().deleteRole(r -> r.roleName(name)), status, code);
    }
  }

  /** A second key, for what the user does from now on. */
  @When("{actor} gets a second access key to sign with")
  public void secondKey(String user) {
    Actor actor = cast.named(user);
    IamBench iam = bench.workbench().iam();
    cast.signIn(actor, iam.key(actor.identity()), actor.arn);
  }

  /** One key too many. */
  @Then("a third access key of {actor} is refused with {int} {string}")
  public void thirdKey(String user, int status, String code) {
    refused(
        "iam:CreateAccessKey",
        () -> iam().createAccessKey(r -> r.userName(name(user))),
        status,
        code);
  }

  /** The longest session that the role gives. */
  @When("sessions of {actor} may last {int} seconds")
  public void longestSession(String role, int seconds) {
    bench
        .workbench()
        .must(
            "iam:UpdateRole",
            () -> iam().updateRole(r -> r.roleName(name(role)).maxSessionDuration(seconds)));
  }

  /** A longest session that no role can give. */
  @Then("letting sessions of {actor} last {int} seconds is refused with {int} {string}")
  public void tooLong(String role, int seconds, int status, String code) {
    refused(
        "iam:UpdateRole",
        () -> iam().updateRole(r -> r.roleName(name(role)).maxSessionDuration(seconds)),
        status,
        code);
  }

  /** A trust policy, with single quotes for double ones. */
  @Then("a role with the trust policy {string} is refused with {int} {string}")
  public void trustPolicy(String text, int status, String code) {
    String policy = text.replace('\'', '"');
    String name = bench.workbench().name("role");
    refused(
        "iam:CreateRole",
        () -> iam().createRole(r -> r.roleName(name).assumeRolePolicyDocument(policy)),
        status,
        code);
  }

  /** A user whom nobody made. */
  @Then("reading about the user {string} is refused with {int} {string}")
  public void absentUser(String name, int status, String code) {
    refused("iam:GetUser", () -> iam().getUser(r -> r.userName(name)), status, code);
  }

  /** A role that nobody made. */
  @Then("reading about the role {string} is refused with {int} {string}")
  public void absentRole(String name, int status, String code) {
    refused("iam:GetRole", () -> iam().getRole(r -> r.roleName(name)), status, code);
  }
}
