package dev.trailmark.cloud.auth;

import dev.trailmark.cloud.wire.Headers;
import dev.trailmark.cloud.wire.WireRequest;

/**
 * The canonical request of Signature Version 4: method, path, query, signed headers, their names,
 * and the payload's hash, a line each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class CanonicalRequest {

  private CanonicalRequest() {}

  /**
   * Fills {@link Scratch#canonical}.
   *
   * @param payloadHash the last line
   */
  static void write(
      Scratch scratch, WireRequest request, Claim claim, boolean s3, String payloadHash) {
    Bytes out = scratch.canonical.reset();
    out.append(request.method()).append('\n');
    if (s3) {
      CanonicalPath.appendForS3(request.rawPath(), out);
    } else {
      CanonicalPath.appendNormalised(request.rawPath(), out);
    }
    out.append('\n');
    String except = claim.scheme() == Scheme.QUERY ? "X-Amz-Signature" : null;
    scratch.query.append(request.rawQuery(), except, out);
    out.append('\n');
    appendHeaders(request.headers(), claim.signedHeaders(), out);
    out.append('\n').append(claim.signedHeaders()).append('\n').append(payloadHash);
  }

  private static void appendHeaders(Headers headers, String signed, Bytes out) {
    int start = 0;
    while (start < signed.length()) {
      int end = signed.indexOf(';', start);
      end = end < 0 ? signed.length() : end;
      out.appendLowerCase(signed, start, end).append(':');
      appendValues(headers, signed, start, end, out);
      out.append('\n');
      start = end + 1;
    }
  }

  /** Appends all values of one header, in their order of arrival, joined by commas. */
  private static void appendValues(Headers headers, String signed, int start, int end, Bytes out) {
    boolean later = false;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (name.length() == end - start && name.regionMatches(true, 0, signed, start, end - start)) {
        if (later) {
          out.append(',');
        }
        out.appendFolded(headers.value(i));
        later = true;
      }
    }
  }
}
