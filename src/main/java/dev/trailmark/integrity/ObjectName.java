package dev.trailmark.integrity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the key of an object that CloudTrail delivered says (User Guide, "Finding your CloudTrail
 * log files" and "CloudTrail digest file structure").
 *
 * @param kind log, digest, or digest made afterwards
 * @param folder what precedes {@code AWSLogs/}; empty or ending with a slash
 * @param account the 12-digit account, with the organization's folder before it where there is one
 * @param region the region whose events it holds
 * @param trail the trail's name and home region, {@code NAME_REGION}; empty for a log
 * @param time the end of a digest's hour; for a log the minute of delivery, rounded up to five
 */
public record ObjectName(
    Kind kind, String folder, String account, String region, String trail, Instant time) {

  /** What CloudTrail delivers. */
  public enum Kind {
    /** A log file. */
    LOG,
    /** A digest file of an hour. */
    DIGEST,
    /** A digest file that was made afterwards, for logs that came late. */
    BACKFILL_DIGEST
  }

  private static final String ACCOUNT = "(?<account>\\d{12})";
  private static final String REGION = "(?<region>[a-z]{2}(?:-[a-z]+)+-\\d)";

  private static final String LOG =
      ACCOUNT
          + "_CloudTrail_"
          + REGION
          + "_(?<time>\\d{8}T\\d{4}Z)_(?<unique>\\w+)\\.json(?:\\.gz)?";
  private static final String DIGEST =
      ACCOUNT
          + "_CloudTrail-Digest_"
          + REGION
          + "_(?<trail>[\\w.-]+_[a-z]{2}(?:-[a-z]+)+-\\d)_(?<time>\\d{8}T\\d{6}Z)"
          + "(?<backfill>_backfill)?\\.json(?:\\.gz)?";
  private static final Pattern LOG_FILE = Pattern.compile(LOG);
  private static final Pattern DIGEST_FILE = Pattern.compile(DIGEST);
  private static final Pattern FOLDERS =
      Pattern.compile(
          "(?<folder>(?:.*/)?)AWSLogs/(?<owner>(?:o-[a-z0-9]+/)?\\d{12})/"
              + "(?<kind>CloudTrail|CloudTrail-Digest)/(?<place>[a-z0-9-]+)/"
              + "\\d{4}/\\d{2}/\\d{2}/(?<file>[^/]+)");

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

  /** Reads the whole key of an object; empty when CloudTrail gives no such keys. */
  public static Optional<ObjectName> ofKey(String key) {
    Matcher folders = FOLDERS.matcher(key);
    if (!folders.matches()) {
      return Optional.empty();
    }
    boolean digest = folders.group("kind").equals("CloudTrail-Digest");
    return ofFile(folders.group("file"))
        .filter(name -> name.kind() == Kind.LOG ^ digest)
        .filter(name -> folders.group("owner").endsWith(name.account()))
        .filter(name -> name.region().equals(folders.group("place")))
        .map(name -> name.in(folders.group("folder"), folders.group("owner")));
  }

  /** Reads the name of a file without its folders; empty when CloudTrail gives no such names. */
  public static Optional<ObjectName> ofFile(String name) {
    Matcher log = LOG_FILE.matcher(name);
    if (log.matches()) {
      return of(log, Kind.LOG, "", MINUTES);
    }
    Matcher digest = DIGEST_FILE.matcher(name);
    if (!digest.matches()) {
      return Optional.empty();
    }
    Kind kind = digest.group("backfill") == null ? Kind.DIGEST : Kind.BACKFILL_DIGEST;
    return of(digest, kind, digest.group("trail"), SECONDS);
  }

  private static Optional<ObjectName> of(
      Matcher name, Kind kind, String trail, DateTimeFormatter form) {
    try {
      Instant time = LocalDateTime.parse(name.group("time"), form).toInstant(ZoneOffset.UTC);
      return Optional.of(
          new ObjectName(kind, "", name.group("account"), name.group("region"), trail, time));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private ObjectName in(String folder, String owner) {
    return new ObjectName(kind, folder, owner, region, trail, time);
  }

  /** Whether it is a digest of either kind. */
  public boolean digest() {
    return kind != Kind.LOG;
  }

  /** The digests that form one chain have this in common. */
  String chain() {
    return String.join(" ", kind.name(), folder, account, region, trail);
  }
}
