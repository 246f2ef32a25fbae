package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.WireRequest;
import java.util.Optional;

/**
 * What a request claims to be signed for, unproven: enough to route by.
 *
 * @param accessKeyId the claimed access key
 * @param region the scope's region; {@code null} for Signature Version 2, which has none
 * @param service the scope's service; {@code s3} for Signature Version 2, which S3 alone takes
 */
public record RequestScope(String accessKeyId, String region, String service) {

  /**
   * The claim of the Authorization header, else of the query; empty when there is none or it cannot
   * be read.
   */
  public static Optional<RequestScope> of(WireRequest request) {
    String authorization = request.header("authorization");
    if (authorization != null) {
      return ofHeader(authorization);
    }
    String query = request.rawQuery();
    if (query.isEmpty()) {
      return Optional.empty();
    }
    String credential = QueryParameters.first(query, "X-Amz-Credential");
    if (credential != null) {
      return ofCredential(credential);
    }
    String accessKeyId = QueryParameters.first(query, "AWSAccessKeyId");
    return accessKeyId != null && QueryParameters.first(query, "Signature") != null
        ? Optional.of(new RequestScope(accessKeyId, null, "s3"))
        : Optional.empty();
  }

  private static Optional<RequestScope> ofHeader(String authorization) {
    if (authorization.startsWith("AWS ")) {
      int colon = authorization.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new RequestScope(authorization.substring(4, colon).trim(), null, "s3"));
    }
    int start = authorization.indexOf("Credential=");
    if (!authorization.startsWith("AWS4-") || start < 0) {
      return Optional.empty();
    }
    start += "Credential=".length();
    int end = start;
    while (end < authorization.length() && !isSeparator(authorization.charAt(end))) {
      end++;
    }
    return ofCredential(authorization.substring(start, end));
  }

  private static boolean isSeparator(char c) {
    return c == ',' || c == ' ';
  }

  /** Reads {@code key/date/region/service/aws4_request}. */
  private static Optional<RequestScope> ofCredential(String credential) {
    int key = credential.indexOf('/');
    int date = credential.indexOf('/', key + 1);
    int region = credential.indexOf('/', date + 1);
    int service = credential.indexOf('/', region + 1);
    if (key < 0 || date < 0 || region < 0 || service < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new RequestScope(
            credential.substring(0, key),
            credential.substring(date + 1, region),
            credential.substring(region + 1, service)));
  }
}
