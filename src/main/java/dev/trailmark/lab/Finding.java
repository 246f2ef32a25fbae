package dev.trailmark.lab;

import dev.trailmark.evidence.Dated;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A fact about the student's work: what was found, where, and how strongly it is known.
 *
 * @param <T> the value's type
 * @param value what was found; empty when the finding is {@link Strength#ABSENT}
 * @param source where it was looked for: a call, a log file and record, or a file and line
 * @param strength how strongly it is known
 * @param explanation what was found instead, or a remark; empty when there is nothing to add
 * @param hint what the student can do about it; empty when nothing is amiss
 * @param cause the earlier task that this one suffers from, such as {@code task 3's encryption}
 * @param at when what was found was done; empty when nothing tells
 */
public record Finding<T>(
    Optional<T> value,
    String source,
    Strength strength,
    String explanation,
    String hint,
    Optional<String> cause,
    Optional<Instant> at) {

  /** Every part is there; only the value, the cause and the time may be empty. */
  public Finding {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(strength, "strength");
    Objects.requireNonNull(explanation, "explanation");
    Objects.requireNonNull(hint, "hint");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(at, "at");
  }

  /** Shown by a call's answer or a trail record. */
  public static <T> Finding<T> witnessed(T value, String source) {
    return of(value, source, Strength.WITNESSED, "", "");
  }

  /** Said by the student and not checked by anything else. */
  public static <T> Finding<T> claimed(T value, String source) {
    return of(value, source, Strength.CLAIMED, "", "");
  }

  /** Said by the student, while the account shows otherwise. */
  public static <T> Finding<T> contradicted(
      T value, String source, String explanation, String hint) {
    return of(value, source, Strength.CONTRADICTED, explanation, hint);
  }

  /** Looked for in vain. */
  public static <T> Finding<T> absent(String source, String explanation, String hint) {
    return new Finding<>(
        Optional.empty(),
        source,
        Strength.ABSENT,
        explanation,
        hint,
        Optional.empty(),
        Optional.empty());
  }

  private static <T> Finding<T> of(
      T value, String source, Strength strength, String explanation, String hint) {
    return new Finding<>(
        Optional.of(value), source, strength, explanation, hint, Optional.empty(), Dated.of(value));
  }

  /** The same, blamed on an earlier task. */
  public Finding<T> because(String cause) {
    return new Finding<>(value, source, strength, explanation, hint, Optional.of(cause), at);
  }

  /** The same, blamed on an earlier task if it does not hold and nothing is blamed yet. */
  public Finding<T> blaming(String earlier) {
    return holds() || cause.isPresent() ? this : because(earlier);
  }

  /** The same with the hint, unless it has one already. */
  public Finding<T> withHint(String text) {
    return hint.isEmpty()
        ? new Finding<>(value, source, strength, explanation, text, cause, at)
        : this;
  }

  /** The same, done at that time. */
  public Finding<T> at(Instant time) {
    return new Finding<>(
        value, source, strength, explanation, hint, cause, Optional.ofNullable(time));
  }

  /** The same with a remark. */
  public Finding<T> explained(String text) {
    return new Finding<>(value, source, strength, text, hint, cause, at);
  }

  /** The same with its value changed; dated by the new value where nothing dated the old one. */
  public <R> Finding<R> map(Function<? super T, ? extends R> change) {
    Optional<R> changed = value.map(change);
    Optional<Instant> time = at.or(() -> changed.flatMap(Dated::of));
    return new Finding<>(changed, source, strength, explanation, hint, cause, time);
  }

  /**
   * This finding's value handed on to look for another; when there is none, the other is absent.
   */
  public <R> Finding<R> then(Function<? super T, Finding<R>> next) {
    return value.isPresent() ? next.apply(value.get()) : map(none -> null);
  }

  /** Whether there is a value that nothing contradicts. */
  public boolean holds() {
    return strength == Strength.WITNESSED || strength == Strength.CLAIMED;
  }

  /** What was found, as a person reads it. */
  public String found() {
    String what =
        value
            .map(Object::toString)
            .map(text -> text.isEmpty() ? "(empty)" : text)
            .orElse("nothing");
    return explanation.isEmpty() ? what : what + " (" + explanation + ")";
  }
}
