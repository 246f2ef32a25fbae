package dev.trailmark.cloud.store;

/**
 * A table: records of one immutable Java type under string keys. The type must survive a round trip
 * through Jackson (a Java record of strings, numbers, booleans, {@code Instant}, byte arrays, lists
 * and maps, other such records).
 *
 * <p>Keys begin with what they are partitioned by, joined with {@code /}, so that a prefix selects
 * a partition: {@code <account>/<region>/<id>}. Keys are ordered as their UTF-8 bytes. They are
 * never encrypted, so no secret belongs in them.
 *
 * @param name the table's name in the journal, such as {@code kms.key}; never reused for another
 *     type
 * @param type the records' class
 * @param secret whether the journal keeps the records encrypted under the server's master key
 */
public record Kind<R>(String name, Class<R> type, boolean secret) {

  /** A table whose records hold no secrets. */
  public Kind(String name, Class<R> type) {
    this(name, type, false);
  }

  /** A table of key material, passwords or credentials, which the journal keeps encrypted. */
  public static <R> Kind<R> secret(String name, Class<R> type) {
    return new Kind<>(name, type, true);
  }
}
