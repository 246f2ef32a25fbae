package dev.trailmark.lab;

import dev.trailmark.target.AwsError;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Asks the target on a student's behalf and turns silence into {@link IndeterminateException}. */
final class Ask {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final String WITHDRAWN =
      "access was withdrawn or never given, see docs/GRADING-AN-ACCOUNT.md";

  private final Target target;
  private final boolean grading;

  /**
   * Asks for a student or for a grader.
   *
   * @param grading whether a denial is the grader's own lack of rights and so says nothing about
   *     the student
   */
  Ask(Target target, boolean grading) {
    this.target = target;
    this.grading = grading;
  }

  /** An answer or a refusal; silence, and a denial of a grader, is indeterminate. */
  <T> Reply<T> reply(String what, Supplier<T> call) {
    return judged(what, target.ask(what, call));
  }

  /** The same for a reply that is there already. */
  <T> Reply<T> judged(String what, Reply<T> reply) {
    if (reply instanceof Reply.Unanswered<T> silence) {
      throw new IndeterminateException(silence.reason());
    }
    Optional<AwsError> denial = reply.refusal().filter(error -> grading && error.denied());
    if (denial.isPresent()) {
      throw new IndeterminateException(
          "%s denies the grader %s: %s; %s"
              .formatted(target.describe(), what, denial.get(), WITHDRAWN));
    }
    return reply;
  }

  /**
   * A call whose refusal or breakdown spoils one check, not the lab.
   *
   * @param refused where the target's words are kept, by call
   */
  <T> void attempt(String what, Supplier<T> call, Map<String, String> refused) {
    try {
      reply(what, call).refusal().ifPresent(error -> refused.put(what, error.toString()));
    } catch (IndeterminateException e) {
      refused.put(what, e.getMessage());
    }
  }

  /** The answer of a call without which a task cannot go on. */
  <T> T must(String what, Supplier<T> call) {
    return answer(what, reply(what, call));
  }

  /** The same, repeated while the target has not yet seen an earlier change. */
  <T> T mustEventually(String what, Supplier<T> call, Predicate<AwsError> notYet) {
    Reply<T> last =
        eventually(() -> reply(what, call), reply -> reply.refusal().filter(notYet).isEmpty());
    return answer(what, last);
  }

  /** Asks again until the value settles or the target's patience is over; the last value counts. */
  <T> T eventually(Supplier<T> question, Predicate<T> settled) {
    return eventually(question, settled, target.patience());
  }

  /** The same for what is known to take longer. */
  <T> T eventually(Supplier<T> question, Predicate<T> settled, Duration patience) {
    AtomicReference<T> last = new AtomicReference<>(question.get());
    if (settled.test(last.get())) {
      return last.get();
    }
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(PAUSE)
          .pollInterval(PAUSE)
          .atMost(patience)
          .until(
              () -> {
                last.set(question.get());
                return settled.test(last.get());
              });
    } catch (ConditionTimeoutException e) {
      return last.get();
    }
    return last.get();
  }

  private static <T> T answer(String what, Reply<T> reply) {
    if (reply instanceof Reply.Answered<T> answered) {
      return answered.value();
    }
    throw new TaskRefusedException(what, reply.refusal().orElseThrow());
  }

  /** A finding from a call: witnessed when answered, absent with AWS's words when refused. */
  <T> Finding<T> find(String what, Supplier<T> call, String hint) {
    Reply<T> reply = reply(what, call);
    if (reply instanceof Reply.Answered<T> answered) {
      return Finding.witnessed(answered.value(), what);
    }
    return Finding.absent(what, reply.refusal().orElseThrow().toString(), hint);
  }
}
