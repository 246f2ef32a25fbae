package dev.trailmark.cloud.protocol;

import java.util.Map;

/**
 * What a request addresses.
 *
 * @param service the service's signing name, such as {@code kms}
 * @param operation the operation's name; it may be one that is not implemented
 * @param bucket for S3: the bucket; {@code null} when the service itself is addressed
 * @param key for S3: the object's key; {@code null} when there is none
 * @param parameters the query's parameters, decoded, the first of each name; for the Query protocol
 *     those of the form too. A parameter without a value has the empty string.
 * @param labels for S3 Control: the variable parts of the path, decoded, by their names
 */
public record Route(
    String service,
    String operation,
    String bucket,
    String key,
    Map<String, String> parameters,
    Map<String, String> labels) {

  /** Without variable parts of a path other than bucket and key. */
  public Route(
      String service, String operation, String bucket, String key, Map<String, String> parameters) {
    this(service, operation, bucket, key, parameters, Map.of());
  }
}
