package dev.trailmark.cloud.store;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What an event is found by. The index is one table of (attribute, partition, value, time,
 * position), which SQLite fills from the events by itself: a statement for a thousand events rather
 * than one for each.
 */
enum EventKey {
  /** Every management event of the partition. */
  ANY(null, "''"),
  EVENT_ID("EventId", "id"),
  EVENT_NAME("EventName", "name"),
  READ_ONLY("ReadOnly", "iif(flags & " + EventRow.READ_ONLY + ", 'true', 'false')"),
  USERNAME("Username", "username"),
  RESOURCE_TYPE("ResourceType", "resource.value ->> 'type'"),
  RESOURCE_NAME("ResourceName", "resource.value ->> 'name'"),
  EVENT_SOURCE("EventSource", "source"),
  ACCESS_KEY_ID("AccessKeyId", "access_key_id");

  static final String TABLE =
      "create table if not exists event_key(attribute integer, partition integer, value text,"
          + " time integer, position integer,"
          + " primary key(attribute, partition, value, time, position)) without rowid";

  private final String attribute;
  private final String value;

  EventKey(String attribute, String value) {
    this.attribute = attribute;
    this.value = value;
  }

  /**
   * The key of an attribute of LookupEvents, {@link #ANY} for {@code null}.
   *
   * @throws IllegalArgumentException for any other
   */
  static EventKey of(String attribute) {
    if (attribute == null) {
      return ANY;
    }
    for (EventKey key : values()) {
      if (attribute.equals(key.attribute)) {
        return key;
      }
    }
    throw new IllegalArgumentException("No lookup attribute " + attribute);
  }

  /** SQL for the index rows of the management events after position ?1 up to ?2. */
  static String rows() {
    return Arrays.stream(values()).map(EventKey::select).collect(Collectors.joining(" union all "));
  }

  private String select() {
    boolean each = this == RESOURCE_TYPE || this == RESOURCE_NAME;
    return "select "
        + ordinal()
        + ", partition, "
        + value
        + ", time, position from event"
        + (each ? ", json_each(event.resources) resource" : "")
        + " where position > ?1 and position <= ?2 and flags & "
        + EventRow.MANAGEMENT
        + " and "
        + value
        + " is not null";
  }
}
