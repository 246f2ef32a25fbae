package dev.trailmark.cloud.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the event history, on a connection of its own beside the journal's. */
final class SqliteHistory implements EventHistory, AutoCloseable {
  private static final String EVENTS =
      "select " + EventTable.COLUMNS + ", event.record, partition.account, partition.region from ";
  private static final String LOOKUP =
      EVENTS
          + "event_key cross join event on event.position = event_key.position"
          + " join partition on partition.id = event.partition"
          + " where event_key.attribute = ? and event_key.partition = ?"
          + " and event_key.value = ? and event_key.time >= ?"
          + " and (event_key.time, event_key.position) <= (?, ?)"
          + " order by event_key.time desc, event_key.position desc limit ?";
  private static final String SINCE =
      EVENTS
          + "event join partition on partition.id = event.partition"
          + " where event.partition = ? and event.position > ? order by event.position limit ?";

  private final Path database;
  private final WriteQueue queue;
  private Connection connection;
  private boolean closed;
  private PreparedStatement lookup;
  private PreparedStatement since;
  private PreparedStatement partition;
  private PreparedStatement timeOf;

  /** A history that connects when it is first asked, after the journal has made the database. */
  SqliteHistory(Path database, WriteQueue queue) {
    this.database = database;
    this.queue = queue;
  }

  @Override
  public List<Entry> lookup(Query query) {
    EventKey key = EventKey.of(query.attribute());
    queue.awaitEvents(true);
    try {
      return find(query, key);
    } catch (SQLException e) {
      throw new IllegalStateException("The event history could not be read", e);
    }
  }

  private synchronized List<Entry> find(Query query, EventKey key) throws SQLException {
    connect();
    int partitionId = partition(query.accountId(), query.region());
    String value = key == EventKey.ANY ? "" : query.value();
    if (partitionId == 0 || value == null) {
      return List.of();
    }
    long time = query.to() == null ? Long.MAX_VALUE : EventRow.nanos(query.to());
    long position = Long.MAX_VALUE;
    if (query.before() > 0) {
      Long last = timeOf(query.before());
      if (last == null) {
        return List.of(); // dropped since, and so is everything older
      }
      if (last <= time) {
        time = last;
        position = query.before() - 1;
      }
    }
    lookup.setInt(1, key.ordinal());
    lookup.setInt(2, partitionId);
    lookup.setString(3, value);
    lookup.setLong(4, query.from() == null ? Long.MIN_VALUE : EventRow.nanos(query.from()));
    lookup.setLong(5, time);
    lookup.setLong(6, position);
    lookup.setInt(7, query.limit());
    return read(lookup);
  }

  @Override
  public List<Entry> since(String accountId, String region, long position, int limit) {
    queue.awaitEvents(false);
    try {
      return arrived(accountId, region, position, limit);
    } catch (SQLException e) {
      throw new IllegalStateException("The event history could not be read", e);
    }
  }

  private synchronized List<Entry> arrived(
      String accountId, String region, long position, int limit) throws SQLException {
    connect();
    int partitionId = partition(accountId, region);
    if (partitionId == 0) {
      return List.of();
    }
    since.setInt(1, partitionId);
    since.setLong(2, position);
    since.setInt(3, limit);
    return read(since);
  }

  @Override
  public long newest() {
    return queue.awaitEvents(false);
  }

  private void connect() throws SQLException {
    if (closed) {
      throw new SQLException("The store is closed");
    }
    if (connection == null) {
      connection = Journal.reader(database);
      lookup = connection.prepareStatement(LOOKUP);
      since = connection.prepareStatement(SINCE);
      partition =
          connection.prepareStatement("select id from partition where account = ? and region = ?");
      timeOf = connection.prepareStatement("select time from event where position = ?");
    }
  }

  private int partition(String accountId, String region) throws SQLException {
    partition.setString(1, accountId);
    partition.setString(2, region);
    try (ResultSet row = partition.executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private Long timeOf(long position) throws SQLException {
    timeOf.setLong(1, position);
    try (ResultSet row = timeOf.executeQuery()) {
      return row.next() ? row.getLong(1) : null;
    }
  }

  private static List<Entry> read(PreparedStatement statement) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        entries.add(EventRow.read(row));
      }
    }
    return entries;
  }

  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    if (connection != null) {
      connection.close();
    }
  }
}
