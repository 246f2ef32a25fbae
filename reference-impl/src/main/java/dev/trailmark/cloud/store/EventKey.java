package dev.trailmark.cloud.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an event is found by. Each attribute and value of a partition (account and region) is one
 * 64-bit number, so that the index holds numbers only; whoever reads through it compares the values
 * themselves.
 */
enum EventKey {
  /** Every management event of the partition. */
  ANY("") {
    @Override
    void values(Event event, Collection<String> into) {
      into.add("");
    }
  },
  EVENT_ID("EventId") {
    @Override
    void values(Event event, Collection<String> into) {
      into.add(event.id());
    }
  },
  EVENT_NAME("EventName") {
    @Override
    void values(Event event, Collection<String> into) {
      into.add(event.name());
    }
  },
  READ_ONLY("ReadOnly") {
    @Override
    void values(Event event, Collection<String> into) {
      into.add(Boolean.toString(event.readOnly()));
    }
  },
  USERNAME("Username") {
    @Override
    void values(Event event, Collection<String> into) {
      into.add(event.username());
    }
  },
  RESOURCE_TYPE("ResourceType") {
    @Override
    void values(Event event, Collection<String> into) {
      event.resources().forEach(resource -> into.add(resource.type()));
    }
  },
  RESOURCE_NAME("ResourceName") {
    @Override
    void values(Event event, Collection<String> into) {
      event.resources().forEach(resource -> into.add(resource.name()));
    }
  },
  EVENT_SOURCE("EventSource") {
    @Override
    void values(Event event, Collection<String> into) {
      into.add(event.source());
    }
  },
  ACCESS_KEY_ID("AccessKeyId") {
    @Override
    void values(Event event, Collection<String> into) {
      into.add(event.accessKeyId());
    }
  };

  private static final List<EventKey> ALL = List.of(values());

  private final String attribute;

  EventKey(String attribute) {
    this.attribute = attribute;
  }

  /** Adds the event's values; nulls are ignored. */
  abstract void values(Event event, Collection<String> into);

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
      if (key != ANY && key.attribute.equals(attribute)) {
        return key;
      }
    }
    throw new IllegalArgumentException("No lookup attribute " + attribute);
  }

  /** Whether the event has that value. */
  boolean matches(Event event, String value) {
    List<String> values = new ArrayList<>();
    values(event, values);
    return values.contains(value);
  }

  /** All numbers under which an event is found. */
  static long[] numbers(int partition, Event event) {
    Set<Long> numbers = new LinkedHashSet<>();
    List<String> values = new ArrayList<>(4);
    for (EventKey key : ALL) {
      values.clear();
      key.values(event, values);
      for (String value : values) {
        if (value != null) {
          numbers.add(key.number(partition, value));
        }
      }
    }
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * FNV-1a over the UTF-16 units, then mixed as SplitMix64 does; it is stored, so it never changes.
   */
  long number(int partition, String value) {
    long hash = (0xcbf29ce484222325L ^ partition) * 0x100000001b3L;
    hash = (hash ^ ordinal()) * 0x100000001b3L;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
