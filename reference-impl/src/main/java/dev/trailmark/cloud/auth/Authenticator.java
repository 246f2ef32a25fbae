package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.WireRequest;
import java.time.InstantSource;
import java.util.Objects;

/** Verifies requests' signatures as AWS does. */
public final class Authenticator {
  private final Credentials credentials;
  private final InstantSource clock;

  /**
   * An authenticator.
   *
   * @param credentials where keys are looked up
   * @param clock the time that signatures and sessions are judged by
   */
  public Authenticator(Credentials credentials, InstantSource clock) {
    this.credentials = Objects.requireNonNull(credentials, "credentials");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Proves who sent a request.
   *
   * @param request the request; for services other than S3 its body must be in memory, since its
   *     hash is part of what is signed
   * @param rules what the endpoint demands
   * @throws AuthFailure when the signature, the key or the session does not hold
   */
  public Authentication authenticate(WireRequest request, SigningRules rules) throws AuthFailure {
    throw new UnsupportedOperationException(credentials + " " + clock);
  }
}
