package dev.trailmark.cloud.cloudtrail;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.AddTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListInsightsMetricDataRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListPublicKeysRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.RemoveTagsRequest;
import software.amazon.awssdk.services.cloudtrail.model.StartLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.StopLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;

/** CloudTrail's table of operations. */
final class TrailTable {
  private static final Trails TRAILS = new Trails();
  private static final TrailViews VIEWS = new TrailViews();
  private static final TrailTags TAGS = new TrailTags();
  private static final Selectors SELECTORS = new Selectors();
  private static final InsightSelectors INSIGHTS = new InsightSelectors();
  private static final Logging LOGGING = new Logging();
  private static final PublicKeys KEYS = new PublicKeys();
  private static final Lookups LOOKUPS = new Lookups();
  private static final InsightMetrics METRICS = new InsightMetrics();

  /** What is said of a trail when it is created or changed. */
  private static final String[] SETTINGS = {
    "Name",
    "S3BucketName",
    "S3KeyPrefix",
    "IncludeGlobalServiceEvents",
    "IsMultiRegionTrail",
    "EnableLogFileValidation",
    "SnsTopicName",
    "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn",
    "KmsKeyId",
    "IsOrganizationTrail",
    "RecursiveLogging"
  };

  private TrailTable() {}

  static List<Operation<?, ?>> rows() {
    return Stream.of(trails(), tags(), logging(), selectors()).flatMap(List::stream).toList();
  }

  /** Trails themselves. */
  private static List<Operation<?, ?>> trails() {
    return List.of(
        Operation.of("CreateTrail", CreateTrailRequest::builder, TRAILS::create)
            .access(onTrail("CreateTrail", CreateTrailRequest::name))
            .constrain(required("Name"), required("S3BucketName"))
            .honours(
                Stream.concat(Stream.of(SETTINGS), Stream.of("TagsList")).toArray(String[]::new))
            .trail(TrailRule.write())
            .onWorker()
            .build(),
        Operation.of("UpdateTrail", UpdateTrailRequest::builder, TRAILS::update)
            .access(onTrail("UpdateTrail", UpdateTrailRequest::name))
            .constrain(required("Name"))
            .honours(SETTINGS)
            .trail(TrailRule.write())
            .onWorker()
            .build(),
        Operation.of("DeleteTrail", DeleteTrailRequest::builder, TRAILS::delete)
            .access(onTrail("DeleteTrail", DeleteTrailRequest::name))
            .constrain(required("Name"))
            .honours("Name")
            .trail(withoutResponse())
            .onWorker()
            .build(),
        Operation.of("GetTrail", GetTrailRequest::builder, VIEWS::get)
            .access(onTrail("GetTrail", GetTrailRequest::name))
            .constrain(required("Name"))
            .honours("Name")
            .build(),
        Operation.of("DescribeTrails", DescribeTrailsRequest::builder, VIEWS::describeAll)
            .access(onAny("DescribeTrails"))
            .honours("trailNameList", "includeShadowTrails")
            .build(),
        Operation.of("ListTrails", ListTrailsRequest::builder, VIEWS::list)
            .access(onAny("ListTrails"))
            .build());
  }

  /** Whether a trail logs, and what was logged. */
  private static List<Operation<?, ?>> logging() {
    return List.of(
        Operation.of("StartLogging", StartLoggingRequest::builder, LOGGING::start)
            .access(onTrail("StartLogging", StartLoggingRequest::name))
            .constrain(required("Name"))
            .honours("Name")
            .trail(withoutResponse())
            .onWorker()
            .build(),
        Operation.of("StopLogging", StopLoggingRequest::builder, LOGGING::stop)
            .access(onTrail("StopLogging", StopLoggingRequest::name))
            .constrain(required("Name"))
            .honours("Name")
            .trail(withoutResponse())
            .onWorker()
            .build(),
        Operation.of("GetTrailStatus", GetTrailStatusRequest::builder, LOGGING::status)
            .access(onTrail("GetTrailStatus", GetTrailStatusRequest::name))
            .constrain(required("Name"))
            .honours("Name")
            .build(),
        Operation.of("ListPublicKeys", ListPublicKeysRequest::builder, KEYS::list)
            .access(onAny("ListPublicKeys"))
            .honours("StartTime", "EndTime", "NextToken")
            .onWorker()
            .build(),
        Operation.of("LookupEvents", LookupEventsRequest::builder, LOOKUPS::lookup)
            .access(onAny("LookupEvents"))
            .honours(
                "LookupAttributes",
                "StartTime",
                "EndTime",
                "MaxResults",
                "NextToken",
                "EventCategory")
            .onWorker()
            .build(),
        Operation.of(
                "ListInsightsMetricData", ListInsightsMetricDataRequest::builder, METRICS::list)
            .access(onAny("LookupEvents"))
            .constrain(required("EventSource"), required("EventName"), required("InsightType"))
            .honours(
                "EventSource",
                "EventName",
                "InsightType",
                "ErrorCode",
                "StartTime",
                "EndTime",
                "Period",
                "DataType",
                "MaxResults",
                "NextToken")
            .onWorker()
            .build());
  }

