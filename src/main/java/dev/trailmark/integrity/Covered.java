package dev.trailmark.integrity;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** From when to when usable digests cover what was delivered, per account and region. */
final class Covered {

  private record Time(Instant from, Instant to) {

    Time and(Time other) {
      return new Time(
          from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }
  }

  private final Map<String, Time> times = new HashMap<>();

  void add(Digest digest) {
    times.merge(key(digest.name()), new Time(digest.start(), digest.end()), Time::and);
  }

  /** Whether the log was delivered after all digests of its account and region. */
  boolean endsBefore(ObjectName log) {
    Time time = times.get(key(log));
    return time != null && log.time().isAfter(time.to());
  }

  /** Whether the log was delivered in the time of the digests of its account and region. */
  boolean spans(ObjectName log) {
    Time time = times.get(key(log));
    return time != null && !log.time().isBefore(time.from()) && !log.time().isAfter(time.to());
  }

  Optional<Instant> from() {
    return times.values().stream().map(Time::from).min(Instant::compareTo);
  }

  Optional<Instant> to() {
    return times.values().stream().map(Time::to).max(Instant::compareTo);
  }

  private static String key(ObjectName name) {
    return name.account() + " " + name.region();
  }
}
