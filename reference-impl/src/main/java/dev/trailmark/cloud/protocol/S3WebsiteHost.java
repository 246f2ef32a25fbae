package dev.trailmark.cloud.protocol;

import dev.trailmark.cloud.wire.WireRequest;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the bucket in the Host header of a website: {@code BUCKET.s3-website-REGION.amazonaws.com},
 * {@code BUCKET.s3-website.REGION.amazonaws.com}, and the same under {@code localhost}, where the
 * region may be missing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html">Website
 *     endpoints</a>
 */
final class S3WebsiteHost {
  private static final Pattern HOST =
      Pattern.compile(
          "(.+)\\.s3-website([-.][a-z]{2,4}(-[a-z]+)+-\\d+)?\\.(amazonaws\\.com|localhost)(:\\d+)?");

  private S3WebsiteHost() {}

  /** Whether the request is a visit to a website. */
  static boolean isAddressed(WireRequest request) {
    return request.host().toLowerCase(Locale.ROOT).contains(".s3-website")
        && matcher(request).matches();
  }

  /** The page asked for; a visitor's query says nothing to S3. */
  static Route route(WireRequest request) {
    Matcher host = matcher(request);
    if (!host.matches()) {
      throw new IllegalArgumentException("no website: " + request.host());
    }
    String path = request.rawPath();
    String key = path.length() < 2 ? null : FormText.path(path.substring(1));
    return new Route("s3", "WebsiteGetObject", host.group(1), key, Map.of());
  }

  private static Matcher matcher(WireRequest request) {
    return HOST.matcher(request.host().toLowerCase(Locale.ROOT));
  }
}
