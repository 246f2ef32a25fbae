package dev.trailmark.integrity;

import java.time.Duration;
import java.time.Instant;

/**
 * The time in which what CloudTrail delivered is checked.
 *
 * @param since from when on
 * @param until until when, inclusive
 */
public record Span(Instant since, Instant until) {

  /** A log that is delivered in the span is in a digest that ends at most this much later. */
  private static final Duration DIGEST = Duration.ofHours(1);

  /** All of time. */
  public static final Span ALWAYS = new Span(Instant.EPOCH, Instant.parse("9999-12-01T00:00:00Z"));

  /** Whether a digest with this end may name logs of the span. */
  boolean concerns(ObjectName digest) {
    return !digest.time().isBefore(since) && !digest.time().isAfter(until.plus(DIGEST));
  }

  /** Whether a log file of this time, see {@link ObjectName}, is of the span. */
  boolean holds(Instant log) {
    return !log.isBefore(since) && !log.isAfter(until);
  }
}
