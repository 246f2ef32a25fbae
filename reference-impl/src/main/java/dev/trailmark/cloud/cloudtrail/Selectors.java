package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetInsightSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.InsightSelector;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.PutInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutInsightSelectorsResponse;

/** What a trail logs: basic event selectors, and the insight types that it was asked for. */
final class Selectors {
  private static final int MOST_SELECTORS = 5;
  private static final int MOST_RESOURCES = 250;
  private static final String S3_OBJECT = "AWS::S3::Object";
  private static final Set<String> EXCLUDABLE =
      Set.of("kms.amazonaws.com", "rdsdata.amazonaws.com");
  private static final Set<String> READ_WRITE_TYPES = Set.of("All", "ReadOnly", "WriteOnly");
  private static final Set<String> INSIGHTS = Set.of("ApiCallRateInsight", "ApiErrorRateInsight");

  PutEventSelectorsResponse put(Call call, PutEventSelectorsRequest request) {
    List<EventSelector> given = request.eventSelectors();
    long resources =
        given.stream()
            .flatMap(selector -> selector.dataResources().stream())
            .mapToLong(resource -> resource.values().size())
            .sum();
    if (given.isEmpty() || given.size() > MOST_SELECTORS || resources > MOST_RESOURCES) {
      throw CloudTrailError.INVALID_EVENT_SELECTORS.because(
          "A trail takes 1 to %d event selectors with %d data resources in all.",
          MOST_SELECTORS, MOST_RESOURCES);
    }
    List<SelectorRecord> selectors = given.stream().map(Selectors::toRecord).toList();
    TrailRecord trail =
        call.update(
            Trails.scope(call),
            tx -> {
              TrailRecord changed =
                  TrailLookup.requireHome(call, tx, request.trailName()).withSelectors(selectors);
              tx.put(TrailRecord.KIND, changed.key(), changed);
              return changed;
            });
    return PutEventSelectorsResponse.builder()
        .trailARN(trail.arn())
        .eventSelectors(selectors.stream().map(Selectors::fromRecord).toList())
        .build();
  }

  private static SelectorRecord toRecord(EventSelector selector) {
    String type =
        selector.readWriteTypeAsString() == null ? "All" : selector.readWriteTypeAsString();
    if (!READ_WRITE_TYPES.contains(type)) {
      throw CloudTrailError.INVALID_EVENT_SELECTORS.because(
          "%s is not a ReadWriteType; choose All, ReadOnly or WriteOnly.", type);
    }
    if (!EXCLUDABLE.containsAll(selector.excludeManagementEventSources())) {
      throw CloudTrailError.INVALID_EVENT_SELECTORS.because(
          "ExcludeManagementEventSources takes kms.amazonaws.com and rdsdata.amazonaws.com.");
    }
    return new SelectorRecord(
        type,
        !Boolean.FALSE.equals(selector.includeManagementEvents()),
        selector.dataResources().stream().flatMap(Selectors::s3Values).toList(),
        selector.excludeManagementEventSources());
  }

  private static java.util.stream.Stream<String> s3Values(DataResource resource) {
    if (!S3_OBJECT.equals(resource.type())) {
      throw new ServiceException(
          "NotImplemented",
          501,
          "Trailmark does not implement data events of " + resource.type() + ".");
    }
    if (resource.values().isEmpty()) {
      throw CloudTrailError.INVALID_EVENT_SELECTORS.because(
          "DataResources.Values is empty; name what to log the data events of.");
    }
    for (String value : resource.values()) {
      boolean bucket = value.startsWith("arn:aws:s3:::") && value.indexOf('/') > 0;
      if (!bucket && !value.equals("arn:aws:s3") && !value.equals("arn:aws:s3:::")) {
        throw CloudTrailError.INVALID_EVENT_SELECTORS.because(
            "Value %s for DataResources.Values is invalid.", value);
      }
    }
    return resource.values().stream();
  }

  private static EventSelector fromRecord(SelectorRecord selector) {
    return EventSelector.builder()
        .readWriteType(selector.readWriteType())
        .includeManagementEvents(selector.management())
        .dataResources(
            selector.s3Values().isEmpty()
                ? List.of()
                : List.of(
                    DataResource.builder().type(S3_OBJECT).values(selector.s3Values()).build()))
        .excludeManagementEventSources(selector.excludedSources())
        .build();
  }

  GetEventSelectorsResponse get(Call call, GetEventSelectorsRequest request) {
    TrailRecord trail = TrailLookup.require(call, call.state(), request.trailName());
    return GetEventSelectorsResponse.builder()
        .trailARN(trail.arn())
        .eventSelectors(trail.selectors().stream().map(Selectors::fromRecord).toList())
        .build();
  }

  PutInsightSelectorsResponse putInsights(Call call, PutInsightSelectorsRequest request) {
    List<String> types =
        request.insightSelectors().stream().map(InsightSelector::insightTypeAsString).toList();
    if (!types.stream().allMatch(type -> type != null && INSIGHTS.contains(type))) {
      throw CloudTrailError.INVALID_INSIGHT_SELECTORS.because(
          "InsightType takes ApiCallRateInsight and ApiErrorRateInsight.");
    }
    TrailRecord trail =
        call.update(
            Trails.scope(call),
            tx -> {
              TrailRecord found = TrailLookup.requireHome(call, tx, request.trailName());
              checkInsights(found, types);
              TrailRecord changed = found.withInsights(types);
              tx.put(TrailRecord.KIND, changed.key(), changed);
              return changed;
            });
    return PutInsightSelectorsResponse.builder()
        .trailARN(trail.arn())
        .insightSelectors(insightsOf(trail))
        .build();
  }

  /** The call rate is that of write management events; the error rate that of any. */
  private static void checkInsights(TrailRecord trail, List<String> types) {
    boolean management = trail.selectors().stream().anyMatch(SelectorRecord::management);
    boolean writes =
        trail.selectors().stream()
            .anyMatch(s -> s.management() && !s.readWriteType().equals("ReadOnly"));
    if (types.contains("ApiCallRateInsight") && !writes || !types.isEmpty() && !management) {
      throw CloudTrailError.INVALID_INSIGHT_SELECTORS.because(
          "Insights need a trail that logs management events, for the call rate also write"
              + " events.");
    }
  }

  GetInsightSelectorsResponse getInsights(Call call, GetInsightSelectorsRequest request) {
    TrailRecord trail = TrailLookup.require(call, call.state(), request.trailName());
    if (trail.insights().isEmpty()) {
      throw CloudTrailError.INSIGHT_NOT_ENABLED.because(
          "Insights is not enabled for the trail %s.", trail.arn());
    }
    return GetInsightSelectorsResponse.builder()
        .trailARN(trail.arn())
        .insightSelectors(insightsOf(trail))
        .build();
  }

  private static List<InsightSelector> insightsOf(TrailRecord trail) {
    return trail.insights().stream()
        .map(type -> InsightSelector.builder().insightType(type).build())
        .toList();
  }
}
