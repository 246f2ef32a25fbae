package dev.trailmark.cloud.s3.config;

import dev.trailmark.cloud.s3.model.ConfigurationRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.State;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * One kind of configuration of buckets, each read from its document once for as long as it is not
 * put again: what requests obey is asked for with every one of them, and for each key of a batch.
 * Safe for use by several threads.
 *
 * @param <T> what the document says, ready for use
 */
public final class ReadOnce<T> {
  private static final int MOST = 1_000;

  private final String subresource;
  private final Function<ConfigurationRecord, T> reader;
  private final ConcurrentMap<String, Read<T>> byBucket = new ConcurrentHashMap<>();

  private record Read<T>(ConfigurationRecord record, T value) {}

  /**
   * Nothing is read yet.
   *
   * @param subresource what the configurations are kept under
   * @param reader reads one; not to {@code null}
   */
  public ReadOnce(String subresource, Function<ConfigurationRecord, T> reader) {
    this.subresource = subresource;
    this.reader = reader;
  }

  /** What a bucket's configuration says; {@code null} when it has none. */
  public T of(State state, String bucket) {
    ConfigurationRecord record =
        state.get(S3Kinds.CONFIGURATION, S3Kinds.configurationKey(bucket, subresource, ""));
    return record == null ? null : of(bucket, record);
  }

  /** What a record of a bucket says. A record is another one once it is put again. */
  public T of(String bucket, ConfigurationRecord record) {
    Read<T> known = byBucket.get(bucket);
    if (known == null || known.record() != record) {
      known = new Read<>(record, reader.apply(record));
      if (byBucket.size() >= MOST) {
        byBucket.clear();
      }
      byBucket.put(bucket, known);
    }
    return known.value();
  }
}
