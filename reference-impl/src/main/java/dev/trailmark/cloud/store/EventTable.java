package dev.trailmark.cloud.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The event history's tables, written by the journal's thread. Events are appended at once; their
 * lookup index, ten rows for an event, is brought up to date when there is nothing else to do or
 * when someone asks. Only the newest events are kept.
 */
final class EventTable {
  /** Columns of an event, as {@link EventRow} reads them. */
  static final String COLUMNS =
      "event.position, event.partition, event.time, event.flags, event.id, event.name,"
          + " event.source, event.username, event.access_key_id, event.resources";

  private static final int INDEX_STEP = 1000;
  private static final int TRIM_STEP = 1000;

  private final Connection connection;
  private final long maximum;
  private final PreparedStatement insert;
  private final PreparedStatement insertKeys;
  private final PreparedStatement deleteKeys;
  private final PreparedStatement delete;
  private final PreparedStatement insertPartition;
  private final PreparedStatement mark;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final List<String> newPartitions = new ArrayList<>();
  private long oldest;
  private volatile long newest;
  private volatile long indexedTo;
  private long nextOldest;
  private long nextNewest;
  private long nextIndexedTo;

  EventTable(Connection connection, long maximum) throws SQLException {
    this.connection = connection;
    this.maximum = maximum;
    this.insert =
        connection.prepareStatement("insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    this.insertKeys =
        connection.prepareStatement("insert or ignore into event_key " + EventKey.rows());
    this.deleteKeys =
        connection.prepareStatement(
            "delete from event_key where (attribute, partition, value, time, position) in ("
                + EventKey.rows()
                + ")");
    this.delete = connection.prepareStatement("delete from event where position <= ?");
    this.insertPartition = connection.prepareStatement("insert into partition values (?, ?, ?)");
    this.mark = connection.prepareStatement("insert or replace into event_mark values (0, ?, ?)");
    load();
  }

  static void create(Statement sql) throws SQLException {
    sql.execute(
        "create table if not exists partition(id integer primary key, account text not null,"
            + " region text not null, unique(account, region))");
    sql.execute(
        "create table if not exists event(position integer primary key, partition integer not null,"
            + " time integer not null, flags integer not null, id text, name text, source text,"
            + " username text, access_key_id text, resources text, record blob)");
    sql.execute("create index if not exists event_by_partition on event(partition)");
    sql.execute(EventKey.TABLE);
    // How far events have been taken in and indexed; outlives the events, so positions never
    // repeat.
    sql.execute(
        "create table if not exists event_mark(id integer primary key, newest integer not null,"
            + " indexed_to integer not null)");
  }

  private void load() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      try (ResultSet row = sql.executeQuery("select newest, indexed_to from event_mark")) {
        if (row.next()) {
          newest = row.getLong(1);
          indexedTo = row.getLong(2);
        }
      }
      try (ResultSet row = sql.executeQuery("select min(position) from event")) {
        oldest = row.getLong(1) == 0 ? newest : row.getLong(1) - 1;
      }
      try (ResultSet row = sql.executeQuery("select id, account, region from partition")) {
        while (row.next()) {
          partitions.put(row.getString(2) + "/" + row.getString(3), row.getInt(1));
        }
      }
    }
    rolledBack();
  }

  /** Position of the newest committed event. */
  long newest() {
    return newest;
  }

  /** Position up to which committed events can be looked up. */
  long indexedTo() {
    return indexedTo;
  }

  /** Appends events to the transaction. */
  void add(List<Event> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    try {
      for (Event event : events) {
        EventRow.bind(insert, nextNewest + 1, partition(event), event);
        insert.addBatch();
        nextNewest++;
      }
      insert.executeBatch();
    } finally {
      insert.clearBatch();
    }
  }

  private int partition(Event event) throws SQLException {
    String name = event.accountId() + "/" + event.region();
    Integer known = partitions.get(name);
    if (known != null) {
      return known;
    }
    int id = partitions.size() + 1;
    insertPartition.setInt(1, id);
    insertPartition.setString(2, event.accountId());
    insertPartition.setString(3, event.region());
    insertPartition.executeUpdate();
    partitions.put(name, id);
    newPartitions.add(name);
    return id;
  }

  /** Drops the oldest events once enough of them are above the bound. */
  void trim() throws SQLException {
    if (nextNewest != newest) {
      if (nextNewest - oldest >= maximum + TRIM_STEP) {
        nextOldest = nextNewest - maximum;
        if (indexedTo > oldest) {
          changeKeys(deleteKeys, oldest, Math.min(indexedTo, nextOldest));
        }
        delete.setLong(1, nextOldest);
        delete.executeUpdate();
        nextIndexedTo = Math.max(indexedTo, nextOldest);
      }
      putMark();
    }
  }

  /** Indexes some events; returns whether there are more. */
  boolean indexSome() throws SQLException {
    if (indexedTo == newest) {
      return false;
    }
    nextIndexedTo = Math.min(newest, indexedTo + INDEX_STEP);
    changeKeys(insertKeys, indexedTo, nextIndexedTo);
    putMark();
    return nextIndexedTo < newest;
  }

  private void putMark() throws SQLException {
    mark.setLong(1, nextNewest);
    mark.setLong(2, nextIndexedTo);
    mark.executeUpdate();
  }

  private static void changeKeys(PreparedStatement statement, long after, long upTo)
      throws SQLException {
    statement.setLong(1, after);
    statement.setLong(2, upTo);
    statement.executeUpdate();
  }

  /** The transaction is durable: what it added counts. */
  void committed() {
    oldest = nextOldest;
    newest = nextNewest;
    indexedTo = nextIndexedTo;
    newPartitions.clear();
  }

  /** The transaction came to nothing. */
  void rolledBack() {
    nextOldest = oldest;
    nextNewest = newest;
    nextIndexedTo = indexedTo;
    newPartitions.forEach(partitions::remove);
    newPartitions.clear();
  }
}
