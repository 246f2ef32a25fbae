package dev.trailmark.cloud.bench;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.iam.enrolment.Account;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * What a page of LookupEvents costs with more and more events in the history: over HTTP, with the
 * SDK's client, from a data directory. Run by {@code bench/history}.
 */
public final class HistoryBench {
  private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000};

  /** So many events have the rare values, however many there are. */
  private static final int RARE = 10;

  private static final int BATCH = 4096;
  private static final Instant END = Instant.now().minusSeconds(60);

  private HistoryBench() {}

  /**
   * Measures.
   *
   * @param arguments an empty directory
   */
  public static void main(String[] arguments) throws IOException {
    System.out.printf("%-44s", "processor time of a page, ms");
    Arrays.stream(SIZES).forEach(size -> System.out.printf("%11d", size));
    System.out.printf("%9s%n", "ratio");
    Map<String, List<Double>> rows = new LinkedHashMap<>();
    measure(Path.of(arguments[0]).resolve("warm-up"), SIZES[1]); // until the code is compiled
    for (int size : SIZES) {
      measure(Path.of(arguments[0]).resolve(Integer.toString(size)), size)
          .forEach((row, ms) -> rows.computeIfAbsent(row, key -> new ArrayList<>()).add(ms));
    }
    rows.forEach(HistoryBench::print);
  }

  private static void print(String row, List<Double> figures) {
    System.out.printf("%-44s", row);
    figures.forEach(ms -> System.out.printf("%11.2f", ms));
    System.out.printf("%9.1f%n", figures.get(figures.size() - 1) / figures.get(0));
  }

  private static Map<String, Double> measure(Path data, int size) throws IOException {
    Account account;
    try (Cloud cloud = Cloud.builder().dataDirectory(data).start()) {
      account = cloud.accounts().get(0);
    }
    try (Store store = Stores.onDisk(data)) {
      fill(store, account.id(), size);
    }
    try (Cloud cloud = Cloud.builder().dataDirectory(data).start();
        CloudTrailClient trails = client(cloud, account)) {
      return measure(trails, size);
    }
  }

  private static CloudTrailClient client(Cloud cloud, Account account) {
    return CloudTrailClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    account.rootAccessKeyId(), account.rootSecretAccessKey())))
        .build();
  }

  /**
   * Events as a busy account has them over 80 days: some names, users and keys, one record each.
   */
  private static void fill(Store store, String account, int size) {
    String padding = "x".repeat(900);
    long step = Duration.ofDays(80).toMillis() / size;
    List<Event> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < size; i++) {
      Instant time = time(i, size, step);
      boolean rare = i % (size / RARE) == 0;
      batch.add(
          new Event(
              account,
              "us-east-1",
              time,
              id(i),
              "Operation" + i % 20,
              "service" + i % 7 + ".amazonaws.com",
              rare ? "rare" : "user" + i % 200,
              "AKIA" + i % 200,
              i % 3 != 0,
              true,
              List.of(new Event.Resource("AWS::KMS::Key", rare ? "rare" : "key-" + i % 500)),
              ("{\"eventTime\":\"" + time + "\",\"requestParameters\":\"" + padding + "\"}")
                  .getBytes(StandardCharsets.UTF_8)));
      if (batch.size() == BATCH || i == size - 1) {
        store.record(List.copyOf(batch));
        batch.clear();
      }
    }
    store.history().newest();
  }

  private static Instant time(int i, int size, long step) {
    return END.minusMillis((size - i) * step);
  }

  private static String id(int i) {
    return new UUID(i, i).toString();
  }

  private static Map<String, Double> measure(CloudTrailClient trails, int size) {
    long step = Duration.ofDays(80).toMillis() / size;
    Instant middle = time(size / 2, size, step);
    Map<String, Double> rows = new LinkedHashMap<>();
    rows.put("the newest", median(trails, r -> {}));
    rows.put("at half of all, by time", median(trails, r -> r.endTime(middle)));
    rows.put("at half of all, by token", median(trails, at(trails, middle)));
    rows.put("EventName, of every twentieth", median(trails, by("EventName", "Operation7")));
    rows.put("ReadOnly, of every third", median(trails, by("ReadOnly", "false")));
    rows.put("Username, of ten in all", median(trails, by("Username", "rare")));
    rows.put("ResourceName, of ten in all", median(trails, by("ResourceName", "rare")));
    rows.put("EventId, of the oldest", median(trails, by("EventId", id(0))));
    rows.put("EventId, of none", median(trails, by("EventId", id(-1))));
    return rows;
  }

  private static Consumer<LookupEventsRequest.Builder> by(String attribute, String value) {
    return r -> r.lookupAttributes(a -> a.attributeKey(attribute).attributeValue(value));
  }

  /** The page after the one that ends at a time. */
  private static Consumer<LookupEventsRequest.Builder> at(CloudTrailClient trails, Instant time) {
    LookupEventsResponse page = trails.lookupEvents(r -> r.endTime(time));
    return r -> r.endTime(time).nextToken(page.nextToken());
  }

  private static double median(
      CloudTrailClient trails, Consumer<LookupEventsRequest.Builder> request) {
    return ProcessorTime.of(() -> trails.lookupEvents(request));
  }
}
