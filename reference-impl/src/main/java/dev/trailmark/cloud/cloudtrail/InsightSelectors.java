package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.GetInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetInsightSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.InsightSelector;
import software.amazon.awssdk.services.cloudtrail.model.PutInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutInsightSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.SourceEventCategory;

/**
 * The Insights that a trail was asked for, those of management events. A list that is empty turns
 * them off; with any the bucket and its key must let CloudTrail deliver, as the errors that AWS
 * documents for the operation say, and get the folder's marker, which is unconfirmed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutInsightSelectors.html">
 *     PutInsightSelectors</a>
 */
final class InsightSelectors {
  private static final Set<String> INSIGHTS = Set.of("ApiCallRateInsight", "ApiErrorRateInsight");

  PutInsightSelectorsResponse put(Call call, PutInsightSelectorsRequest request) {
    List<String> types =
        request.insightSelectors().stream().map(InsightSelector::insightTypeAsString).toList();
    if (!types.stream().allMatch(type -> type != null && INSIGHTS.contains(type))) {
      throw CloudTrailError.INVALID_INSIGHT_SELECTORS.because(
          "InsightType takes ApiCallRateInsight and ApiErrorRateInsight.");
    }
    request.insightSelectors().forEach(InsightSelectors::checkCategories);
    TrailRecord asked = TrailLookup.requireHome(call, call.state(), request.trailName());
    checkInsights(asked, types);
    if (!types.isEmpty()) {
      new LogBucket(call.services(), asked).proveInsights();
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
        .insightSelectors(request.insightSelectors())
        .build();
  }

  /** Without categories management events are meant. */
  private static void checkCategories(InsightSelector selector) {
    for (String category : selector.eventCategoriesAsStrings()) {
      switch (category) {
        case EventFields.MANAGEMENT -> {}
        case EventFields.DATA ->
            throw new ServiceException(
                "NotImplemented", 501, "Trailmark does not implement Insights of data events.");
        default ->
            throw CloudTrailError.INVALID_INSIGHT_SELECTORS.because(
                "EventCategories takes Management and Data.");
      }
    }
  }

  /** The call rate is that of write management events; the error rate that of any. */
  private static void checkInsights(TrailRecord trail, List<String> types) {
    boolean management = trail.selectors().management();
    boolean writes = trail.selectors().managementWrites();
    if (types.contains("ApiCallRateInsight") && !writes || !types.isEmpty() && !management) {
      throw CloudTrailError.INVALID_INSIGHT_SELECTORS.because(
          "Insights need a trail that logs management events, for the call rate also write"
              + " events.");
    }
  }

  GetInsightSelectorsResponse get(Call call, GetInsightSelectorsRequest request) {
    TrailRecord trail = TrailLookup.require(call, call.state(), request.trailName());
    if (trail.insights().isEmpty()) {
      throw CloudTrailError.INSIGHT_NOT_ENABLED.because(
          "Trail %s does not have Insights enabled. Edit the trail settings to enable Insights, and"
              + " then try the operation again.",
          trail.arn());
    }
    return GetInsightSelectorsResponse.builder()
        .trailARN(trail.arn())
        .insightSelectors(insightsOf(trail))
        .build();
  }

  private static List<InsightSelector> insightsOf(TrailRecord trail) {
    return trail.insights().stream()
        .map(
            type ->
                InsightSelector.builder()
                    .insightType(type)
                    .eventCategories(SourceEventCategory.MANAGEMENT)
                    .build())
        .toList();
  }
}
