package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.lab.Identity;
import dev.trailmark.target.Reply;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/** Temporary credentials: sessions of roles and users, and guests. */
public final class SessionSteps {

  private static final String SESSION = "conformance";

  private final Bench bench;
  private final Cast cast;

  /** Shares what the scenario has. */
  public SessionSteps(Bench bench, Cast cast) {
    this.bench = bench;
    this.cast = cast;
  }

  /** A session with all that the role may do. */
  @When("{actor} assumes {actor}")
  public void assume(String who, String role) {
    assume(who, role, request -> {});
  }

  /** A session with no more than a policy allows. */
  @When("{actor} assumes {actor} with the session policy")
  public void assumeWithPolicy(String who, String role, String statements) {
    String policy = cast.policy(statements);
    assume(who, role, request -> request.policy(policy));
  }

  /** A session with no more than a managed policy allows. */
  @When("{actor} assumes {actor} with the managed session policy {actor}")
  public void assumeWithManagedPolicy(String who, String role, String policy) {
    String arn = cast.named(policy).identity().arn();
    assume(who, role, request -> request.policyArns(each -> each.arn(arn)));
  }

  /** What keeps a confused deputy out. */
  @When("{actor} assumes {actor} with the external ID {string}")
  public void assumeWithExternalId(String who, String role, String id) {
    assume(who, role, request -> request.externalId(id));
  }

  /** A session of some length. */
  @When("{actor} assumes {actor} for {int} seconds")
  public void assumeForLong(String who, String role, int seconds) {
    assume(who, role, request -> request.durationSeconds(seconds));
  }

  /** A session with a tag of its own. */
  @When("{actor} assumes {actor} with the tag {string} = {string}")
  public void assumeWithTag(String who, String role, String key, String value) {
    assume(who, role, request -> request.tags(Tag.builder().key(key).value(value).build()));
  }

  private void assume(String who, String role, Consumer<AssumeRoleRequest.Builder> more) {
    AssumeRoleResponse answer =
        bench.answer("sts:AssumeRole " + role, () -> tryToAssume(who, role, more));
    cast.signIn(cast.named(role), answer.credentials(), answer.assumedRoleUser().arn());
  }

  private Reply<AssumeRoleResponse> tryToAssume(
      String who, String role, Consumer<AssumeRoleRequest.Builder> more) {
    String arn = cast.named(role).identity().arn();
    return bench
        .workbench()
        .ask(
            "sts:AssumeRole",
            () ->
                cast.named(who)
                    .clients()
                    .sts()
                    .assumeRole(
                        request -> {
                          request.roleArn(arn).roleSessionName(SESSION);
                          more.accept(request);
                        }));
  }

  /** More time than the role or a chain of roles gives. */
  @Then("{actor} assuming {actor} for {int} seconds is refused with {int} {string}")
  public void assumingForLongIsRefused(
      String who, String role, int seconds, int status, String code) {
    refusedToAssume(who, role, request -> request.durationSeconds(seconds), status, code);
  }

  /** A name that no session may have. */
  @Then("{actor} assuming {actor} as the session {string} is refused with {int} {string}")
  public void assumingByNameIsRefused(
      String who, String role, String session, int status, String code) {
    refusedToAssume(who, role, request -> request.roleSessionName(session), status, code);
  }

  /** A text that names no role. */
  @Then("{actor} assuming the role {string} is refused with {int} {string}")
  public void assumingTextIsRefused(String who, String arn, int status, String code) {
    bench.refused(
        "sts:AssumeRole",
        () ->
            bench
                .workbench()
                .ask(
                    "sts:AssumeRole",
                    () ->
                        cast.named(who)
                            .clients()
                            .sts()
                            .assumeRole(request -> request.roleArn(arn).roleSessionName(SESSION))),
        status,
        code);
  }

  private void refusedToAssume(
      String who, String role, Consumer<AssumeRoleRequest.Builder> how, int status, String code) {
    bench.refused("sts:AssumeRole", () -> tryToAssume(who, role, how), status, code);
  }

  /** A session of the user itself. */
  @When("{actor} gets a session")
  public void session(String who) {
    Actor actor = cast.named(who);
    var credentials =
        bench
            .answer(
                "sts:GetSessionToken",
                () ->
                    bench
                        .workbench()
                        .ask("sts:GetSessionToken", () -> actor.clients().sts().getSessionToken()))
            .credentials();
    cast.signIn(actor, credentials, actor.arn);
  }

  /** A guest who may do nothing. */
  @When("{actor} signs the guest {actor} in")
  public void guest(String host, String guest) {
    guest(host, guest, request -> {});
  }

  /** A guest who may do what the host may and the policy allows. */
  @When("{actor} signs the guest {actor} in with the policy")
  public void guestWithPolicy(String host, String guest, String statements) {
    String policy = cast.policy(statements);
    guest(host, guest, request -> request.policy(policy));
  }

  private void guest(String host, String guest, Consumer<GetFederationTokenRequest.Builder> more) {
    var answer =
        bench.answer(
            "sts:GetFederationToken",
            () ->
                bench
                    .workbench()
                    .ask(
                        "sts:GetFederationToken",
                        () ->
                            cast.named(host)
                                .clients()
                                .sts()
                                .getFederationToken(
                                    request -> {
                                      request.name(guest);
                                      more.accept(request);
                                    })));
    String arn = answer.federatedUser().arn();
    Actor actor =
        cast.add(
            guest,
            Optional.empty(),
            new Identity(guest, arn, answer.federatedUser().federatedUserId()));
    cast.signIn(actor, answer.credentials(), arn);
  }

  /** What the account's owner is told. */
  @Then("a key that {actor} signs with belongs to the account")
  public void keyBelongsToAccount(String who) {
    String key = cast.named(who).credentials().accessKeyId();
    String account =
        bench
            .workbench()
            .must(
                "sts:GetAccessKeyInfo",
                () -> bench.caller().sts().getAccessKeyInfo(one -> one.accessKeyId(key)))
            .account();
    Expect.holds(
        account.equals(cast.owner().account()),
        cast.owner().account(),
        account,
        "sts:GetAccessKeyInfo",
        "");
  }
}
