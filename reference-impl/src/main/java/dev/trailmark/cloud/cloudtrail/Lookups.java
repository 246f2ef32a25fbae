package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.EventHistory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Resource;

/**
 * The event history: management events of the last 90 days, newest first, with or without a trail;
 * and, as a category of their own, the Insights events of that time.
 */
final class Lookups {
  private static final Duration RETENTION = Duration.ofDays(90);
  private static final int MOST = 50;
  private static final int LONGEST_VALUE = 2000;
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "EventId",
          "EventName",
          "ReadOnly",
          "Username",
          "ResourceType",
          "ResourceName",
          "EventSource",
          "AccessKeyId");

  LookupEventsResponse lookup(Call call, LookupEventsRequest request) {
    int limit = limitOf(request);
    if (request.eventCategoryAsString() != null) {
      return insights(call, request, limit);
    }
    List<EventHistory.Entry> found = call.history().lookup(queryOf(call, request, limit));
    return LookupEventsResponse.builder()
        .events(found.stream().map(entry -> toEvent(entry.event())).toList())
        .nextToken(
            found.size() < limit
                ? null
                : LookupToken.of(
                    call, request, Long.toString(found.get(found.size() - 1).position())))
        .build();
  }

  /** The only category there is to ask for besides management events. */
  private static LookupEventsResponse insights(Call call, LookupEventsRequest request, int limit) {
    if (!"insight".equals(request.eventCategoryAsString())) {
      throw CloudTrailError.INVALID_CATEGORY.because(
          "%s is not an event category; the only one is insight.", request.eventCategoryAsString());
    }
    LookupAttribute attribute = attributeOf(request, InsightLookup.ATTRIBUTES);
    Range range = Range.of(call, request);
    InsightLookup.Page page =
        InsightLookup.find(
            call,
            attribute == null ? insight -> true : InsightLookup.matching(attribute),
            range.from(),
            range.to(),
            LookupToken.after(call, request),
            limit);
    return LookupEventsResponse.builder()
        .events(
            page.insights().stream()
                .map(insight -> toEvent(insight.event(call.accountId(), call.region())))
                .map(event -> event.toBuilder().readOnly(null).build())
                .toList())
        .nextToken(page.rest() == null ? null : LookupToken.of(call, request, page.rest()))
        .build();
  }

  private static int limitOf(LookupEventsRequest request) {
    int limit = Objects.requireNonNullElse(request.maxResults(), MOST);
    if (limit < 1 || limit > MOST) {
      throw CloudTrailError.INVALID_MAX_RESULTS.because(
          "MaxResults is %d; it must be between 1 and %d.", limit, MOST);
    }
    return limit;
  }

  private static EventHistory.Query queryOf(Call call, LookupEventsRequest request, int limit) {
    LookupAttribute attribute = attributeOf(request, ATTRIBUTES);
    Range range = Range.of(call, request);
    return new EventHistory.Query(
        call.accountId(),
        call.region(),
        attribute == null ? null : attribute.attributeKeyAsString(),
        attribute == null ? null : attribute.attributeValue(),
        range.from(),
        range.to(),
        positionOf(LookupToken.after(call, request)),
        limit);
  }

  /** From when to when, both included; nothing older than 90 days is found. */
  private record Range(Instant from, Instant to) {

    static Range of(Call call, LookupEventsRequest request) {
      Instant oldest = call.time().minus(RETENTION);
      Instant from = Objects.requireNonNullElse(request.startTime(), Instant.MIN);
      Instant to = Objects.requireNonNullElse(request.endTime(), call.time());
      if (from.isAfter(to)) {
        throw CloudTrailError.INVALID_TIME_RANGE.because(
            "StartTime %s is after EndTime %s.", from, to);
      }
      return new Range(from.isBefore(oldest) ? oldest : from, to);
    }
  }

  private static LookupAttribute attributeOf(LookupEventsRequest request, Set<String> allowed) {
    List<LookupAttribute> attributes = request.lookupAttributes();
    if (attributes.isEmpty()) {
      return null;
    }
    LookupAttribute attribute = attributes.get(0);
    boolean known =
        attribute.attributeKeyAsString() != null
            && allowed.contains(attribute.attributeKeyAsString())
            && isWhole(attribute.attributeValue());
    if (attributes.size() > 1 || !known) {
      throw CloudTrailError.INVALID_LOOKUP_ATTRIBUTES.because(
          "Give one lookup attribute with a value of at most 2000 characters; its key is one of"
              + " %s.",
          allowed.stream().sorted().toList());
    }
    return attribute;
  }

  /** Some characters count twice, as the API reference of LookupAttribute says. */
  private static boolean isWhole(String value) {
    if (value == null || value.isEmpty()) {
      return false;
    }
    long twice = value.chars().filter(each -> "_ ,\n".indexOf(each) >= 0).count();
    return value.length() + twice <= LONGEST_VALUE;
  }

  private static long positionOf(String after) {
    try {
      return after == null ? 0 : Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw LookupToken.invalid();
    }
  }

  private static software.amazon.awssdk.services.cloudtrail.model.Event toEvent(Event event) {
    return software.amazon.awssdk.services.cloudtrail.model.Event.builder()
        .eventId(event.id())
        .eventName(event.name())
        .readOnly(Boolean.toString(event.readOnly()))
        .accessKeyId(event.accessKeyId())
        .eventTime(event.time())
        .eventSource(event.source())
        .username(event.username())
        .resources(
            event.resources().stream()
                .map(
                    resource ->
                        Resource.builder()
                            .resourceType(resource.type())
                            .resourceName(resource.name())
                            .build())
                .toList())
        .cloudTrailEvent(new String(event.record(), StandardCharsets.UTF_8))
        .build();
  }
}
