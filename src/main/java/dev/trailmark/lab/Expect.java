package dev.trailmark.lab;

import dev.trailmark.target.AwsError;
import dev.trailmark.target.HttpAnswer;
import dev.trailmark.target.Reply;
import java.util.Optional;
import java.util.function.Predicate;

/** Compares what was found with what was expected, and says all of it when they differ. */
public final class Expect {

  private Expect() {}

  /**
   * The value of a finding that holds.
   *
   * @param expected what should be there, as a person reads it
   * @throws UnmetExpectation if it is absent or contradicted
   */
  public static <T> T present(String expected, Finding<T> finding) {
    return that(expected, finding, value -> true, "");
  }

  /**
   * The value of a finding that holds and satisfies the check.
   *
   * @param expected what should be there, as a person reads it
   * @param hint what to do otherwise, unless the finding knows better
   * @throws UnmetExpectation if it is absent, contradicted or other than expected
   */
  public static <T> T that(
      String expected, Finding<T> finding, Predicate<? super T> check, String hint) {
    Consulted.note(expected, finding);
    Optional<T> value = finding.value().filter(found -> finding.holds()).filter(check);
    return value.orElseThrow(
        () ->
            new UnmetExpectation(
                expected,
                finding.found(),
                finding.source(),
                finding.withHint(hint).hint(),
                finding.cause()));
  }

  /** The answer of a call that should succeed. */
  public static <T> T answered(String what, Reply<T> reply) {
    if (reply instanceof Reply.Answered<T> answered) {
      return answered.value();
    }
    throw new UnmetExpectation(
        what + " succeeds", error(reply).toString(), what, "", Optional.empty());
  }

  /**
   * The refusal of a call that should fail.
   *
   * @param expected what should be refused and how, as a person reads it
   */
  public static AwsError refused(
      String expected, String what, Reply<?> reply, int status, String code) {
    return denied(
        expected, what, reply, error -> error.status() == status && error.code().equals(code));
  }

  /**
   * The refusal of a call that should fail in one way.
   *
   * @param expected that way, as a person reads it
   */
  public static AwsError denied(
      String expected, String what, Reply<?> reply, Predicate<AwsError> check) {
    if (reply instanceof Reply.Answered<?>) {
      throw new UnmetExpectation(
          expected, "the call succeeded", what, "AWS refuses this call", Optional.empty());
    }
    AwsError error = error(reply);
    if (!check.test(error)) {
      throw new UnmetExpectation(expected, error.toString(), what, "", Optional.empty());
    }
    return error;
  }

  /** A raw answer of that status and error code. */
  public static HttpAnswer answer(String what, Reply<HttpAnswer> reply, int status, String code) {
    HttpAnswer answer = received(reply);
    if (answer.status() != status || !answer.code().equals(code)) {
      throw new UnmetExpectation(
          "%d %s".formatted(status, code), answer.error().toString(), what, "", Optional.empty());
    }
    return answer;
  }

  /** A raw answer, whatever it says. */
  public static HttpAnswer received(Reply<HttpAnswer> reply) {
    if (reply instanceof Reply.Answered<HttpAnswer> answered) {
      return answered.value();
    }
    throw new IndeterminateException(((Reply.Unanswered<HttpAnswer>) reply).reason());
  }

  /** A plain condition about something that was found. */
  public static void holds(
      boolean condition, String expected, Object found, String where, String hint) {
    if (!condition) {
      throw new UnmetExpectation(expected, String.valueOf(found), where, hint, Optional.empty());
    }
  }

  private static AwsError error(Reply<?> reply) {
    if (reply instanceof Reply.Unanswered<?> silence) {
      throw new IndeterminateException(silence.reason());
    }
    return reply.refusal().orElseThrow();
  }
}
