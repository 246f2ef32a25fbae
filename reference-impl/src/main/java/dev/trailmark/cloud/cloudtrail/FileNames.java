package dev.trailmark.cloud.cloudtrail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What CloudTrail calls the objects that it delivers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html">
 *     Finding your CloudTrail log files</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html">
 *     CloudTrail digest file structure</a>
 */
final class FileNames {
  private static final DateTimeFormatter DAY = utc("yyyy/MM/dd");
  private static final DateTimeFormatter MINUTE = utc("yyyyMMdd'T'HHmm'Z'");
  private static final DateTimeFormatter SECOND = utc("yyyyMMdd'T'HHmmss'Z'");
  private static final long STAMP_SECONDS = 300;
  private static final String LOGS = "CloudTrail";
  private static final String DIGESTS = "CloudTrail-Digest";
  private static final String INSIGHTS = "CloudTrail-Insight";

  private FileNames() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** What the keys of the trail's logs begin with; also the marker's key. */
  static String logFolder(TrailRecord trail) {
    return folder(trail, LOGS);
  }

  /** What the keys of the trail's digests begin with; also the marker's key. */
  static String digestFolder(TrailRecord trail) {
    return folder(trail, DIGESTS);
  }

  /** What the keys of the trail's Insights events begin with; also the marker's key. */
  static String insightFolder(TrailRecord trail) {
    return folder(trail, INSIGHTS);
  }

  private static String folder(TrailRecord trail, String kind) {
    String prefix = trail.settings().prefix() == null ? "" : trail.settings().prefix() + "/";
    return prefix + "AWSLogs/" + trail.accountId() + "/" + kind + "/";
  }

  /**
   * A log file's key.
   *
   * @param region where its events are from
   * @param delivered when; names carry the next full five minutes
   * @param suffix sixteen random letters and digits
   */
  static String log(TrailRecord trail, String region, Instant delivered, String suffix) {
    Instant stamp =
        Instant.ofEpochSecond(
            Math.floorDiv(delivered.getEpochSecond() + STAMP_SECONDS - 1, STAMP_SECONDS)
                * STAMP_SECONDS);
    return begin(trail, LOGS, region, stamp) + MINUTE.format(stamp) + "_" + suffix + ".json.gz";
  }

  /**
   * The key of a file of Insights events. Unlike a log file's it carries the minute, not five, as
   * names from real buckets do ({@code
   * …_CloudTrail-Insight_ca-central-1_20200923T0516Z_….json.gz}).
   *
   * @param region where the events are from
   * @param delivered when
   * @param suffix sixteen random letters and digits
   */
  static String insight(TrailRecord trail, String region, Instant delivered, String suffix) {
    return begin(trail, INSIGHTS, region, delivered)
        + MINUTE.format(delivered)
        + "_"
        + suffix
        + ".json.gz";
  }

  /**
   * A digest's key.
   *
   * @param region where the events of its logs are from
   * @param end {@code digestEndTime}
   */
  static String digest(TrailRecord trail, String region, Instant end) {
    return begin(trail, DIGESTS, region, end)
        + trail.name()
        + "_"
        + trail.region()
        + "_"
        + SECOND.format(end)
        + ".json.gz";
  }

  /** The key of a digest of log files that came too late for the others. */
  static String backfill(TrailRecord trail, String region, Instant end) {
    return digest(trail, region, end).replaceFirst("\\.json\\.gz$", "_backfill.json.gz");
  }

  private static String begin(TrailRecord trail, String kind, String region, Instant stamp) {
    return folder(trail, kind)
        + region
        + "/"
        + DAY.format(stamp)
        + "/"
        + trail.accountId()
        + "_"
        + kind
        + "_"
        + region
        + "_";
  }
}
