package dev.trailmark.cloud.protocol;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the bucket in a Host header (virtual-hosted style): {@code BUCKET.s3.amazonaws.com}, {@code
 * BUCKET.s3.REGION.amazonaws.com}, {@code BUCKET.s3-REGION.amazonaws.com}, {@code
 * BUCKET.s3.dualstack.REGION.amazonaws.com}, and the same under {@code localhost}, where the {@code
 * s3} label may be missing; and {@code BUCKET.s3-accelerate.amazonaws.com} with its dual-stack form
 * for Transfer Acceleration, which no region's name goes with. Any other host is an endpoint for
 * path style.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration-getting-started.html"
 *     >Getting started with Transfer Acceleration</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">Virtual
 *     hosting of buckets</a>
 */
final class S3Host {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d+");
  private static final Pattern REGIONAL =
      Pattern.compile(
          "(?:^|\\.)s3(?:-fips)?(?:\\.dualstack)?[-.]([a-z]{2,4}(?:-[a-z]+)+-\\d+)"
              + "\\.(?:amazonaws\\.com|localhost)(?::\\d+)?$");

  private static final Pattern ACCELERATED =
      Pattern.compile(
          "(?:(.+)\\.)?s3-accelerate(?:\\.dualstack)?\\.(?:amazonaws\\.com|localhost)(?::\\d+)?");

  private static final List<String> DOMAINS = List.of(".amazonaws.com", ".localhost");

  private S3Host() {}

  /** The bucket that the host names, or {@code null} when it names none. */
  static String bucket(String hostAndPort) {
    Matcher accelerated = accelerated(hostAndPort);
    if (accelerated != null) {
      return accelerated.group(1);
    }
    String host = withoutPort(hostAndPort).toLowerCase(Locale.ROOT);
    for (String domain : DOMAINS) {
      if (host.endsWith(domain)) {
        String rest = host.substring(0, host.length() - domain.length());
        return bucketBefore(rest, domain.equals(".localhost"));
      }
    }
    return null;
  }

  /**
   * The region whose endpoint the host is; {@code null} when it names none, as {@code
   * s3.amazonaws.com} and the simulator's plain address do.
   */
  static String region(String hostAndPort) {
    String host = hostAndPort.toLowerCase(Locale.ROOT);
    Matcher regional = host.contains("s3") ? REGIONAL.matcher(host) : null;
    return regional != null && regional.find() ? regional.group(1) : null;
  }

  /** Whether the host is the endpoint of Transfer Acceleration, with a bucket or without. */
  static boolean isAccelerated(String hostAndPort) {
    return accelerated(hostAndPort) != null;
  }

  private static Matcher accelerated(String hostAndPort) {
    String host = hostAndPort.toLowerCase(Locale.ROOT);
    Matcher matcher = host.contains("s3-accelerate") ? ACCELERATED.matcher(host) : null;
    return matcher != null && matcher.matches() ? matcher : null;
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
  }

  /** Looks for the service's label from the right; what stands before it is the bucket. */
  private static String bucketBefore(String labels, boolean local) {
    int end = labels.length();
    int start = labels.lastIndexOf('.', end - 1) + 1;
    while (true) {
      String label = labels.substring(start, end);
      if (isService(label)) {
        return start == 0 ? null : labels.substring(0, start - 1);
      }
      if (start == 0 || !(label.equals("dualstack") || REGION.matcher(label).matches())) {
        return local && !labels.isEmpty() ? labels : null;
      }
      end = start - 1;
      start = labels.lastIndexOf('.', end - 1) + 1;
    }
  }

  private static boolean isService(String label) {
    return label.equals("s3")
        || label.equals("s3-fips")
        || label.startsWith("s3-") && REGION.matcher(label.substring(3)).matches();
  }
}
