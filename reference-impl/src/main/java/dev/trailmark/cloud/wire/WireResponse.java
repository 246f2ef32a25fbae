package dev.trailmark.cloud.wire;

/**
 * One HTTP response.
 *
 * @param status the HTTP status
 * @param headers the header fields, without Content-Length and Date, which {@code http} adds
 * @param body the body
 */
public record WireResponse(int status, Headers headers, ResponseBody body) {}
