package dev.trailmark.cloud.bench;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * What requests cost for a key that has few versions and for one that has many, and what a batch of
 * deletions costs for each key without access logs and with them: over HTTP, with the SDK's client,
 * in memory. Run by {@code bench/growth}.
 */
public final class GrowthBench {
  private static final int[] VERSIONS = {10, 2_000};
  private static final int BATCH = 100;
  private static final String BUCKET = "growing";
  private static final String LOGGED = "growing-logged";
  private static final RequestBody BODY = RequestBody.fromString("x");

  private GrowthBench() {}

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    try (S3Fixture cloud = new S3Fixture()) {
      makeBuckets(cloud.s3);
      versions(cloud.s3, "warm", 100); // until the code is compiled
      Map<String, List<Double>> rows = new LinkedHashMap<>();
      for (int size : VERSIONS) {
        versions(cloud.s3, "of-" + size, size)
            .forEach((row, ms) -> rows.computeIfAbsent(row, key -> new ArrayList<>()).add(ms));
      }
      print(rows);
      batches(cloud.s3);
    }
  }

  private static void print(Map<String, List<Double>> rows) {
    System.out.printf(
        "%-44s%11d%11d%9s%n",
        "processor time with versions of a key, ms", VERSIONS[0], VERSIONS[1], "ratio");
    rows.forEach(
        (row, ms) ->
            System.out.printf(
                "%-44s%11.3f%11.3f%9.1f%n", row, ms.get(0), ms.get(1), ms.get(1) / ms.get(0)));
  }

  private static void makeBuckets(S3Client s3) {
    s3.createBucket(r -> r.bucket(BUCKET).objectLockEnabledForBucket(true));
    s3.createBucket(r -> r.bucket(LOGGED));
    s3.createBucket(r -> r.bucket(LOGGED + "-plain"));
    s3.createBucket(r -> r.bucket(LOGGED + "-logs").objectOwnership("ObjectWriter"));
    s3.putBucketAcl(r -> r.bucket(LOGGED + "-logs").acl("log-delivery-write"));
    s3.putBucketLogging(
        r ->
            r.bucket(LOGGED)
                .bucketLoggingStatus(
                    status ->
                        status.loggingEnabled(
                            to -> to.targetBucket(LOGGED + "-logs").targetPrefix(""))));
  }

  private static Map<String, Double> versions(S3Client s3, String key, int size) {
    List<String> ids =
        IntStream.range(0, size)
            .mapToObj(i -> s3.putObject(r -> r.bucket(BUCKET).key(key), BODY).versionId())
            .toList();
    String middle = ids.get(size / 2);
    Map<String, Double> rows = new LinkedHashMap<>();
    rows.put(
        "GetObject of a version",
        ProcessorTime.of(
            () -> s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key).versionId(middle))));
    rows.put(
        "PutObjectLegalHold of a version",
        ProcessorTime.of(
            () ->
                s3.putObjectLegalHold(
                    r ->
                        r.bucket(BUCKET)
                            .key(key)
                            .versionId(middle)
                            .legalHold(hold -> hold.status("OFF")))));
    rows.put(
        "PutObject and DeleteObject of a version",
        ProcessorTime.of(
            () -> {
              String id = s3.putObject(r -> r.bucket(BUCKET).key(key), BODY).versionId();
              s3.deleteObject(r -> r.bucket(BUCKET).key(key).versionId(id));
            }));
    rows.put(
        "ListObjectVersions, five after the middle",
        ProcessorTime.of(
            () ->
                s3.listObjectVersions(
                    r ->
                        r.bucket(BUCKET)
                            .prefix(key)
                            .keyMarker(key)
                            .versionIdMarker(middle)
                            .maxKeys(5))));
    return rows;
  }

  private static void batches(S3Client s3) {
    List<ObjectIdentifier> keys =
        IntStream.range(0, BATCH)
            .mapToObj(i -> ObjectIdentifier.builder().key("k" + i).build())
            .toList();
    double[] ms = new double[2];
    List<String> buckets = List.of(LOGGED + "-plain", LOGGED);
    for (int i = 0; i < ms.length; i++) {
      String bucket = buckets.get(i);
      ms[i] =
          ProcessorTime.of(
              () ->
                  s3.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(keys).quiet(true))));
    }
    System.out.printf(
        "%n%-44s%11s%11s%9s%n%-44s%11.3f%11.3f%9.1f%n",
        "processor time, ms",
        "no log",
        "logged",
        "ratio",
        "DeleteObjects of " + BATCH + " keys",
        ms[0],
        ms[1],
        ms[1] / ms[0]);
  }
}
