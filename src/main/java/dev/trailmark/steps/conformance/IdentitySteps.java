package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.IamBench;
import dev.trailmark.lab.IamKind;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Map;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Users, groups and roles. */
public final class IdentitySteps {

  private static final String TRUST =
      "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"{%s}\"},\"Action\":\"sts:AssumeRole\"}";

  private final Bench bench;
  private final Cast cast;

  /** Shares what the scenario has. */
  public IdentitySteps(Bench bench, Cast cast) {
    this.bench = bench;
    this.cast = cast;
  }

  private IamBench iam() {
    return bench.workbench().iam();
  }

  /** Somebody who may do nothing. */
  @Given("a user {actor}")
  public void user(String name) {
    cast.user(name, iam());
  }

  /** Somebody who may do nothing, in an account that is not the caller's. */
  @Given("a user {actor} in another account")
  public void userElsewhere(String name) {
    cast.user(name, bench.workbench().iam(bench.world().stranger()));
  }

  /** A tag of a user. */
  @Given("{actor} is tagged {string} = {string}")
  public void tag(String user, String key, String value) {
    iam().tag(cast.named(user).identity(), Map.of(key, value));
  }

  /** A group with a member. */
  @Given("a group {actor} with {actor} in it")
  public void group(String name, String member) {
    cast.add(name, IamKind.GROUP, iam().group());
    join(member, name);
  }

  /** One more member. */
  @Given("{actor} is in {actor}")
  public void join(String user, String group) {
    iam().join(cast.named(user).identity(), cast.named(group).identity());
  }

  /** A role that somebody may assume without a policy of their own. */
  @Given("a role {actor} that trusts {actor}")
  public void role(String name, String trusted) {
    role(name, () -> TRUST.formatted(trusted));
  }

  /** A role that trusts under conditions. */
  @Given("a role {actor} with the trust policy")
  public void roleWithTrust(String name, String statements) {
    role(name, () -> statements);
  }

  private void role(String name, java.util.function.Supplier<String> statements) {
    cast.add(name, IamKind.ROLE, iam().role(cast.policy(statements.get())));
  }

  /** A key that counts again, or no longer. */
  @When("the access key of {actor} becomes {word}")
  public void keyBecomes(String user, String status) {
    Actor actor = cast.named(user);
    iam().status(actor.identity(), actor.credentials().accessKeyId(), status.equals("active"));
  }

  /** Another user of the same name. */
  @When("{actor} is deleted and created again")
  public void recreate(String name) {
    var before = cast.named(name).identity();
    iam().delete(before);
    var after = iam().user(before.name());
    Actor actor = cast.add(name, IamKind.USER, after);
    cast.signIn(actor, iam().key(after), after.arn());
  }

  /** What GetCallerIdentity says, which nobody can be denied. */
  @Then("{actor} is known as {string} with the ID {string}")
  public void isKnownAs(String name, String arn, String id) {
    Actor actor = cast.named(name);
    GetCallerIdentityResponse found =
        bench.answer("sts:GetCallerIdentity as " + name, () -> identity(actor));
    String expected = cast.resolve(arn) + " " + cast.resolve(id) + " " + cast.owner().account();
    Expect.holds(
        expected.equals(found.arn() + " " + found.userId() + " " + found.account()),
        expected,
        found,
        "sts:GetCallerIdentity",
        "");
  }

  private Reply<GetCallerIdentityResponse> identity(Actor actor) {
    return bench
        .workbench()
        .ask("sts:GetCallerIdentity", () -> actor.clients().sts().getCallerIdentity());
  }
}
