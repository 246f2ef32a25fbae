package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.WireRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the X-Amz-… parameters of a presigned URL. S3 wants all of them; the other services do
 * without X-Amz-Expires, and then their window for clock skew bounds the URL.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Authenticating
 *     requests: using query parameters</a>
 */
final class QueryClaim {
  private static final long LONGEST = 604_800;
  private static final String[] REQUIRED = {
    "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"
  };

  private QueryClaim() {}

  /** Whether a query claims to carry a Version 4 signature, complete or not. */
  static boolean isPresent(String query) {
    return query.contains("X-Amz-")
        && (QueryParameters.first(query, "X-Amz-Algorithm") != null
            || QueryParameters.first(query, "X-Amz-Signature") != null
            || QueryParameters.first(query, "X-Amz-Credential") != null);
  }

  static Claim read(WireRequest request, boolean s3, Faults faults) throws AuthFailure {
    String query = request.rawQuery();
    String[] values = new String[REQUIRED.length];
    List<String> missing = new ArrayList<>(0);
    for (int i = 0; i < REQUIRED.length; i++) {
      values[i] = QueryParameters.first(query, REQUIRED[i]);
      if (values[i] == null) {
        missing.add(REQUIRED[i]);
      }
    }
    String expires = QueryParameters.first(query, "X-Amz-Expires");
    if (expires == null && s3) {
      missing.add("X-Amz-Expires");
    }
    if (!missing.isEmpty()) {
      throw faults.missingParameters(missing);
    }
    if (!values[0].equals(HeaderClaim.ALGORITHM)) {
      throw faults.unsupportedAlgorithm(Scheme.QUERY, values[0]);
    }
    return claim(request, values, expires, faults);
  }

  private static Claim claim(WireRequest request, String[] values, String expires, Faults faults)
      throws AuthFailure {
    String token = QueryParameters.first(request.rawQuery(), "X-Amz-Security-Token");
    Scope scope = Scope.read(values[1], Scheme.QUERY, faults);
    long signedAt = Timestamps.basic(values[4]);
    if (signedAt == Timestamps.UNREADABLE) {
      throw faults.missingDate(Scheme.QUERY, values[4], null);
    }
    return new Claim(
        Scheme.QUERY,
        scope,
        values[3],
        values[2],
        values[4],
        values[4],
        signedAt,
        expires == null ? -1 : seconds(expires, faults),
        token != null ? token : request.header("x-amz-security-token"));
  }

  private static long seconds(String expires, Faults faults) throws AuthFailure {
    try {
      long seconds = Long.parseLong(expires);
      if (seconds >= 0 && seconds <= LONGEST) {
        return seconds;
      }
    } catch (NumberFormatException e) {
      // Answered below like a number out of range; the wording tells them apart.
    }
    throw faults.invalidExpires(expires);
  }
}
