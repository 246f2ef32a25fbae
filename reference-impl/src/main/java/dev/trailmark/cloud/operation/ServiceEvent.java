package dev.trailmark.cloud.operation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that a service did of its own accord and that CloudTrail records as an {@code
 * AwsServiceEvent}, such as a key's rotation.
 *
 * @param account whose resource it was about
 * @param region where
 * @param name such as {@code RotateKey}
 * @param time when
 * @param resources what it was about
 * @param response {@code responseElements}; {@code null} for none
 * @param call whether it is recorded as a call ({@code AwsApiCall}) though nobody called
 * @param details {@code serviceEventDetails}; empty for none
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/non-api-aws-service-events.html">Non-API
 *     events captured by CloudTrail</a>
 */
public record ServiceEvent(
    String account,
    String region,
    String name,
    Instant time,
    List<TrailNotes.Resource> resources,
    Map<String, Object> response,
    boolean call,
    Map<String, Object> details) {

  /** Collections that can no longer be changed. */
  public ServiceEvent {
    resources = List.copyOf(resources);
  }

  /** The same with that answer. */
  public ServiceEvent answering(Map<String, Object> answer) {
    return new ServiceEvent(account, region, name, time, resources, answer, call, details);
  }

  /** The same, recorded as a call. */
  public ServiceEvent asCall() {
    return new ServiceEvent(account, region, name, time, resources, response, true, details);
  }
}
