package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.s3.request.HeaderText;
import dev.trailmark.cloud.s3.request.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a website's visitors are sent instead of being given the object. It is kept among the
 * object's headers, since reads return it as one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html">Configuring
 *     a webpage redirect</a>
 */
public final class Redirects {
  /** The header of writes and reads. */
  public static final String HEADER = "x-amz-website-redirect-location";

  private static final int LONGEST = 2_048;

  private Redirects() {}

  /** Adds the location that a write asked for; {@code null} for none. */
  public static void put(Map<String, String> headers, String location) {
    if (location == null) {
      return;
    }
    boolean leads =
        location.startsWith("/")
            || location.startsWith("http://")
            || location.startsWith("https://");
    if (!leads) {
      throw S3Error.INVALID_REDIRECT.fail();
    }
    if (location.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw S3Error.INVALID_REDIRECT.because(
          "The length of website redirect location cannot exceed 2,048.");
    }
    headers.put(HEADER, HeaderText.require(HEADER, location));
  }
}
