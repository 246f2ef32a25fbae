package dev.trailmark.cloud.bench;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket of very many keys in a few prefixes, made in no time: one object, version and upload of
 * a client's, all others are copies of their records.
 */
final class FilledBucket {
  static final int PREFIXES = 10;
  private static final int BATCH = 4096;
  private static final String TEMPLATE = "zz/template";

  private final Store store;
  private final String bucket;
  private final int size;

  /** Makes the bucket, with nothing in it but what is copied. */
  FilledBucket(S3Fixture cloud, String bucket, int size) {
    this.store = cloud.store;
    this.bucket = bucket;
    this.size = size;
    makeTemplates(cloud.s3, bucket);
  }

  /** The key of that number. */
  String key(int i) {
    return "f%03d/k%07d".formatted(i / (size / PREFIXES), i);
  }

  /** Copies the record of a kind for all keys that are wanted. */
  <R> void fill(Kind<R> kind, IntPredicate which) {
    Map.Entry<String, R> template = store.state().range(kind, bucket + "/").lastEntry();
    for (int from = 0; from < size; from += BATCH) {
      int first = from;
      store
          .stage(
              S3Kinds.scope(bucket),
              tx -> {
                for (int i = first; i < Math.min(size, first + BATCH); i++) {
                  if (which.test(i)) {
                    put(tx, kind, template, key(i));
                  }
                }
                return null;
              })
          .commit(List.of())
          .join();
    }
  }

  private static <R> void put(
      Transaction tx, Kind<R> kind, Map.Entry<String, R> template, String key) {
    tx.put(kind, template.getKey().replace(TEMPLATE, key), withKey(template.getValue(), key));
  }

  /** The same record with another value of its component {@code key}. */
  private static <R> R withKey(R record, String key) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] =
            components[i].getName().equals("key")
                ? key
                : components[i].getAccessor().invoke(record);
      }
      @SuppressWarnings("unchecked")
      R copy = (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
      return copy;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no copy of " + record.getClass(), e);
    }
  }

  /** A current version, one that it covers, and an upload: all others are copies of them. */
  private static void makeTemplates(S3Client s3, String bucket) {
    s3.createBucket(r -> r.bucket(bucket));
    s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(v -> v.status("Enabled")));
    for (int i = 0; i < 2; i++) {
      s3.putObject(r -> r.bucket(bucket).key(TEMPLATE), RequestBody.fromString("x"));
    }
    s3.createMultipartUpload(r -> r.bucket(bucket).key(TEMPLATE));
  }
}
