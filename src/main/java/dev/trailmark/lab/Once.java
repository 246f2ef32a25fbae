package dev.trailmark.lab;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A value that is worked out when it is first asked for, and kept; so is the exception that it
 * ended in. Not safe for use by many threads.
 */
public final class Once<T> {

  private final Supplier<T> work;
  private boolean done;
  private T value;
  private RuntimeException failure;

  /** A value that is worked out by that. */
  public Once(Supplier<T> work) {
    this.work = work;
  }

  /** The value. */
  public T get() {
    if (!done) {
      try {
        value = work.get();
      } catch (RuntimeException e) {
        failure = e;
      }
      done = true;
    }
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  /** The value, if it was asked for and came to be. */
  Optional<T> value() {
    return Optional.ofNullable(value);
  }

  /** Whether it was asked for. */
  boolean started() {
    return done;
  }
}
