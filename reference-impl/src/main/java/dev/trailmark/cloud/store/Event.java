package dev.trailmark.cloud.store;

import java.time.Instant;
import java.util.List;

/**
 * One CloudTrail event on its way into the history: the finished record and what it is found by.
 *
 * @param accountId the account that receives it ({@code recipientAccountId})
 * @param region the region it is logged in
 * @param time the event's time
 * @param id the event id, a UUID
 * @param name the event name
 * @param source the event source, such as {@code kms.amazonaws.com}
 * @param username what LookupEvents reports as Username; {@code null} when there is none
 * @param accessKeyId the caller's access key id; {@code null} when there is none
 * @param readOnly whether the call could not change anything
 * @param management {@code true} for management events, {@code false} for data events
 * @param resources what the event touched
 * @param record the record's JSON object, UTF-8
 */
public record Event(
    String accountId,
    String region,
    Instant time,
    String id,
    String name,
    String source,
    String username,
    String accessKeyId,
    boolean readOnly,
    boolean management,
    List<Resource> resources,
    byte[] record) {

  /** A resource by CloudFormation type and, as LookupEvents names it, name or ARN. */
  public record Resource(String type, String name) {}
}
