package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Kind;
import java.time.Instant;
import java.util.List;

/**
 * A file of Insights events that a trail is owed. Its key is chosen when the events are found, so
 * that a file that was written, but not noted as that, is written again and not twice.
 *
 * @param key the object's key
 * @param insights keys of its {@link InsightRecord}s
 * @param attempted when it was last tried in vain; {@code null} when it was not
 */
record InsightFileRecord(String key, List<String> insights, Instant attempted) {
  static final Kind<InsightFileRecord> KIND =
      new Kind<>("cloudtrail.insight.file", InsightFileRecord.class);

  InsightFileRecord {
    insights = List.copyOf(insights);
  }

  /** The record's key among those of the trail and region. */
  String recordKey(TrailRecord trail, String region) {
    return FeedRecord.key(trail, region) + "/" + key.substring(key.lastIndexOf('/') + 1);
  }

  InsightFileRecord triedInVain(Instant now) {
    return new InsightFileRecord(key, insights, now);
  }
}
