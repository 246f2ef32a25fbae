package dev.trailmark.cloud.store;

import dev.trailmark.cloud.store.EventHistory.Entry;
import dev.trailmark.cloud.store.EventHistory.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The answer to a lookup while it is gathered: the newest matching events by time, then position,
 * up to the query's limit.
 */
final class Newest {
  /** By time, then by position. */
  static final Comparator<Entry> OLDEST_FIRST =
      Comparator.comparing((Entry entry) -> entry.event().time())
          .thenComparingLong(Entry::position);

  private final EventKey key;
  private final String value;
  private final Instant from;
  private final int limit;
  private final PriorityQueue<Entry> kept = new PriorityQueue<>(OLDEST_FIRST);
  private Instant to;
  private Entry after;

  Newest(EventKey key, Query query) {
    this.key = key;
    this.value = key == EventKey.ANY ? "" : query.value();
    this.from = query.from() == null ? Instant.MIN : query.from();
    this.to = query.to() == null ? Instant.MAX : query.to();
    this.limit = query.limit();
  }

  /** Takes only what comes after the last entry already seen. */
  void after(Entry seen) {
    after = seen;
    if (seen.event().time().isBefore(to)) {
      to = seen.event().time();
    }
  }

  /** The earliest time asked for, in nanoseconds since the epoch. */
  long from() {
    return EventBytes.nanos(from);
  }

  /** The latest time that is still asked for. */
  long to() {
    return EventBytes.nanos(to);
  }

  /** The hash of what is looked for. */
  int hash() {
    return key.hash(value);
  }

  /** Whether an event no newer than that could still be among the newest. */
  boolean mayTake(long time, long position) {
    if (kept.size() < limit) {
      return limit > 0;
    }
    long oldest = EventBytes.nanos(kept.peek().event().time());
    return time > oldest || time == oldest && position > kept.peek().position();
  }

  /** Keeps an event if it is asked for and among the newest so far. */
  void offer(Entry entry) {
    Instant time = entry.event().time();
    if (time.isBefore(from)
        || time.isAfter(to)
        || after != null && OLDEST_FIRST.compare(entry, after) >= 0
        || !key.matches(entry.event(), value)) {
      return;
    }
    kept.add(entry);
    if (kept.size() > limit) {
      kept.poll();
    }
  }

  /** What was found, newest first. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(kept);
    entries.sort(OLDEST_FIRST.reversed());
    return entries;
  }
}
