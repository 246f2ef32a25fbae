package dev.trailmark.marks;

import java.time.Instant;
import java.util.Optional;

/**
 * How a submission came in.
 *
 * @param at when; empty when nobody knows, as for an account that is looked at
 * @param due until when this student had time, where the system that took the submission says so
 * @param attempt which of the student's attempts it is, from 1
 */
public record Handed(Optional<Instant> at, Optional<Instant> due, int attempt) {
  /** A first attempt at an unknown time. */
  public static final Handed UNKNOWN = new Handed(Optional.empty(), Optional.empty(), 1);
}
