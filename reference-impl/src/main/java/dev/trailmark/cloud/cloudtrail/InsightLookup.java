package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;

/** Finds a region's Insights events, newest first. */
final class InsightLookup {
  /** What they can be looked up by. */
  static final Set<String> ATTRIBUTES = Set.of("EventId", "EventName", "EventSource");

  private InsightLookup() {}

  /**
   * Some of what was found, and the key that the rest comes after; {@code null} when that is all.
   */
  record Page(List<InsightRecord> insights, String rest) {}

  /** Those that have an attribute. */
  static Predicate<InsightRecord> matching(LookupAttribute attribute) {
    String value = attribute.attributeValue();
    return switch (attribute.attributeKeyAsString()) {
      case "EventId" -> insight -> insight.id().equals(value);
      case "EventName" -> insight -> insight.name().equals(value);
      default -> insight -> insight.source().equals(value);
    };
  }

  /**
   * Those of a time, both ends included.
   *
   * @param after the key of the last that was seen; {@code null} for the first page
   */
  static Page find(
      Call call,
      Predicate<InsightRecord> wanted,
      Instant from,
      Instant to,
      String after,
      int limit) {
    NavigableMap<String, InsightRecord> all =
        call.state()
            .range(InsightRecord.KIND, InsightRecord.partition(call.accountId(), call.region()));
    List<InsightRecord> found = new ArrayList<>();
    String last = null;
    for (Map.Entry<String, InsightRecord> each : before(all, after).descendingMap().entrySet()) {
      InsightRecord insight = each.getValue();
      boolean inTime = !insight.time().isBefore(from) && !insight.time().isAfter(to);
      if (inTime && wanted.test(insight)) {
        if (found.size() == limit) {
          return new Page(found, last);
        }
        found.add(insight);
        last = each.getKey();
      }
    }
    return new Page(found, null);
  }

  private static NavigableMap<String, InsightRecord> before(
      NavigableMap<String, InsightRecord> all, String after) {
    if (after == null) {
      return all;
    }
    if (!all.containsKey(after)) {
      throw LookupToken.invalid();
    }
    return all.headMap(after, false);
  }
}
