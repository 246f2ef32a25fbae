package dev.trailmark.cloud.record;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A call that has been answered, or refused.
 *
 * @param input the decoded request; {@code null} when it could not be decoded
 * @param output the response; {@code null} when the call failed
 * @param error what the client is told; {@code null} when the call succeeded
 * @param recipients the accounts that receive a record, the caller's first
 * @param bytesOut length of the response's body
 */
public record Occurrence(
    Call call,
    Service service,
    Operation<?, ?> operation,
    SdkPojo input,
    SdkPojo output,
    ServiceException error,
    List<String> recipients,
    long bytesOut) {}
