package dev.trailmark.cloud.auth;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The canonical URI. S3 encodes its path once and leaves it as it is, so that keys may hold {@code
 * //} and {@code ..}; the other services remove dot segments, merge slashes and encode the already
 * encoded path again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
final class CanonicalPath {

  private CanonicalPath() {}

  /** Appends a raw path in S3's form; an escaped slash stays escaped, as its sender signed it. */
  static void appendForS3(String rawPath, Bytes out) {
    int i = 0;
    while (i < rawPath.length()) {
      char c = rawPath.charAt(i);
      int escaped = c == '%' ? QueryParameters.escape(rawPath, i, rawPath.length()) : -1;
      if (escaped >= 0) {
        out.appendEncoded(escaped);
        i += 3;
      } else {
        i += appendChar(rawPath, i, out);
      }
    }
  }

  /** Appends a raw path in the other services' form. */
  static void appendNormalised(String rawPath, Bytes out) {
    String path = isNormal(rawPath) ? rawPath : normalise(rawPath);
    int i = 0;
    while (i < path.length()) {
      i += appendChar(path, i, out);
    }
  }

  private static int appendChar(String path, int index, Bytes out) {
    if (path.charAt(index) == '/') {
      out.append('/');
      return 1;
    }
    return out.appendEncodedChar(path, index);
  }

  private static boolean isNormal(String path) {
    return path.indexOf("//") < 0 && path.indexOf("/.") < 0;
  }

  /**
   * Removes dot segments (RFC 3986, 5.2.4) and empty ones. Unlike there, only a path that was sent
   * with a slash at its end keeps one: AWS's signers agree on that.
   */
  private static String normalise(String path) {
    Deque<String> kept = new ArrayDeque<>();
    for (String segment : path.split("/")) {
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    String joined = "/" + String.join("/", kept);
    return path.endsWith("/") && !kept.isEmpty() ? joined + "/" : joined;
  }
}
