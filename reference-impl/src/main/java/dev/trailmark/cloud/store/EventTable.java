package dev.trailmark.cloud.store;

import dev.trailmark.cloud.store.EventHistory.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The event history's table, written by the journal's thread: a row is a block of events of one
 * account and region. What a transaction adds becomes a block; a block that is no larger than the
 * one after it joins it, so that a trickle of events makes few blocks too, and each event is
 * written at most eight times again. Only the newest events are kept.
 */
final class EventTable {
  private static final int TRIM_STEP = 512;

  private final Connection connection;
  private final long maximum;
  private final PreparedStatement insert;
  private final PreparedStatement latest;
  private final PreparedStatement remove;
  private final PreparedStatement trim;
  private final PreparedStatement mark;
  private final EventBytes writer = EventBytes.writer();
  private final Map<Partition, List<Entry>> added = new LinkedHashMap<>();
  private long oldest;
  private volatile long newest;
  private long nextOldest;
  private long nextNewest;

  EventTable(Connection connection, long maximum) throws SQLException {
    this.connection = connection;
    this.maximum = maximum;
    this.insert =
        connection.prepareStatement("insert into event_block values (?, ?, ?, ?, ?, ?, ?)");
    this.latest =
        connection.prepareStatement(
            "select last, oldest, newest, count, keys, events from event_block"
                + " where partition = ? order by last desc limit 1");
    this.remove = connection.prepareStatement("delete from event_block where last = ?");
    this.trim = connection.prepareStatement("delete from event_block where last <= ?");
    this.mark = connection.prepareStatement("insert or replace into event_mark values (0, ?)");
    load();
  }

  static void create(Statement sql) throws SQLException {
    sql.execute(
        "create table if not exists event_block(last integer primary key, partition text not null,"
            + " oldest integer not null, newest integer not null, count integer not null,"
            + " keys blob not null, events blob not null)");
    // Ends with the row's key, the last position.
    sql.execute("create index if not exists event_block_by_arrival on event_block(partition)");
    // Lookups go by BlockDirectory now; data directories from before have an index for them.
    sql.execute("drop index if exists event_block_by_time");
    // Outlives the events, so positions never repeat.
    sql.execute(
        "create table if not exists event_mark(id integer primary key, newest integer not null)");
  }

  private record Partition(String accountId, String region) {}

  /** What a block's events share, as a column. */
  static String partition(String accountId, String region) {
    return accountId + "/" + region;
  }

  private void load() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      try (ResultSet row = sql.executeQuery("select newest from event_mark")) {
        if (row.next()) {
          newest = row.getLong(1);
        }
      }
      oldest = newest;
      try (ResultSet row =
          sql.executeQuery("select last - count from event_block order by last limit 1")) {
        if (row.next()) {
          oldest = row.getLong(1);
        }
      }
    }
    rolledBack();
  }

  /** Position of the newest committed event. */
  long newest() {
    return newest;
  }

  /** Adds events to the transaction. */
  void add(List<Event> events) {
    for (Event event : events) {
      added
          .computeIfAbsent(new Partition(event.accountId(), event.region()), p -> new ArrayList<>())
          .add(new Entry(++nextNewest, event));
    }
  }

  /** Writes what was added, and drops the oldest events once enough of them are above the bound. */
  void flush() throws SQLException {
    if (added.isEmpty()) {
      return;
    }
    for (Map.Entry<Partition, List<Entry>> some : added.entrySet()) {
      Partition partition = some.getKey();
      append(partition(partition.accountId(), partition.region()), some.getValue());
    }
    added.clear();
    if (nextNewest - oldest >= maximum + TRIM_STEP) {
      nextOldest = nextNewest - maximum;
      trim.setLong(1, nextOldest);
      trim.executeUpdate();
    }
    mark.setLong(1, nextNewest);
    mark.executeUpdate();
  }

  private void append(String partition, List<Entry> entries) throws SQLException {
    for (int from = 0; from < entries.size(); from += EventBlock.MOST) {
      int to = Math.min(entries.size(), from + EventBlock.MOST);
      insert(partition, joined(partition, EventBlock.of(entries.subList(from, to), writer)));
    }
  }

  private EventBlock joined(String partition, EventBlock block) throws SQLException {
    EventBlock joined = block;
    EventBlock before = before(partition, joined.count());
    while (before != null) {
      remove.setLong(1, before.last());
      remove.executeUpdate();
      joined = before.with(joined);
      before = before(partition, joined.count());
    }
    return joined;
  }

  private EventBlock before(String partition, int count) throws SQLException {
    if (count > EventBlock.MOST / 2) {
      return null;
    }
    latest.setString(1, partition);
    try (ResultSet row = latest.executeQuery()) {
      return row.next() && row.getInt(4) <= count
          ? new EventBlock(
              row.getLong(1),
              row.getLong(2),
              row.getLong(3),
              row.getInt(4),
              row.getBytes(5),
              row.getBytes(6))
          : null;
    }
  }

  private void insert(String partition, EventBlock block) throws SQLException {
    insert.setLong(1, block.last());
    insert.setString(2, partition);
    insert.setLong(3, block.oldest());
    insert.setLong(4, block.newest());
    insert.setInt(5, block.count());
    insert.setBytes(6, block.keys());
    insert.setBytes(7, block.events());
    insert.executeUpdate();
  }

  /** The transaction is durable: what it added counts. */
  void committed() {
    oldest = nextOldest;
    newest = nextNewest;
  }

  /** The transaction came to nothing. */
  void rolledBack() {
    added.clear();
    nextOldest = oldest;
    nextNewest = newest;
  }
}
