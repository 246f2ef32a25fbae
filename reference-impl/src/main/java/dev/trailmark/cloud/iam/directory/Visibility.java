package dev.trailmark.cloud.iam.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When new entities can be seen: on AWS some seconds after they were made.
 *
 * @param lag how old users, roles and keys must be to be seen
 */
record Visibility(InstantSource clock, Duration lag) {

  /** Whether an entity can be seen; what was made with its account is seen at once. */
  boolean covers(Instant created, boolean founding) {
    return founding || lag.isZero() || !created.plus(lag).isAfter(clock.instant());
  }
}
