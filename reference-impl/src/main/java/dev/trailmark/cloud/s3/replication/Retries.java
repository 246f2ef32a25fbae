package dev.trailmark.cloud.s3.replication;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * When what could not be done now is tried again: a second later, and each time after twice as
 * long, up to five minutes. Nobody remembers it over a restart, which tries at once. For one thread
 * at a time.
 */
final class Retries {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<String, Retry> waiting = new HashMap<>();

  private record Retry(Instant at, Duration pause) {}

  /** Whether that may be tried. */
  boolean isDue(String place, Instant now) {
    Retry retry = waiting.get(place);
    return retry == null || !retry.at().isAfter(now);
  }

  /** Has that wait. */
  void postpone(String place, Instant now) {
    Retry before = waiting.get(place);
    Duration pause = before == null ? FIRST : before.pause().multipliedBy(2);
    Duration bounded = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    waiting.put(place, new Retry(now.plus(bounded), bounded));
  }

  /** Forgets what is over. */
  void forget(String place) {
    waiting.remove(place);
  }
}
