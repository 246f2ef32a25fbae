package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite database: records by kind and key as JSON, sealed where they are secret, small bodies,
 * the names of large ones, and the event history. Used by one thread at a time; the history reads
 * through a connection of its own.
 */
final class Journal implements AutoCloseable {
  /**
   * The layout of the tables; a database with a greater number was written by a newer release. In
   * version 1 no record was sealed.
   */
  static final int SCHEMA_VERSION = 2;

  private static final String SET_VERSION = "pragma user_version = " + SCHEMA_VERSION;
  private static final String PUT_RECORD = "insert or replace into record values (?, ?, ?)";
  private static final int CACHE_KIB = -32 * 1024; // SQLite takes negative numbers for KiB
  private static final int LARGE_PAGE = 32 * 1024;
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private final Connection connection;
  private final Disk disk;
  private final Statement sql;
  private final EventTable events;
  private final PreparedStatement putRecord;
  private final PreparedStatement removeRecord;
  private final PreparedStatement putBody;
  private final PreparedStatement removeBody;

  private Journal(Connection connection, long maximumEvents, Disk disk) throws SQLException {
    this.connection = connection;
    this.disk = disk;
    createTables(connection);
    this.events = new EventTable(connection, maximumEvents);
    this.putRecord = connection.prepareStatement(PUT_RECORD);
    this.removeRecord =
        connection.prepareStatement("delete from record where kind = ? and key = ?");
    this.putBody = connection.prepareStatement("insert or replace into body values (?, ?, ?)");
    this.removeBody = connection.prepareStatement("delete from body where id = ?");
    this.sql = connection.createStatement();
  }

