package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.wire.WireRequest;

/**
 * Who calls and how they proved it.
 *
 * @param principal the caller
 * @param signature {@code SigV4}, {@code SigV2}, or {@code null} when unsigned or made by a service
 * @param method {@code AuthHeader}, {@code QueryString}, or {@code null}
 * @param invokedBy the service that makes the call for the principal or by itself, as CloudTrail's
 *     {@code invokedBy} names it; {@code null} for a direct call
 * @param sourceIp the client's address; {@code null} when a service calls
 * @param userAgent the client's User-Agent header, or {@code null}
 * @param host the Host header as sent, or the name a service used; {@code null} when there is none
 * @param tls the client's TLS connection; {@code null} on plain HTTP and between services
 */
public record Caller(
    Principal principal,
    String signature,
    String method,
    String invokedBy,
    String sourceIp,
    String userAgent,
    String host,
    WireRequest.TlsInfo tls) {

  /** Whether a service makes the call, for someone or by itself. */
  public boolean isService() {
    return invokedBy != null;
  }

  /** The same caller with a service calling for it, as S3 does towards KMS. */
  public Caller through(String service) {
    return new Caller(principal, signature, method, service, null, null, null, null);
  }
}
