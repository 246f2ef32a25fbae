package dev.trailmark.cloud.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the event history, on a connection of its own beside the journal's. */
final class SqliteHistory implements EventHistory, AutoCloseable {
  private static final String FIRST = "select min(last) from event_block where partition = ?";
  private static final String ADDED =
      "select last, oldest, newest, count, keys from event_block"
          + " where partition = ? and last > ? order by last";
  private static final String BLOCK = "select events from event_block where last = ?";
  private static final String SINCE =
      "select events from event_block where partition = ? and last > ? order by last";

  private static final String REGIONS =
      "select distinct partition from event_block"
          + " where partition >= ? and partition < ? and last > ? order by partition";

  private final Path database;
  private final WriteQueue queue;
  private Connection connection;
  private boolean closed;
  private Statement sql;
  private PreparedStatement first;
  private PreparedStatement added;
  private PreparedStatement block;
  private PreparedStatement since;
  private PreparedStatement regions;
  private final Map<String, BlockDirectory> directories = new HashMap<>();

  /** A history that connects when it is first asked, after the journal has made the database. */
  SqliteHistory(Path database, WriteQueue queue) {
    this.database = database;
    this.queue = queue;
  }

  /** What is read in one transaction, so that no block is joined with another meanwhile. */
  private interface Reading<T> {
    List<T> read() throws SQLException;
  }

  private synchronized <T> List<T> read(Reading<T> reading) {
    try {
      connect();
      sql.execute("begin");
      try {
        return reading.read();
      } finally {
        sql.execute("rollback");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The event history could not be read", e);
    }
  }

  @Override
  public List<Entry> lookup(Query query) {
    EventKey key = EventKey.of(query.attribute());
    queue.awaitEvents();
    if (key != EventKey.ANY && query.value() == null) {
      return List.of();
    }
    return read(() -> find(query, new Newest(key, query)));
  }

  private List<Entry> find(Query query, Newest found) throws SQLException {
    if (query.before() > 0 && !continues(query, found)) {
      return List.of(); // dropped since, and so is everything older
    }
    for (BlockDirectory.Entry each : blocks(query.accountId(), query.region())) {
      if (each.newest() < found.from() || !found.mayTake(each.newest(), each.last())) {
        break;
      }
      if (each.oldest() <= found.to() && each.mayHave(found.hash())) {
        entries(each.last(), query.accountId(), query.region()).forEach(found::offer);
      }
    }
    return found.entries();
  }

  /** The blocks of an account and region, the newest first. */
  private List<BlockDirectory.Entry> blocks(String accountId, String region) throws SQLException {
    String partition = EventTable.partition(accountId, region);
    BlockDirectory directory = directories.computeIfAbsent(partition, key -> new BlockDirectory());
    first.setString(1, partition);
    added.setString(1, partition);
    added.setLong(2, directory.settled());
    try (ResultSet oldest = first.executeQuery();
        ResultSet row = added.executeQuery()) {
      oldest.next();
      long from = oldest.getLong(1);
      boolean none = oldest.wasNull();
      List<BlockDirectory.Entry> blocks = new ArrayList<>();
      while (row.next()) {
        blocks.add(
            new BlockDirectory.Entry(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                EventBlock.ints(row.getBytes(5))));
      }
      directory.refresh(none ? Long.MAX_VALUE : from, blocks);
    }
    return directory.newestFirst();
  }

  /** Finds the last entry already seen. */
  private boolean continues(Query query, Newest found) throws SQLException {
    since.setString(1, EventTable.partition(query.accountId(), query.region()));
    since.setLong(2, query.before() - 1);
    try (ResultSet row = since.executeQuery()) {
      if (row.next()) {
        for (Entry entry : EventBytes.read(row.getBytes(1), query.accountId(), query.region())) {
          if (entry.position() == query.before()) {
            found.after(entry);
            return true;
          }
        }
      }
    }
    return false;
  }

  private List<Entry> entries(long last, String accountId, String region) throws SQLException {
    block.setLong(1, last);
    try (ResultSet row = block.executeQuery()) {
      return row.next() ? EventBytes.read(row.getBytes(1), accountId, region) : List.of();
    }
  }

  @Override
  public Event newest(String accountId, String attribute, String value) {
    EventKey key = EventKey.of(attribute);
    queue.awaitEvents();
    List<Entry> found = read(() -> newest(accountId, key, value));
    return found.isEmpty() ? null : found.get(0).event();
  }

  private List<Entry> newest(String accountId, EventKey key, String value) throws SQLException {
    Entry best = null;
    int hash = key.hash(value);
    for (String region : regionsAfter(accountId, 0)) {
      for (BlockDirectory.Entry each : blocks(accountId, region)) {
        if (best != null && each.newest() < EventBytes.nanos(best.event().time())) {
          break;
        }
        if (each.mayHave(hash)) {
          best = key.newest(value, best, entries(each.last(), accountId, region));
        }
      }
    }
    return best == null ? List.of() : List.of(best);
  }

  @Override
  public List<Entry> since(String accountId, String region, long position, int limit) {
    queue.awaitEvents();
    return read(() -> arrived(accountId, region, position, limit));
  }

  private List<Entry> arrived(String accountId, String region, long position, int limit)
      throws SQLException {
    List<Entry> entries = new ArrayList<>();
    since.setString(1, EventTable.partition(accountId, region));
    since.setLong(2, position);
    try (ResultSet row = since.executeQuery()) {
      while (entries.size() < limit && row.next()) {
        for (Entry entry : EventBytes.read(row.getBytes(1), accountId, region)) {
          if (entry.position() > position && entries.size() < limit) {
            entries.add(entry);
          }
        }
      }
    }
    return entries;
  }

  @Override
  public List<String> regions(String accountId, long position) {
    queue.awaitEvents();
    return read(() -> regionsAfter(accountId, position));
  }

  private List<String> regionsAfter(String accountId, long position) throws SQLException {
    List<String> found = new ArrayList<>();
    regions.setString(1, EventTable.partition(accountId, ""));
    regions.setString(2, EventTable.partition(accountId, "\uffff"));
    regions.setLong(3, position);
    try (ResultSet row = regions.executeQuery()) {
      while (row.next()) {
        found.add(row.getString(1).substring(accountId.length() + 1));
      }
    }
    return found;
  }

  @Override
  public long newest() {
    return queue.awaitEvents();
  }

  private void connect() throws SQLException {
    if (closed) {
      throw new SQLException("The store is closed");
    }
    if (connection == null) {
      connection = Journal.reader(database);
      sql = connection.createStatement();
      first = connection.prepareStatement(FIRST);
      added = connection.prepareStatement(ADDED);
      block = connection.prepareStatement(BLOCK);
      since = connection.prepareStatement(SINCE);
      regions = connection.prepareStatement(REGIONS);
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    if (connection != null) {
      connection.close();
    }
  }
}
