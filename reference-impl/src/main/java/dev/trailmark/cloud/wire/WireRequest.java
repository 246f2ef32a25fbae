package dev.trailmark.cloud.wire;

/**
 * One HTTP request, undecoded.
 *
 * @param method upper case, as sent
 * @param rawPath the path exactly as sent (percent-encoding untouched), beginning with {@code /}
 * @param rawQuery the query exactly as sent without its {@code ?}; empty when there is none
 * @param headers the header fields; {@code Host} is among them
 * @param body the body as it arrived
 * @param remoteAddress the peer's IP address, the value of {@code aws:SourceIp}
 * @param tls the TLS connection's parameters; {@code null} on plain HTTP
 */
public record WireRequest(
    String method,
    String rawPath,
    String rawQuery,
    Headers headers,
    RequestBody body,
    String remoteAddress,
    TlsInfo tls) {

  /**
   * What was negotiated on a TLS connection, as CloudTrail's {@code tlsDetails} names it.
   *
   * @param version such as {@code TLSv1.3}
   * @param cipherSuite such as {@code TLS_AES_128_GCM_SHA256}
   */
  public record TlsInfo(String version, String cipherSuite) {}

  /** The first value of a header, or {@code null}. */
  public String header(String name) {
    return headers.first(name);
  }

  /** The Host header, or an empty string. */
  public String host() {
    String host = headers.first("host");
    return host == null ? "" : host;
  }
}