  /** Tags. */
  private static List<Operation<?, ?>> tags() {
    return List.of(
        Operation.of("AddTags", AddTagsRequest::builder, TAGS::add)
            .access(onTrail("AddTags", AddTagsRequest::resourceId))
            .constrain(required("ResourceId"), required("TagsList"))
            .honours("ResourceId", "TagsList")
            .trail(withoutResponse())
            .build(),
        Operation.of("RemoveTags", RemoveTagsRequest::builder, TAGS::remove)
            .access(onTrail("RemoveTags", RemoveTagsRequest::resourceId))
            .constrain(required("ResourceId"), required("TagsList"))
            .honours("ResourceId", "TagsList")
            .trail(withoutResponse())
            .build(),
        Operation.of("ListTags", ListTagsRequest::builder, TAGS::list)
            .access(
                (call, input) ->
                    input.resourceIdList().stream()
                        .map(arn -> AccessCheck.on("cloudtrail:ListTags", arn, call.accountId()))
                        .toList())
            .constrain(required("ResourceIdList"))
            .honours("ResourceIdList", "NextToken")
            .build());
  }

  /** What a trail logs. */
  private static List<Operation<?, ?>> selectors() {
    return List.of(
        Operation.of("PutEventSelectors", PutEventSelectorsRequest::builder, SELECTORS::put)
            .access(onTrail("PutEventSelectors", PutEventSelectorsRequest::trailName))
            .constrain(required("TrailName"))
            .honours("TrailName", "EventSelectors", "AdvancedEventSelectors")
            .trail(TrailRule.write())
            .build(),
        Operation.of("GetEventSelectors", GetEventSelectorsRequest::builder, SELECTORS::get)
            .access(onTrail("GetEventSelectors", GetEventSelectorsRequest::trailName))
            .constrain(required("TrailName"))
            .honours("TrailName")
            .build(),
        Operation.of("PutInsightSelectors", PutInsightSelectorsRequest::builder, INSIGHTS::put)
            .access(onTrail("PutInsightSelectors", PutInsightSelectorsRequest::trailName))
            .constrain(required("TrailName"), required("InsightSelectors"))
            .honours("TrailName", "InsightSelectors")
            .trail(TrailRule.write())
            .onWorker()
            .build(),
        Operation.of("GetInsightSelectors", GetInsightSelectorsRequest::builder, INSIGHTS::get)
            .access(onTrail("GetInsightSelectors", GetInsightSelectorsRequest::trailName))
            .constrain(required("TrailName"))
            .honours("TrailName")
            .build());
  }

  /** Lookups know the trail as the caller named it; a record of CloudTrail's lists no resources. */
  private static <I> Operation.Access<I> onTrail(String name, Function<I, String> trail) {
    String action = "cloudtrail:" + name;
    return (call, input) -> {
      String named = trail.apply(input);
      if (named != null) {
        call.trail().mention("AWS::CloudTrail::Trail", named);
      }
      return List.of(AccessCheck.on(action, TrailLookup.arn(call, named), call.accountId()));
    };
  }

  private static <I> Operation.Access<I> onAny(String name) {
    String action = "cloudtrail:" + name;
    return (call, input) -> List.of(AccessCheck.onAny(action, call.accountId()));
  }

  private static <I, O> TrailRule<I, O> withoutResponse() {
    return TrailRule.<I, O>write().withoutResponse();
  }
}
