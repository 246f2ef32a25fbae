package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * An Insights event. They are few, so they are not in the history of events, but records like
 * trails.
 *
 * @param id its event id
 * @param time when the unusual activity started or ended
 * @param source the event source of the API that it is about
 * @param name the API's event name
 * @param text the record's JSON object
 */
record InsightRecord(String id, Instant time, String source, String name, String text) {
  static final Kind<InsightRecord> KIND = new Kind<>("cloudtrail.insight", InsightRecord.class);

  /** What the keys of a region's insights begin with. */
  static String partition(String accountId, String region) {
    return accountId + "/" + region + "/";
  }

  /** Keys are in the order of time. */
  String key(String accountId, String region) {
    return partition(accountId, region) + order(time) + "/" + id;
  }

  private static String order(Instant time) {
    return String.format(Locale.ROOT, "%012d", time.getEpochSecond());
  }

  /** As log files and lookups take it. */
  Event event(String accountId, String region) {
    return new Event(
        accountId,
        region,
        time,
        id,
        name,
        source,
        null,
        null,
        false,
        true,
        List.of(),
        text.getBytes(StandardCharsets.UTF_8));
  }
}
