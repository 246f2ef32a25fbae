package dev.trailmark.cloud.store;

/** One record put or removed by one transaction; two changes are never equal. */
final class Change<R> {
  private final Table<R> table;
  private final String key;
  private final R value;
  private byte[] json;

  /**
   * Of {@code key} in {@code table}.
   *
   * @param value the new record; {@code null} removes
   */
  Change(Table<R> table, String key, R value) {
    this.table = table;
    this.key = key;
    this.value = value;
  }

  Table<R> table() {
    return table;
  }

  String key() {
    return key;
  }

  R value() {
    return value;
  }

  /** Makes the form that the journal keeps, on the thread of whoever made the change. */
  void encode() {
    json = value == null ? null : table.encode(key, value);
  }

  /** What {@link #encode} made, JSON or sealed; {@code null} for a removal. */
  byte[] json() {
    return json;
  }

  void enqueue() {
    table.enqueue(this);
  }

  void publish() {
    table.publish(this);
  }

  void drop() {
    table.drop(this);
  }
}
