package dev.trailmark.cloud.cloudtrail;

import static dev.trailmark.cloud.operation.Constraint.required;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.SdkModel;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.TrailRule;
import dev.trailmark.cloud.policy.Decision;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.DeleteTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusRequest;
import software.amazon.awssdk.services.cloudtrail.model.ListTrailsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.StartLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.StopLoggingRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;

/** CloudTrail's table of operations. */
public final class CloudTrailService implements Service {
  /** The principal that delivers logs. */
  static final String DNS_NAME = "cloudtrail.amazonaws.com";

  private final Trails trails = new Trails();
  private final Selectors selectors = new Selectors();
  private final Logging logging = new Logging();
  private final Lookups lookups = new Lookups();
  private final List<Operation<?, ?>> operations =
      List.of(
          Operation.of("CreateTrail", CreateTrailRequest::builder, trails::create)
              .access(onTrail("CreateTrail", CreateTrailRequest::name))
              .constrain(required("Name"), required("S3BucketName"))
              .honours(
                  "Name",
                  "S3BucketName",
                  "S3KeyPrefix",
                  "IncludeGlobalServiceEvents",
                  "IsMultiRegionTrail",
                  "EnableLogFileValidation",
                  "KmsKeyId",
                  "IsOrganizationTrail")
              .trail(TrailRule.write())
              .onWorker()
              .build(),
          Operation.of("UpdateTrail", UpdateTrailRequest::builder, trails::update)
              .access(onTrail("UpdateTrail", UpdateTrailRequest::name))
              .constrain(required("Name"))
              .honours(
                  "Name",
                  "S3BucketName",
                  "S3KeyPrefix",
                  "IncludeGlobalServiceEvents",
                  "IsMultiRegionTrail",
                  "EnableLogFileValidation",
                  "KmsKeyId",
                  "IsOrganizationTrail")
              .trail(TrailRule.write())
              .onWorker()
              .build(),
          Operation.of("DeleteTrail", DeleteTrailRequest::builder, trails::delete)
              .access(onTrail("DeleteTrail", DeleteTrailRequest::name))
              .constrain(required("Name"))
              .honours("Name")
              .trail(withoutResponse())
              .build(),
          Operation.of("GetTrail", GetTrailRequest::builder, trails::get)
              .access(onTrail("GetTrail", GetTrailRequest::name))
              .constrain(required("Name"))
              .honours("Name")
              .build(),
          Operation.of("DescribeTrails", DescribeTrailsRequest::builder, trails::describeAll)
              .access(onAny("DescribeTrails"))
              .honours("trailNameList", "includeShadowTrails")
              .build(),
          Operation.of("ListTrails", ListTrailsRequest::builder, trails::list)
              .access(onAny("ListTrails"))
              .build(),
          Operation.of("StartLogging", StartLoggingRequest::builder, logging::start)
              .access(onTrail("StartLogging", StartLoggingRequest::name))
              .constrain(required("Name"))
              .honours("Name")
              .trail(withoutResponse())
              .onWorker()
              .build(),
          Operation.of("StopLogging", StopLoggingRequest::builder, logging::stop)
              .access(onTrail("StopLogging", StopLoggingRequest::name))
              .constrain(required("Name"))
              .honours("Name")
              .trail(withoutResponse())
              .onWorker()
              .build(),
          Operation.of("GetTrailStatus", GetTrailStatusRequest::builder, logging::status)
              .access(onTrail("GetTrailStatus", GetTrailStatusRequest::name))
              .constrain(required("Name"))
              .honours("Name")
              .build(),
          Operation.of("PutEventSelectors", PutEventSelectorsRequest::builder, selectors::put)
              .access(onTrail("PutEventSelectors", PutEventSelectorsRequest::trailName))
              .constrain(required("TrailName"))
              .honours("TrailName", "EventSelectors")
              .trail(TrailRule.write())
              .build(),
          Operation.of("GetEventSelectors", GetEventSelectorsRequest::builder, selectors::get)
              .access(onTrail("GetEventSelectors", GetEventSelectorsRequest::trailName))
              .constrain(required("TrailName"))
              .honours("TrailName")
              .build(),
          Operation.of(
                  "PutInsightSelectors",
                  PutInsightSelectorsRequest::builder,
                  selectors::putInsights)
              .access(onTrail("PutInsightSelectors", PutInsightSelectorsRequest::trailName))
              .constrain(required("TrailName"), required("InsightSelectors"))
              .honours("TrailName", "InsightSelectors")
              .trail(TrailRule.write())
              .build(),
          Operation.of(
                  "GetInsightSelectors",
                  GetInsightSelectorsRequest::builder,
                  selectors::getInsights)
              .access(onTrail("GetInsightSelectors", GetInsightSelectorsRequest::trailName))
              .constrain(required("TrailName"))
              .honours("TrailName")
              .build(),
          Operation.of("LookupEvents", LookupEventsRequest::builder, lookups::lookup)
              .access(onAny("LookupEvents"))
              .honours("LookupAttributes", "StartTime", "EndTime", "MaxResults", "NextToken")
              .onWorker()
              .build());

  private static <I> Operation.Access<I> onTrail(String name, Function<I, String> trail) {
    String action = "cloudtrail:" + name;
    return (call, input) ->
        List.of(
            AccessCheck.on(action, TrailLookup.arn(call, trail.apply(input)), call.accountId()));
  }

  private static <I> Operation.Access<I> onAny(String name) {
    String action = "cloudtrail:" + name;
    return (call, input) -> List.of(AccessCheck.onAny(action, call.accountId()));
  }

  private static <I, O> TrailRule<I, O> withoutResponse() {
    return TrailRule.<I, O>write().withoutResponse();
  }

  @Override
  public String name() {
    return "cloudtrail";
  }

  @Override
  public Protocol protocol() {
    return Protocol.json(
        "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101", "CloudTrail_20131101");
  }

  @Override
  public List<Operation<?, ?>> operations() {
    return operations;
  }

  @Override
  public Collection<String> modelled() {
    return SdkModel.operationsOf(CloudTrailClient.class);
  }

  @Override
  public ServiceException denied(Call call, AccessCheck check, Decision decision) {
    return CloudTrailError.ACCESS_DENIED.because(
        "User: %s is not authorized to perform: %s on resource: %s %s",
        call.caller().principal().arn(),
        check.action(),
        check.resource(),
        decision.reason(check.action()));
  }

  @Override
  public ServiceException invalid(String message) {
    return CloudTrailError.VALIDATION.because("%s", message);
  }
}
