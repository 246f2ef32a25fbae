package dev.trailmark.evidence;

import java.time.Instant;
import java.util.Optional;

/** Evidence that tells when what it shows was done. */
public interface Dated {
  /** When; empty when this one does not tell. */
  Optional<Instant> done();

  /** The same of anything: empty of what is not dated. */
  static Optional<Instant> of(Object evidence) {
    return evidence instanceof Dated dated ? dated.done() : Optional.empty();
  }
}
