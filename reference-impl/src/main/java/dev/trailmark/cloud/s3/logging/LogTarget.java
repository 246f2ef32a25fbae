package dev.trailmark.cloud.s3.logging;

import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.store.Ids;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.BucketLogsPermission;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.PartitionDateSource;
import software.amazon.awssdk.services.s3.model.TargetGrant;

/**
 * Where a bucket's logs go, and what the files are called.
 *
 * @param source the bucket whose requests are logged, as far as files tell
 * @param partitioned whether keys have the account, the Region, the bucket and the date as folders
 * @param byEvent whether the date is the requests', whose hours then do not count
 * @param grants who gets at the files beside the owner of the bucket
 */
record LogTarget(
    Source source,
    String bucket,
    String prefix,
    boolean partitioned,
    boolean byEvent,
    List<TargetGrant> grants) {
  private static final DateTimeFormatter NAME = format("yyyy-MM-dd-HH-mm-ss-");
  private static final DateTimeFormatter DAY = format("yyyy-MM-dd-00-00-00-");
  private static final DateTimeFormatter FOLDER = format("yyyy/MM/dd/");
  private static final int UNIQUE = 16;

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /**
   * A bucket whose requests are logged. All else of it may change while lines wait, and does not
   * make a file of its own.
   */
  record Source(String name, String account, String region) {}

  static LogTarget of(BucketRecord source, LoggingEnabled sent) {
    boolean partitioned =
        sent.targetObjectKeyFormat() != null
            && sent.targetObjectKeyFormat().partitionedPrefix() != null;
    boolean byEvent =
        partitioned
            && sent.targetObjectKeyFormat().partitionedPrefix().partitionDateSource()
                == PartitionDateSource.EVENT_TIME;
    return new LogTarget(
        new Source(source.name(), source.ownerAccount(), source.region()),
        sent.targetBucket(),
        sent.targetPrefix() == null ? "" : sent.targetPrefix(),
        partitioned,
        byEvent,
        List.copyOf(sent.targetGrants()));
  }

  /** The value of the grant header that gives a permission; {@code null} when nobody gets it. */
  String granted(BucketLogsPermission permission, String... ids) {
    List<String> grantees = new ArrayList<>();
    for (String id : ids) {
      grantees.add("id=\"" + id + "\"");
    }
    for (TargetGrant grant : grants) {
      if (grant.permission() == permission) {
        Grantee grantee = grant.grantee();
        grantees.add(
            grantee.id() == null ? "uri=\"" + grantee.uri() + "\"" : "id=\"" + grantee.id() + "\"");
      }
    }
    return grantees.isEmpty() ? null : String.join(",", grantees);
  }

  /**
   * The key of a new file.
   *
   * @param event when its first request was
   * @param now when it is delivered
   */
  String key(Instant event, Instant now, Ids ids) {
    Instant date = byEvent ? event : now;
    String folders =
        partitioned
            ? source.account()
                + "/"
                + source.region()
                + "/"
                + source.name()
                + "/"
                + FOLDER.format(date)
            : "";
    String name = (byEvent ? DAY : NAME).format(date);
    return prefix + folders + name + ids.hex(UNIQUE).toUpperCase(Locale.ROOT);
  }

  /** What goes into one file. */
  String batch(Instant event) {
    return byEvent ? DAY.format(event) : "";
  }
}
