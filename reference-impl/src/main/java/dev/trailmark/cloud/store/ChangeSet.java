package dev.trailmark.cloud.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A transaction while it is being made: its own changes over the queued ones over the published.
 */
final class ChangeSet implements Transaction {
  private static final NavigableMap<String, Change<?>> NONE =
      Collections.unmodifiableNavigableMap(new TreeMap<>(KeyOrder.UTF8));

  private final Tables tables;
  private final Map<String, NavigableMap<String, Change<?>>> changes = new LinkedHashMap<>();
  private final List<Blob> kept = new ArrayList<>();
  private final List<String> discarded = new ArrayList<>();

  ChangeSet(Tables tables) {
    this.tables = tables;
  }

  @Override
  public <R> R get(Kind<R> kind, String key) {
    Table<R> table = tables.of(kind);
    Change<R> change = own(table).get(key);
    if (change == null) {
      change = table.queued(key);
    }
    return change == null ? table.published(key) : change.value();
  }

  @Override
  public <R> NavigableMap<String, R> range(Kind<R> kind, String prefix) {
    Table<R> table = tables.of(kind);
    NavigableMap<String, Change<R>> over = new TreeMap<>(KeyOrder.UTF8);
    // Queued before published: a change that is published meanwhile is then in both, never in
    // neither. One by one, as putAll of a sorted map trusts its size, which others change
    // meanwhile.
    if (table.hasQueued()) {
      table.queuedRange(prefix).forEach(over::put);
    }
    NavigableMap<String, Change<R>> own = own(table);
    if (!own.isEmpty()) {
      Table.within(own, prefix).forEach(over::put);
    }
    NavigableMap<String, R> published = table.publishedRange(prefix);
    return over.isEmpty() ? published : new Overlay<>(published, over);
  }

  @Override
  public <R> void put(Kind<R> kind, String key, R value) {
    if (value == null) {
      throw new IllegalArgumentException("null record for " + kind.name() + " " + key);
    }
    Table<R> table = tables.of(kind);
    assert table.codec().survives(value) : kind.name() + " does not survive the journal: " + key;
    add(new Change<>(table, KeyOrder.checked(key), value));
  }

  @Override
  public void remove(Kind<?> kind, String key) {
    add(new Change<>(tables.of(kind), KeyOrder.checked(key), null));
  }

  private void add(Change<?> change) {
    changes
        .computeIfAbsent(change.table().kind().name(), name -> new TreeMap<>(KeyOrder.UTF8))
        .put(change.key(), change);
  }

  @SuppressWarnings("unchecked") // a table's changes are of its type
  private <R> NavigableMap<String, Change<R>> own(Table<R> table) {
    return (NavigableMap<String, Change<R>>)
        (NavigableMap<String, ?>) changes.getOrDefault(table.kind().name(), NONE);
  }

  @Override
  public void keep(Blob blob) {
    kept.add(blob);
  }

  @Override
  public void discard(String blobId) {
    discarded.add(blobId);
  }

  /** The changes, the tables in the order of their first change. */
  List<Change<?>> changes() {
    List<Change<?>> all = new ArrayList<>();
    for (NavigableMap<String, Change<?>> table : changes.values()) {
      all.addAll(table.values());
    }
    return all;
  }

  List<Blob> kept() {
    return kept;
  }

  List<String> discarded() {
    return discarded;
  }
}
