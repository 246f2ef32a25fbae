package dev.trailmark.cloud.store;

import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All tables of one store, and the published state over them. A table is read from the journalled
 * rows when its kind is first used, because only then is its type known.
 */
final class Tables implements State {
  private final JournalledRecords journalled;
  private final MasterKey master;
  private final ConcurrentHashMap<String, Table<?>> tables = new ConcurrentHashMap<>();

  /**
   * Tables over what a journal held.
   *
   * @param journalled what a journal held
   * @param master what opens and seals the rows of secret kinds
   */
  Tables(JournalledRecords journalled, MasterKey master) {
    this.journalled = journalled;
    this.master = master;
  }

  <R> Table<R> of(Kind<R> kind) {
    Table<?> table = tables.get(kind.name());
    if (table == null) {
      table = tables.computeIfAbsent(kind.name(), name -> load(kind));
      journalled.forget(kind.name());
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

  private <R> Table<R> load(Kind<R> kind) {
    return new Table<>(kind, journalled, master);
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
