package dev.trailmark.target;

import java.util.Optional;
import java.util.function.Function;

/**
 * What came of asking the target: an answer, a refusal in AWS's words, or nothing that could be
 * judged. The three are kept apart because a network fault must never look like a wrong answer.
 *
 * @param <T> the answer's type
 */
public sealed interface Reply<T> {

  /** The call succeeded. */
  record Answered<T>(T value) implements Reply<T> {}

  /** The service answered with an error of its own. */
  record Refused<T>(AwsError error) implements Reply<T> {}

  /**
   * The target could not be asked: unreachable, no usable credentials, throttled, or broken.
   *
   * @param reason one line that names the URL and the remedy
   */
  record Unanswered<T>(String reason) implements Reply<T> {}

  /** The same reply with its answer changed by {@code change}. */
  default <R> Reply<R> map(Function<? super T, ? extends R> change) {
    if (this instanceof Answered<T> answered) {
      return new Answered<>(change.apply(answered.value()));
    }
    if (this instanceof Refused<T> refused) {
      return new Refused<>(refused.error());
    }
    return new Unanswered<>(((Unanswered<T>) this).reason());
  }

  /** The refusal, when this is one. */
  default Optional<AwsError> refusal() {
    return this instanceof Refused<T> refused ? Optional.of(refused.error()) : Optional.empty();
  }
}