  /**
   * Opens a database, creating it when there is none.
   *
   * @param durable whether a committed transaction must survive a power cut
   * @param maximumEvents how many events the history keeps
   */
  static Journal open(Path file, boolean durable, long maximumEvents, Disk disk)
      throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(
        durable ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.OFF);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setCacheSize(CACHE_KIB);
    if (!durable) {
      config.setPageSize(LARGE_PAGE); // fewer writes for blocks of events, which is all there is
    }
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try {
      return new Journal(connection, maximumEvents, disk);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** A connection that only reads, for the history. */
  static Connection reader(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setReadOnly(true);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  private static void createTables(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      int version;
      try (ResultSet row = sql.executeQuery("pragma user_version")) {
        version = row.getInt(1);
      }
      if (version > SCHEMA_VERSION) {
        throw new NewerSchemaException(version);
      }
      sql.execute("begin");
      sql.execute(
          "create table if not exists record(kind text, key text, json blob not null,"
              + " primary key(kind, key)) without rowid");
      sql.execute(
          "create table if not exists body(id text primary key, length integer not null,"
              + " bytes blob) without rowid");
      EventTable.create(sql);
      if (version == 0) {
        sql.execute(SET_VERSION);
      }
      sql.execute("commit");
    }
  }

  /** The row of one record; {@code null} when there is none. */
  byte[] record(String kind, String key) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select json from record where kind = ? and key = ?")) {
      query.setString(1, kind);
      query.setString(2, key);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  /**
   * Puts sealed rows for plain ones, with the record that proves the master key, in one
   * transaction; then leaves none of the plain ones in the database's files.
   *
   * @param rows sealed, by key by kind
   */
  void seal(Map<String, Map<String, byte[]>> rows, String checkKind, String checkKey, byte[] check)
      throws SQLException {
    sql.execute("begin immediate");
    try {
      putAll(rows, checkKind, checkKey, check);
      sql.execute(SET_VERSION);
      sql.execute("commit");
    } catch (SQLException e) {
      rollback(e);
      throw e;
    }
    if (!rows.isEmpty()) {
      sql.execute("vacuum");
      sql.executeQuery("pragma wal_checkpoint(truncate)").close();
    }
  }

  /** With a statement of its own, since one that was used and is open prevents a vacuum. */
  private void putAll(
      Map<String, Map<String, byte[]>> rows, String checkKind, String checkKey, byte[] check)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT_RECORD)) {
      for (Map.Entry<String, Map<String, byte[]>> kind : rows.entrySet()) {
        for (Map.Entry<String, byte[]> row : kind.getValue().entrySet()) {
          put(statement, kind.getKey(), row.getKey(), row.getValue());
        }
      }
      put(statement, checkKind, checkKey, check);
    }
  }

  /** All records: JSON, or sealed, by key by kind. */
  Map<String, Map<String, byte[]>> records() throws SQLException {
    return records(Integer.MAX_VALUE, new HashSet<>());
  }

  /**
   * The records of all kinds that do not have very many.
   *
   * @param most how many a kind may have
   * @param larger takes the names of the kinds that have more
   */
  Map<String, Map<String, byte[]>> records(int most, Set<String> larger) throws SQLException {
    Map<String, Map<String, byte[]>> records = new HashMap<>();
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select kind, key, json from record")) {
      while (row.next()) {
        String kind = row.getString(1);
        if (larger.contains(kind)) {
          continue;
        }
        Map<String, byte[]> rows = records.computeIfAbsent(kind, name -> new HashMap<>());
        rows.put(row.getString(2), row.getBytes(3));
        if (rows.size() > most) {
          larger.add(kind);
          records.remove(kind);
        }
      }
    }
    return records;
  }

  /** Passes the records of one kind on as they are read, with a connection of its own. */
  static void records(Path file, String kind, BiConsumer<String, byte[]> record)
      throws SQLException {
    try (Connection reader = reader(file);
        PreparedStatement query =
            reader.prepareStatement("select key, json from record where kind = ?")) {
      query.setString(1, kind);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          record.accept(row.getString(1), row.getBytes(2));
        }
      }
    }
  }

  /** The ids of all kept bodies that are files. */
  Set<String> bodyFiles() throws SQLException {
    Set<String> ids = new HashSet<>();
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select id from body where bytes is null")) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  EventTable events() {
    return events;
  }

  /** Writes commits and other events in one transaction: all of it or, on an exception, nothing. */
  void write(List<Commit> commits, List<Event> others) throws SQLException, IOException {
    try {
      sql.execute("begin immediate");
      for (Commit commit : commits) {
        putChanges(commit);
        putBodies(commit);
        events.add(commit.events());
      }
      events.add(others);
      events.flush();
      disk.committing(commits.size());
      sql.execute("commit");
      events.committed();
      disk.committed(commits.size());
    } catch (SQLException | IOException | RuntimeException e) {
      rollback(e);
      throw e;
    }
  }

  private void rollback(Exception cause) {
    events.rolledBack();
    try {
      sql.execute("rollback");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void putChanges(Commit commit) throws SQLException {
    for (Change<?> change : commit.changes()) {
      String kind = change.table().kind().name();
      if (change.json() != null) {
        put(putRecord, kind, change.key(), change.json());
      } else {
        removeRecord.setString(1, kind);
        removeRecord.setString(2, change.key());
        removeRecord.executeUpdate();
      }
    }
  }

  private static void put(PreparedStatement statement, String kind, String key, byte[] row)
      throws SQLException {
    statement.setString(1, kind);
    statement.setString(2, key);
    statement.setBytes(3, row);
    statement.executeUpdate();
  }

  private void putBodies(Commit commit) throws SQLException {
    for (Blob blob : commit.kept()) {
      putBody.setString(1, blob.id());
      putBody.setLong(2, blob.length());
      putBody.setBytes(3, blob.inline());
      putBody.executeUpdate();
    }
    for (String id : commit.discarded()) {
      removeBody.setString(1, id);
      removeBody.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** The database was written by a newer release. */
  static final class NewerSchemaException extends SQLException {
    private static final long serialVersionUID = 1L;

    NewerSchemaException(int version) {
      super("schema version " + version + " is newer than " + SCHEMA_VERSION);
    }
  }
}
