package dev.trailmark.steps.conformance;

import dev.trailmark.lab.Expect;
import dev.trailmark.target.AwsError;
import dev.trailmark.target.Reply;
import io.cucumber.java.ParameterType;
import io.cucumber.java.en.Then;
import java.util.function.Predicate;

/** Who may do what, and how AWS words it when they may not. */
public final class AccessSteps {

  private static final String SILENT = "and is not told why";

  private final Bench bench;
  private final Cast cast;
  private final Attempts attempts;

  /** Shares what the scenario has. */
  public AccessSteps(Bench bench, Cast cast, Attempts attempts) {
    this.bench = bench;
    this.cast = cast;
    this.attempts = attempts;
  }

  /** Somebody of the scenario, by name. */
  @ParameterType("[A-Z][a-z]+")
  public String actor(String name) {
    return name;
  }

  /** What somebody tries, in the words of {@link Attempts}. */
  @ParameterType(Attempts.WORDS)
  public String attempt(String words) {
    return words;
  }

  /** The end of a denial's text, as AWS words it. */
  @ParameterType("because .+|with an explicit deny .+|" + SILENT)
  public String reason(String words) {
    return words.equals(SILENT) ? "" : words;
  }

  /** Allowed. */
  @Then("{actor} may {attempt}")
  public void may(String name, String words) {
    Actor actor = cast.named(name);
    Attempt attempt = attempts.of(words);
    bench.answer("%s as %s".formatted(attempt.action(), actor.arn), () -> ask(actor, attempt));
  }

  /** Denied, with AWS's whole wording. */
  @Then("{actor} may not {attempt} {reason}")
  public void mayNot(String name, String words, String reason) {
    Actor actor = cast.named(name);
    Attempt attempt = attempts.of(words);
    denied(
        actor,
        attempt,
        error -> attempt.deniedTo(actor.arn, reason, error),
        "User: %s is not authorized to perform: %s%s %s"
            .formatted(actor.arn, attempt.action(), attempt.resource(), reason));
  }

  /** Denied, in other words than usual. */
  @Then("{actor} may not {attempt} and is told {string}")
  public void mayNotAndIsTold(String name, String words, String message) {
    Actor actor = cast.named(name);
    Attempt attempt = attempts.of(words);
    String resolved = cast.resolve(message);
    denied(
        actor,
        attempt,
        error -> attempt.denied(error) && error.message().equals(resolved),
        resolved);
  }

  /** Allowed, and then refused for another reason than want of permission. */
  @Then("{actor} may {attempt} but is told {int} {string}")
  public void mayButIsTold(String name, String words, int status, String code) {
    Actor actor = cast.named(name);
    Attempt attempt = attempts.of(words);
    bench.refused(
        "%s as %s".formatted(attempt.action(), actor.arn), () -> ask(actor, attempt), status, code);
  }

  private void denied(
      Actor actor, Attempt attempt, Predicate<AwsError> expected, String expectation) {
    Reply<String> reply =
        bench
            .workbench()
            .settled(
                () -> ask(actor, attempt), each -> each.refusal().filter(expected).isPresent());
    Expect.denied(expectation, attempt.action(), reply, expected);
  }

  private Reply<String> ask(Actor actor, Attempt attempt) {
    return bench
        .workbench()
        .ask(
            attempt.action(),
            () -> {
              attempt.call().accept(actor.clients());
              return attempt.action();
            });
  }
}
