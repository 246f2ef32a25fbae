package dev.trailmark.cloud.store;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All tables of one store, and the published state over them. A table is read from the journalled
 * rows when its kind is first used, because only then is its type known.
 */
final class Tables implements State {
  private final Map<String, Map<String, byte[]>> journalled;
  private final MasterKey master;
  private final Map<String, RuntimeException> unreadable = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Table<?>> tables = new ConcurrentHashMap<>();

  /**
   * Tables over what a journal held.
   *
   * @param journalled rows by key by kind
   * @param master what opens and seals the rows of secret kinds
   */
  Tables(Map<String, Map<String, byte[]>> journalled, MasterKey master) {
    this.journalled = new ConcurrentHashMap<>(journalled);
    this.master = master;
  }

  <R> Table<R> of(Kind<R> kind) {
    Table<?> table = tables.get(kind.name());
    if (table == null) {
      table = tables.computeIfAbsent(kind.name(), name -> load(kind));
      journalled.remove(kind.name());
    }
    if (table.kind().type() != kind.type()) {
      throw new IllegalArgumentException(
          "Table "
              + kind.name()
              + " holds "
              + table.kind().type().getName()
              + ", not "
              + kind.type().getName());
    }
    @SuppressWarnings("unchecked") // the table's type was compared with the kind's
    Table<R> typed = (Table<R>) table;
    return typed;
  }

  /** A table that cannot be read whole is not there in part, however often it is asked for. */
  private <R> Table<R> load(Kind<R> kind) {
    RuntimeException before = unreadable.get(kind.name());
    if (before != null) {
      throw before;
    }
    try {
      return new Table<>(kind, journalled.getOrDefault(kind.name(), Map.of()), master);
    } catch (RuntimeException e) {
      unreadable.put(kind.name(), e);
      throw e;
    }
  }

  @Override
  public <R> R get(Kind<R> kind, String key) {
    return of(kind).published(key);
  }

  @Override
  public <R> NavigableMap<String, R> range(Kind<R> kind, String prefix) {
    return of(kind).publishedRange(prefix);
  }
}
