package dev.trailmark.cloud.operation;

import java.util.List;

/**
 * How a service's requests and responses are written.
 *
 * @param style the wire protocol
 * @param targetPrefixes for JSON: what precedes the dot before the operation's name in {@code
 *     X-Amz-Target}, the first being the one that AWS documents
 * @param version for Query: the API version that {@code Version} must name
 * @param namespace for the XML protocols: the namespace of responses
 */
public record Protocol(Style style, List<String> targetPrefixes, String version, String namespace) {

  /** The wire protocols in use here. */
  public enum Style {
    /** AWS JSON 1.1. */
    JSON,
    /** Form-encoded requests, XML responses. */
    QUERY,
    /** S3's REST with XML bodies. */
    REST_XML
  }

  /** AWS JSON 1.1 with these target prefixes. */
  public static Protocol json(String... targetPrefixes) {
    return new Protocol(Style.JSON, List.of(targetPrefixes), null, null);
  }

  /** The Query protocol. */
  public static Protocol query(String version, String namespace) {
    return new Protocol(Style.QUERY, List.of(), version, namespace);
  }

  /** S3's REST-XML. */
  public static Protocol restXml(String namespace) {
    return new Protocol(Style.REST_XML, List.of(), null, namespace);
  }
}
