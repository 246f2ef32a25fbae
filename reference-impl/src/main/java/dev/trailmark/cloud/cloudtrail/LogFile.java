package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * A log file: its key and its content.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html">
 *     Getting and viewing your CloudTrail log files</a>
 */
final class LogFile {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final long STAMP_SECONDS = 300;

  private LogFile() {}

  /**
   * The file's key.
   *
   * @param folder the trail's folder, ending with {@code /}
   * @param delivered when; names carry the next full five minutes
   * @param suffix sixteen random letters and digits
   */
  static String key(TrailRecord trail, String folder, Instant delivered, String suffix) {
    Instant stamp =
        Instant.ofEpochSecond(
            Math.floorDiv(delivered.getEpochSecond() + STAMP_SECONDS - 1, STAMP_SECONDS)
                * STAMP_SECONDS);
    return folder
        + trail.region()
        + "/"
        + DAY.format(stamp)
        + "/"
        + trail.accountId()
        + "_CloudTrail_"
        + trail.region()
        + "_"
        + MINUTE.format(stamp)
        + "_"
        + suffix
        + ".json.gz";
  }

  /** The gzipped {@code {"Records":[…]}}, in one line. */
  static byte[] content(List<Event> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
    try (OutputStream gzip = new FastGzip(bytes)) {
      gzip.write("{\"Records\":[".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < events.size(); i++) {
        if (i > 0) {
          gzip.write(',');
        }
        gzip.write(events.get(i).record());
      }
      gzip.write("]}".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("a log in memory could not be written", e);
    }
    return bytes.toByteArray();
  }

  /** Level 1: level 6 costs several times the time for an eighth of the size. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(1);
    }
  }
}
