package dev.trailmark.cloud.bench;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a page of a list costs in a bucket of a thousand keys and in one of a million: over HTTP,
 * with the SDK's client, in memory. Each bucket has ten prefixes, an upload in parts of each key,
 * and two versions of each tenth. Run by {@code bench/listings}.
 */
public final class ListingBench {
  private static final int[] SIZES = {1_000, 1_000_000};
  private static final int WARM_UP = 10_000;
  private static final int PREFIXES = 10;

  /** So many entries are on each page, but for one of common prefixes. */
  private static final int PAGE = 100;

  private static final int BATCH = 4096;
  private static final String BUCKET = "listed";
  private static final String TEMPLATE = "zz/template";

  private ListingBench() {}

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    measure(WARM_UP); // until the code is compiled
    Map<String, List<Double>> rows = new LinkedHashMap<>();
    for (int size : SIZES) {
      measure(size)
          .forEach((row, ms) -> rows.computeIfAbsent(row, key -> new ArrayList<>()).add(ms));
    }
    System.out.printf(
        "%-44s%11d%11d%9s%n", "processor time of a page, ms", SIZES[0], SIZES[1], "ratio");
    rows.forEach(
        (row, ms) ->
            System.out.printf(
                "%-44s%11.2f%11.2f%9.1f%n", row, ms.get(0), ms.get(1), ms.get(1) / ms.get(0)));
  }

  private static Map<String, Double> measure(int size) throws Exception {
    try (S3Fixture cloud = new S3Fixture()) {
      makeTemplates(cloud.s3);
      fill(cloud.store, S3Kinds.OBJECT, size, i -> true);
      fill(cloud.store, S3Kinds.VERSION, size, i -> i % 10 == 0);
      fill(cloud.store, S3Kinds.UPLOAD, size, i -> true);
      return rows(cloud.s3, key(size / 2, size));
    }
  }

  /** A current version, one that it covers, and an upload: all others are copies of them. */
  private static void makeTemplates(S3Client s3) {
    s3.createBucket(r -> r.bucket(BUCKET));
    s3.putBucketVersioning(r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status("Enabled")));
    for (int i = 0; i < 2; i++) {
      s3.putObject(r -> r.bucket(BUCKET).key(TEMPLATE), RequestBody.fromString("x"));
    }
    s3.createMultipartUpload(r -> r.bucket(BUCKET).key(TEMPLATE));
  }

  private static String key(int i, int size) {
    return "f%03d/k%07d".formatted(i / (size / PREFIXES), i);
  }

  private static <R> void fill(Store store, Kind<R> kind, int size, IntPredicate which) {
    Map.Entry<String, R> template = store.state().range(kind, BUCKET + "/").lastEntry();
    for (int from = 0; from < size; from += BATCH) {
      int first = from;
      store
          .stage(
              S3Kinds.scope(BUCKET),
              tx -> {
                for (int i = first; i < Math.min(size, first + BATCH); i++) {
                  if (which.test(i)) {
                    put(tx, kind, template, key(i, size));
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

  private static Map<String, Double> rows(S3Client s3, String middle) {
    Map<String, Double> rows = new LinkedHashMap<>();
    String prefix = middle.substring(0, middle.indexOf('/') + 1);
    rows.put("objects, the first", objects(s3, null, null, null));
    rows.put("objects, after half of all", objects(s3, null, null, middle));
    rows.put("objects, of a prefix", objects(s3, prefix, null, null));
    rows.put("objects, the common prefixes", objects(s3, null, "/", null));
    rows.put("versions, the first", versions(s3, null, null, null));
    rows.put("versions, after half of all", versions(s3, null, null, middle));
    rows.put("versions, of a prefix", versions(s3, prefix, null, null));
    rows.put("versions, the common prefixes", versions(s3, null, "/", null));
    rows.put("uploads, the first", uploads(s3, null, null, null));
    rows.put("uploads, after half of all", uploads(s3, null, null, middle));
    rows.put("uploads, of a prefix", uploads(s3, prefix, null, null));
    rows.put("uploads, the common prefixes", uploads(s3, null, "/", null));
    return rows;
  }

  private static double objects(S3Client s3, String prefix, String delimiter, String after) {
    return ProcessorTime.of(
        () -> {
          var page =
              s3.listObjectsV2(
                  r ->
                      r.bucket(BUCKET)
                          .prefix(prefix)
                          .delimiter(delimiter)
                          .startAfter(after)
                          .maxKeys(PAGE));
          requireFull(page.contents().size() + page.commonPrefixes().size(), delimiter);
        });
  }

  private static double versions(S3Client s3, String prefix, String delimiter, String after) {
    return ProcessorTime.of(
        () -> {
          var page =
              s3.listObjectVersions(
                  r ->
                      r.bucket(BUCKET)
                          .prefix(prefix)
                          .delimiter(delimiter)
                          .keyMarker(after)
                          .maxKeys(PAGE));
          requireFull(page.versions().size() + page.commonPrefixes().size(), delimiter);
        });
  }

  private static double uploads(S3Client s3, String prefix, String delimiter, String after) {
    return ProcessorTime.of(
        () -> {
          var page =
              s3.listMultipartUploads(
                  r ->
                      r.bucket(BUCKET)
                          .prefix(prefix)
                          .delimiter(delimiter)
                          .keyMarker(after)
                          .maxUploads(PAGE));
          requireFull(page.uploads().size() + page.commonPrefixes().size(), delimiter);
        });
  }

  /** The same number in both buckets, else their pages could not be compared. */
  private static void requireFull(int entries, String delimiter) {
    if (entries != (delimiter == null ? PAGE : PREFIXES + 1)) {
      throw new IllegalStateException(entries + " entries in a page, delimiter " + delimiter);
    }
  }
}
