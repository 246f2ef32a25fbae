package dev.trailmark.cloud.store;

/**
 * A table: records of one immutable Java type under string keys. The type must survive a round trip
 * through Jackson (a Java record of strings, numbers, booleans, {@code Instant}, byte arrays, lists
 * and maps, other such records).
 *
 * <p>Keys begin with what they are partitioned by, joined with {@code /}, so that a prefix selects
 * a partition: {@code <account>/<region>/<id>}. Keys are ordered as their UTF-8 bytes.
 *
 * @param name the table's name in the journal, such as {@code kms.key}; never reused for another
 *     type
 * @param type the records' class
 */
public record Kind<R>(String name, Class<R> type) {}
