package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
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

  private static final String MARK = "i:";

  private InsightLookup() {}

  /** Some of what was found, and the token of the rest; {@code null} when that is all. */
  record Page(List<InsightRecord> insights, String nextToken) {}

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
   * @param token of the page before; {@code null} for the first page
   */
  static Page find(
      Call call,
      Predicate<InsightRecord> wanted,
      Instant from,
      Instant to,
      String token,
      int limit) {
    NavigableMap<String, InsightRecord> all =
        call.state()
            .range(InsightRecord.KIND, InsightRecord.partition(call.accountId(), call.region()));
    List<InsightRecord> found = new ArrayList<>();
    String last = null;
    for (Map.Entry<String, InsightRecord> each : before(all, token).descendingMap().entrySet()) {
      InsightRecord insight = each.getValue();
      boolean inTime = !insight.time().isBefore(from) && !insight.time().isAfter(to);
      if (inTime && wanted.test(insight)) {
        if (found.size() == limit) {
          return new Page(found, token(last));
        }
        found.add(insight);
        last = each.getKey();
      }
    }
    return new Page(found, null);
  }

  private static NavigableMap<String, InsightRecord> before(
      NavigableMap<String, InsightRecord> all, String token) {
    return token == null ? all : all.headMap(all.isEmpty() ? "" : keyOf(all, token), false);
  }

  private static String token(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((MARK + key).getBytes(StandardCharsets.UTF_8));
  }

  private static String keyOf(NavigableMap<String, InsightRecord> all, String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String key = text.startsWith(MARK) ? text.substring(MARK.length()) : "";
      if (all.containsKey(key)) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: not a token of ours.
    }
    throw CloudTrailError.INVALID_NEXT_TOKEN.because("Invalid token.");
  }
}
