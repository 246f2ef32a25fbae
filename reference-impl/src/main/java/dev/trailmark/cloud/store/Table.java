package dev.trailmark.cloud.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The records of one kind: those that are published, which reads see, and over them the changes
 * that are queued for the journal, which only transactions see.
 */
final class Table<R> {
  private final Kind<R> kind;
  private final Codec<R> codec;
  private final MasterKey master;
  private final ConcurrentNavigableMap<String, R> published =
      new ConcurrentSkipListMap<>(KeyOrder.UTF8);
  private final ConcurrentNavigableMap<String, Change<R>> queued =
      new ConcurrentSkipListMap<>(KeyOrder.UTF8);

  /** A table that begins with what the journal held. */
  Table(Kind<R> kind, JournalledRecords journalled, MasterKey master) {
    this.kind = kind;
    this.codec = new Codec<>(kind.type());
    this.master = master;
    journalled.each(kind.name(), (key, row) -> published.put(key, decode(key, row)));
  }

  /** A record as the journal keeps it: JSON, sealed when its kind is secret. */
  byte[] encode(String key, R value) {
    byte[] json = codec.encode(value);
    if (!kind.secret()) {
      return json;
    }
    try {
      return master.seal(kind.name(), key, json);
    } finally {
      Arrays.fill(json, (byte) 0);
    }
  }

  private R decode(String key, byte[] row) {
    byte[] json = kind.secret() ? open(key, row) : row;
    try {
      return codec.decode(json);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The journal's record " + kind.name() + " " + key + " is not a " + kind.type().getName(),
          kind.secret() ? new IOException("what is wrong with it would tell of it") : e);
    } finally {
      if (kind.secret()) {
        Arrays.fill(json, (byte) 0);
      }
    }
  }

  private byte[] open(String key, byte[] row) {
    try {
      return master.open(kind.name(), key, row);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The journal's record " + kind.name() + " " + key + " cannot be opened", e);
    }
  }

  Kind<R> kind() {
    return kind;
  }

  Codec<R> codec() {
    return codec;
  }

  R published(String key) {
    return published.get(key);
  }

  NavigableMap<String, R> published() {
    return Collections.unmodifiableNavigableMap(published);
  }

  NavigableMap<String, R> publishedRange(String prefix) {
    return Collections.unmodifiableNavigableMap(within(published, prefix));
  }

  Change<R> queued(String key) {
    return queued.get(key);
  }

  boolean hasQueued() {
    return !queued.isEmpty();
  }

  NavigableMap<String, Change<R>> queuedRange(String prefix) {
    return within(queued, prefix);
  }

  /** Shows a change to later transactions. */
  void enqueue(Change<R> change) {
    queued.put(change.key(), change);
  }

  /** Shows a change to readers; only then takes it from over them, so that nobody misses it. */
  void publish(Change<R> change) {
    if (change.value() == null) {
      published.remove(change.key());
    } else {
      published.put(change.key(), change.value());
    }
    drop(change);
  }

  /** Takes back a change, unless a later one is already queued over it. */
  void drop(Change<R> change) {
    queued.remove(change.key(), change);
  }

  static <V> NavigableMap<String, V> within(NavigableMap<String, V> map, String prefix) {
    String end = KeyOrder.endOf(prefix);
    return end == null ? map.tailMap(prefix, true) : map.subMap(prefix, true, end, false);
  }
}
