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
  private final Upkeep digests;

  /** CloudTrail with digests of an hour each. */
  public CloudTrailService() {
    this(Duration.ofHours(1));
  }

  /**
   * CloudTrail.
   *
   * @param digestInterval how much time each digest covers, in whole seconds; an hour at AWS
   */
  public CloudTrailService(Duration digestInterval) {
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
    return digests;
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
