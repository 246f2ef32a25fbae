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
   * @param lasting whether every other call of this caller would go the same way
   * @param passing whether it may be otherwise in a moment, as when a server is started again
   */
  record Unanswered<T>(String reason, boolean lasting, boolean passing) implements Reply<T> {

    /** Silence that lasts, or says nothing about other calls and may be over in a moment. */
    public Unanswered(String reason, boolean lasting) {
      this(reason, lasting, !lasting);
    }

    /** Silence that says nothing about other calls. */
    public Unanswered(String reason) {
      this(reason, false);
    }
  }

  /** The same reply with its answer changed by {@code change}. */
  default <R> Reply<R> map(Function<? super T, ? extends R> change) {
    return then(value -> new Answered<>(change.apply(value)));
  }

  /** What {@code change} makes of the answer; a refusal and silence stay what they are. */
  default <R> Reply<R> then(Function<? super T, Reply<R>> change) {
    if (this instanceof Answered<T> answered) {
      return change.apply(answered.value());
    }
    if (this instanceof Refused<T> refused) {
      return new Refused<>(refused.error());
    }
    Unanswered<T> silence = (Unanswered<T>) this;
    return new Unanswered<>(silence.reason(), silence.lasting(), silence.passing());
  }

  /** The refusal, when this is one. */
  default Optional<AwsError> refusal() {
    return this instanceof Refused<T> refused ? Optional.of(refused.error()) : Optional.empty();
  }
}
