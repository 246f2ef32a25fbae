package dev.trailmark.cloud.operation;

/**
 * The endpoint of S3 that the Host header of a request names.
 *
 * @param region the region whose endpoint it is; {@code null} when the host names none
 * @param accelerated whether it is the endpoint of Transfer Acceleration
 * @param namesBucket whether the host names the bucket too (virtual-hosted style)
 */
public record Endpoint(String region, boolean accelerated, boolean namesBucket) {}
