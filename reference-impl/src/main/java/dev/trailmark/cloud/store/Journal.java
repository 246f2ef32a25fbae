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
import org.sqlite.SQLiteConfig;

/**
 * The SQLite database: records by kind and key as JSON, small bodies, the names of large ones, and
 * the event history. Used by one thread at a time; the history reads through a connection of its
 * own.
 */
final class Journal implements AutoCloseable {
  /** The layout of the tables; a database with a greater number was written by a newer release. */
  static final int SCHEMA_VERSION = 1;

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
    this.putRecord = connection.prepareStatement("insert or replace into record values (?, ?, ?)");
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
      sql.execute("pragma user_version = " + SCHEMA_VERSION);
      sql.execute("commit");
    }
  }

  /** All records: JSON by key by kind. */
  Map<String, Map<String, byte[]>> records() throws SQLException {
    Map<String, Map<String, byte[]>> records = new HashMap<>();
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select kind, key, json from record")) {
      while (row.next()) {
        records
            .computeIfAbsent(row.getString(1), kind -> new HashMap<>())
            .put(row.getString(2), row.getBytes(3));
      }
    }
    return records;
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
      byte[] json = change.json();
      PreparedStatement statement = json == null ? removeRecord : putRecord;
      statement.setString(1, change.table().kind().name());
      statement.setString(2, change.key());
      if (json != null) {
        statement.setBytes(3, json);
      }
      statement.executeUpdate();
    }
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
