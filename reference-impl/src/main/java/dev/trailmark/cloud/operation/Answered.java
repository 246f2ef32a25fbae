package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.wire.WireResponse;

/**
 * A request that was answered, as the service that answered it is told.
 *
 * @param operation the operation's name
 * @param resource for S3 the bucket; {@code null} when the request names none
 * @param key for S3 the object's key; {@code null} when there is none
 * @param error what was refused; {@code null} for success
 * @param millis real milliseconds from the request's arrival to its answer
 */
public record Answered(
    Call call,
    String operation,
    String resource,
    String key,
    WireResponse response,
    ServiceException error,
    long millis) {}
