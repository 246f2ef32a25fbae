package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Protocol;
import dev.trailmark.cloud.operation.SdkModel;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.policy.Decision;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/**
 * AWS CloudTrail. Its operations are in {@link TrailTable}.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Operations.html">
 *     CloudTrail's operations</a>
 */
public final class CloudTrailService implements Service {
  /** The principal that delivers logs. */
  static final String DNS_NAME = "cloudtrail.amazonaws.com";

  private final List<Operation<?, ?>> operations = TrailTable.rows();
  private final Upkeep insights;
  private final Upkeep digests;

  /** CloudTrail with digests of an hour each, and Insights after 36 hours of history. */
  public CloudTrailService() {
    this(Duration.ofHours(1), Insights.WARM_UP);
  }

  /**
   * CloudTrail.
   *
   * @param digestInterval how much time each digest covers, in whole seconds; an hour at AWS
   * @param insightWarmUp how long a region's events must reach back before anything is unusual; up
   *     to 36 hours at AWS
   */
  public CloudTrailService(Duration digestInterval, Duration insightWarmUp) {
    this.insights = new Insights(insightWarmUp);
    this.digests = new Digests(digestInterval);
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
  public Upkeep upkeep() {
    return here -> {
      insights.run(here);
      digests.run(here);
    };
  }

  /** Actions on no trail in particular are refused without a resource, unlike KMS's. */
  @Override
  public ServiceException denied(Call call, AccessCheck check, Decision decision) {
    String resource = check.resource().equals("*") ? "" : " on resource: " + check.resource();
    return CloudTrailError.ACCESS_DENIED.because(
        "User: %s is not authorized to perform: %s%s %s",
        call.caller().principal().arn(), check.action(), resource, decision.reason(check.action()));
  }

  @Override
  public ServiceException invalid(String message) {
    return CloudTrailError.VALIDATION.because("%s", message);
  }
}
