package dev.trailmark.cloud.bench;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.model.S3Kinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a page of a list costs in a bucket of a thousand keys and in one of a million: over HTTP,
 * with the SDK's client, in memory. Each bucket has ten prefixes, an upload in parts of each key,
 * and two versions of each tenth. Run by {@code bench/listings}.
 */
public final class ListingBench {
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int WARM_UP = 10_000;
  private static final int PREFIXES = FilledBucket.PREFIXES;

  /** So many entries are on each page, but for one of common prefixes. */
  private static final int PAGE = 100;

  private static final String BUCKET = "listed";

  private ListingBench() {}

  /** Measures; the larger bucket has as many keys as the first argument says, if there is one. */
  public static void main(String[] arguments) throws Exception {
    measure(WARM_UP); // until the code is compiled
    int many = arguments.length == 0 ? MANY : Integer.parseInt(arguments[0]);
    Map<String, List<Double>> rows = new LinkedHashMap<>();
    for (int size : new int[] {FEW, many}) {
      measure(size)
          .forEach((row, ms) -> rows.computeIfAbsent(row, key -> new ArrayList<>()).add(ms));
    }
    System.out.printf("%-44s%11d%11d%9s%n", "processor time of a page, ms", FEW, many, "ratio");
    rows.forEach(
        (row, ms) ->
            System.out.printf(
                "%-44s%11.2f%11.2f%9.1f%n", row, ms.get(0), ms.get(1), ms.get(1) / ms.get(0)));
  }

  private static Map<String, Double> measure(int size) throws Exception {
    try (S3Fixture cloud = new S3Fixture()) {
      FilledBucket bucket = new FilledBucket(cloud, BUCKET, size);
      bucket.fill(S3Kinds.OBJECT, i -> true);
      bucket.fill(S3Kinds.VERSION, i -> i % 10 == 0);
      bucket.fill(S3Kinds.UPLOAD, i -> true);
      return rows(cloud.s3, bucket.key(size / 2));
    }
  }

  private static Map<String, Double> rows(S3Client s3, String middle) {
    Map<String, Double> rows = new LinkedHashMap<>();
    String prefix = middle.substring(0, middle.indexOf('/') + 1);
    rows.put("objects, the first", objects(s3, null, null, null));
    rows.put("objects, after half of all", objects(s3, null, null, middle));
    rows.put("objects, of a prefix", objects(s3, prefix, null, null));
    rows.put("objects, the common prefixes", objects(s3, null, "/", null));
    rows.put("objects, with many common prefixes", objects(s3, null, "5", null));
    rows.put("objects of version 1, after half of all", objectsV1(s3, middle));
    rows.put("versions, the first", versions(s3, null, null, null));
    rows.put("versions, after half of all", versions(s3, null, null, middle));
    rows.put("versions, of a prefix", versions(s3, prefix, null, null));
    rows.put("versions, the common prefixes", versions(s3, null, "/", null));
    rows.put("versions, with many common prefixes", versions(s3, null, "5", null));
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

  private static double objectsV1(S3Client s3, String after) {
    return ProcessorTime.of(
        () -> {
          var page = s3.listObjects(r -> r.bucket(BUCKET).marker(after).maxKeys(PAGE));
          requireFull(page.contents().size(), null);
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
    if (entries != ("/".equals(delimiter) ? PREFIXES + 1 : PAGE)) {
      throw new IllegalStateException(entries + " entries in a page, delimiter " + delimiter);
    }
  }
}
