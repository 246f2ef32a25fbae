package dev.trailmark.cloud.store;

import dev.trailmark.cloud.store.EventHistory.Entry;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a management event is found by; a data event is found by its access key alone. A block of
 * events carries the hashes of its events' keys, so that a lookup knows which blocks it need not
 * read.
 */
enum EventKey {
  /** Every management event. */
  ANY(null, (event, sink) -> sink.accept("")),
  EVENT_ID("EventId", (event, sink) -> sink.accept(event.id())),
  EVENT_NAME("EventName", (event, sink) -> sink.accept(event.name())),
  READ_ONLY("ReadOnly", (event, sink) -> sink.accept(Boolean.toString(event.readOnly()))),
  USERNAME("Username", (event, sink) -> sink.accept(event.username())),
  RESOURCE_TYPE(
      "ResourceType", (event, sink) -> event.resources().forEach(r -> sink.accept(r.type()))),
  RESOURCE_NAME(
      "ResourceName", (event, sink) -> event.resources().forEach(r -> sink.accept(r.name()))),
  EVENT_SOURCE("EventSource", (event, sink) -> sink.accept(event.source())),
  ACCESS_KEY_ID("AccessKeyId", (event, sink) -> sink.accept(event.accessKeyId()));

  private static final List<EventKey> ALL = List.of(values());

  private final String attribute;
  private final BiConsumer<Event, Consumer<String>> values;

  EventKey(String attribute, BiConsumer<Event, Consumer<String>> values) {
    this.attribute = attribute;
    this.values = values;
  }

  /**
   * The key of an attribute of LookupEvents, {@link #ANY} for {@code null}.
   *
   * @throws IllegalArgumentException for any other
   */
  static EventKey of(String attribute) {
    if (attribute == null) {
      return ANY;
    }
    for (EventKey key : ALL) {
      if (attribute.equals(key.attribute)) {
        return key;
      }
    }
    throw new IllegalArgumentException("No lookup attribute " + attribute);
  }

  /** Whether it is a management event that has the value. */
  boolean matches(Event event, String value) {
    return event.management() && has(event, value);
  }

  private boolean has(Event event, String value) {
    boolean[] found = {false};
    values.accept(event, candidate -> found[0] |= value.equals(candidate));
    return found[0];
  }

  /**
   * The newest of some entries that have the value, management events or not.
   *
   * @param best the newest so far; {@code null} when there is none
   */
  Entry newest(String value, Entry best, List<Entry> entries) {
    Entry newest = best;
    for (Entry entry : entries) {
      boolean counts = this == ACCESS_KEY_ID || entry.event().management();
      if (counts
          && has(entry.event(), value)
          && (newest == null || Newest.OLDEST_FIRST.compare(entry, newest) > 0)) {
        newest = entry;
      }
    }
    return newest;
  }

  /** The hash of this key with a value; others may share it, so a hit must be looked at. */
  int hash(String value) {
    return value.hashCode() * 31 + ordinal();
  }

  /** The hashes of all keys of some events: ascending, each once. */
  static int[] hashes(List<Entry> entries) {
    Hashes hashes = new Hashes();
    for (Entry entry : entries) {
      Event event = entry.event();
      if (event.management()) {
        for (EventKey key : ALL) {
          key.values.accept(event, value -> hashes.add(key, value));
        }
      } else {
        hashes.add(ACCESS_KEY_ID, event.accessKeyId());
      }
    }
    return ascending(hashes.kept, hashes.count);
  }

  /** The hashes of two sets. */
  static int[] union(int[] some, int[] others) {
    int[] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    return ascending(all, all.length);
  }

  private static int[] ascending(int[] hashes, int count) {
    return Arrays.stream(hashes, 0, count).sorted().distinct().toArray();
  }

  /** Gathers hashes, but not one that the event before had too: most are repeated. */
  private static final class Hashes {
    private final String[] latest = new String[ALL.size()];
    private int[] kept = new int[64];
    private int count;

    void add(EventKey key, String value) {
      if (value == null || value.equals(latest[key.ordinal()])) {
        return;
      }
      latest[key.ordinal()] = value;
      if (count == kept.length) {
        kept = Arrays.copyOf(kept, count * 2);
      }
      kept[count++] = key.hash(value);
    }
  }
}
