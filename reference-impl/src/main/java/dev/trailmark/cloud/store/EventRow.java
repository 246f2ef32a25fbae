package dev.trailmark.cloud.store;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** An event as a row. */
final class EventRow {
  static final int READ_ONLY = 1;
  static final int MANAGEMENT = 2;
  private static final long NANOS = 1_000_000_000L;
  private static final Codec<Event.Resource[]> RESOURCES = new Codec<>(Event.Resource[].class);
  private static final byte[] NO_RECORD = new byte[0];

  private EventRow() {}

  static void bind(PreparedStatement row, long position, int partition, Event event)
      throws SQLException {
    row.setLong(1, position);
    row.setInt(2, partition);
    row.setLong(3, nanos(event.time()));
    row.setInt(4, (event.readOnly() ? READ_ONLY : 0) | (event.management() ? MANAGEMENT : 0));
    row.setString(5, event.id());
    row.setString(6, event.name());
    row.setString(7, event.source());
    row.setString(8, event.username());
    row.setString(9, event.accessKeyId());
    row.setString(10, resources(event.resources()));
    row.setBytes(11, event.record());
  }

  private static String resources(List<Event.Resource> resources) {
    return resources.isEmpty()
        ? null
        : new String(
            RESOURCES.encode(resources.toArray(Event.Resource[]::new)), StandardCharsets.UTF_8);
  }

  /** Reads {@link EventTable#COLUMNS}, the record (or null), the account and the region. */
  static EventHistory.Entry read(ResultSet row) throws SQLException {
    int flags = row.getInt(4);
    byte[] record = row.getBytes(11);
    Event event =
        new Event(
            row.getString(12),
            row.getString(13),
            instant(row.getLong(3)),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            (flags & READ_ONLY) != 0,
            (flags & MANAGEMENT) != 0,
            resources(row.getString(10)),
            record == null ? NO_RECORD : record);
    return new EventHistory.Entry(row.getLong(1), event);
  }

  private static List<Event.Resource> resources(String json) throws SQLException {
    if (json == null) {
      return List.of();
    }
    try {
      return List.of(RESOURCES.decode(json.getBytes(StandardCharsets.UTF_8)));
    } catch (java.io.IOException e) {
      throw new SQLException("An event's resources are not JSON", e);
    }
  }

  /** Nanoseconds since the epoch, as far as a long goes (1677 to 2262). */
  static long nanos(Instant time) {
    try {
      return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS), time.getNano());
    } catch (ArithmeticException e) {
      return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
