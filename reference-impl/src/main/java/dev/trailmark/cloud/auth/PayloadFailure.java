package dev.trailmark.cloud.auth;

import java.io.IOException;

/**
 * A body that does not match what its request's signature promised; stackless, as it is no fault of
 * ours.
 */
public final class PayloadFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient AuthFailure failure;

  PayloadFailure(AuthFailure failure) {
    super(failure.getMessage());
    this.failure = failure;
  }

  /** What is wrong, to be rendered like any other failure of authentication. */
  public AuthFailure failure() {
    return failure;
  }

  /** Shorthand for {@code failure().kind()}. */
  public AuthFailure.Kind kind() {
    return failure.kind();
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
