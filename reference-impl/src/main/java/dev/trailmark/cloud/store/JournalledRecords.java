package dev.trailmark.cloud.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * What a journal held when it was opened, by kind, until it is asked for. Kinds with many records
 * are not kept here but read from the database once more, a record at a time: so a large table is
 * never in memory in two forms. Nothing of a kind is written before it was asked for, so it is
 * still what it was.
 */
final class JournalledRecords {
  /** Kinds with more records than this are read again. */
  static final int FEW = 10_000;

  private final Map<String, Map<String, byte[]>> few;
  private final Set<String> many;
  private final Path database;

  private JournalledRecords(Map<String, Map<String, byte[]>> few, Set<String> many, Path database) {
    this.few = new ConcurrentHashMap<>(few);
    this.many = Set.copyOf(many);
    this.database = database;
  }

  /** Those of a store that begins empty. */
  static JournalledRecords none() {
    return new JournalledRecords(Map.of(), Set.of(), null);
  }

  /** All that a journal holds, which shows that it can be read. */
  static JournalledRecords of(Journal journal, Path database) throws SQLException {
    Set<String> many = new HashSet<>();
    return new JournalledRecords(journal.records(FEW, many), many, database);
  }

  /**
   * Passes each record of a kind on, as often as that is asked for.
   *
   * @param record takes its key and its row
   */
  void each(String kind, BiConsumer<String, byte[]> record) {
    if (!many.contains(kind)) {
      few.getOrDefault(kind, Map.of()).forEach(record);
      return;
    }
    try {
      Journal.records(database, kind, record);
    } catch (SQLException e) {
      throw new UncheckedIOException(
          "The journal's records of " + kind + " cannot be read", new IOException(e));
    }
  }

  /** Lets go of a kind's records, whose table has been made. */
  void forget(String kind) {
    few.remove(kind);
  }
}
