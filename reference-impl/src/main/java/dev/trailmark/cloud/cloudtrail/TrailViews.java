package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.Call;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.TrailInfo;

/** Describing trails. */
final class TrailViews {

  GetTrailResponse get(Call call, GetTrailRequest request) {
    TrailRecord trail = TrailLookup.require(call, call.state(), request.name());
    return GetTrailResponse.builder().trail(describe(trail)).build();
  }

  /** Unknown names are left out without a word. */
  DescribeTrailsResponse describeAll(Call call, DescribeTrailsRequest request) {
    boolean shadows = !Boolean.FALSE.equals(request.includeShadowTrails());
    Collection<TrailRecord> trails =
        request.hasTrailNameList() && !request.trailNameList().isEmpty()
            ? request.trailNameList().stream()
                .map(name -> TrailLookup.find(call, call.state(), name))
                .filter(Objects::nonNull)
                .toList()
            : TrailLookup.seenIn(call.state(), call.accountId(), call.region());
    return DescribeTrailsResponse.builder()
        .trailList(
            trails.stream()
                .filter(trail -> shadows || trail.region().equals(call.region()))
                .map(TrailViews::describe)
                .toList())
        .build();
  }

  ListTrailsResponse list(Call call, ListTrailsRequest request) {
    List<TrailInfo> infos = new ArrayList<>();
    for (TrailRecord trail :
        call.state().range(TrailRecord.KIND, call.accountId() + "/").values()) {
      infos.add(
          TrailInfo.builder()
              .trailARN(trail.arn())
              .name(trail.name())
              .homeRegion(trail.region())
              .build());
    }
    return ListTrailsResponse.builder().trails(infos).build();
  }

  private static Trail describe(TrailRecord trail) {
    TrailSettings settings = trail.settings();
    return Trail.builder()
        .name(trail.name())
        .s3BucketName(settings.bucket())
        .s3KeyPrefix(settings.prefix())
        .snsTopicName(settings.topicName())
        .snsTopicARN(settings.topic())
        .includeGlobalServiceEvents(settings.globalEvents())
        .isMultiRegionTrail(settings.multiRegion())
        .homeRegion(trail.region())
        .trailARN(trail.arn())
        .logFileValidationEnabled(settings.validation())
        .cloudWatchLogsLogGroupArn(settings.logGroup())
        .cloudWatchLogsRoleArn(settings.logRole())
        .kmsKeyId(settings.kmsKey())
        .hasCustomEventSelectors(trail.customSelectors())
        .hasInsightSelectors(!trail.insights().isEmpty())
        .isOrganizationTrail(false)
        .recursiveLogging(settings.logsDeliveries())
        .build();
  }
}
