package dev.trailmark.evidence.paper;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AWS's names for things, wherever they stand in a line. */
public final class Mentions {

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):(\\d{12})?:([^\\s\"'`)>\\],]+)");

  private static final Pattern KEY_ID =
      Pattern.compile(
          "(?<![0-9a-fA-F-])(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|mrk-[0-9a-f]{32})"
              + "(?![0-9a-fA-F-])");

  private static final String BUCKET = "([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])";
  private static final String KEY = "([^\\s\"'`<>)\\]?]+)";

  /** The bucket in the host's name; with a region, or without for us-east-1 of old. */
  private static final Pattern HOSTED =
      Pattern.compile(
          "https?://"
              + BUCKET
              + "\\.s3(?:[.-](?:dualstack\\.)?([a-z]{2}(?:-[a-z]+)+-\\d))?"
              + "\\.(?:amazonaws\\.com(?:\\.cn)?|localhost)(?::\\d+)?/"
              + KEY);

  private static final Pattern PATH =
      Pattern.compile(
          "https?://(?:s3(?:[.-](?:dualstack\\.)?([a-z]{2}(?:-[a-z]+)+-\\d))?\\.amazonaws\\.com(?:\\.cn)?"
              + "|(?:localhost|127\\.0\\.0\\.1)(?::\\d+)?)/"
              + BUCKET
              + "/"
              + KEY);

  private static final Pattern S3_URI = Pattern.compile("s3://" + BUCKET + "/" + KEY);

  private Mentions() {}

  /**
   * An ARN.
   *
   * @param text the whole of it
   * @param service such as {@code kms}
   * @param region empty where the service has none
   * @param account empty where the resource's name says enough
   * @param resource such as {@code key/…}
   */
  public record Arn(String text, String service, String region, String account, String resource) {}

  /**
   * The address of an object.
   *
   * @param text as it stands there
   * @param bucket the bucket
   * @param key the object's key, decoded
   * @param region empty where the address does not say
   */
  public record ObjectUrl(String text, String bucket, String key, String region) {

    @Override
    public String toString() {
      return text;
    }
  }

  /** The ARNs in a line. */
  public static List<Arn> arns(String line) {
    List<Arn> found = new ArrayList<>();
    Matcher matcher = ARN.matcher(line);
    while (matcher.find()) {
      String account = matcher.group(3) == null ? "" : matcher.group(3);
      found.add(
          new Arn(matcher.group(), matcher.group(1), matcher.group(2), account, matcher.group(4)));
    }
    return found;
  }

  /** What may be key IDs in a line, in lower case. */
  public static List<String> keyIds(String line) {
    List<String> found = new ArrayList<>();
    Matcher matcher = KEY_ID.matcher(line);
    while (matcher.find()) {
      found.add(matcher.group().toLowerCase(Locale.ROOT));
    }
    return found;
  }

  /** The addresses of objects in a line. */
  public static List<ObjectUrl> urls(String line) {
    List<ObjectUrl> found = new ArrayList<>();
    for (Matcher url = HOSTED.matcher(line); url.find(); ) {
      found.add(url(url, 1, 3, url.group(2)));
    }
    for (Matcher url = PATH.matcher(line); url.find(); ) {
      found.add(url(url, 2, 3, url.group(1)));
    }
    for (Matcher url = S3_URI.matcher(line); url.find(); ) {
      found.add(url(url, 1, 2, null));
    }
    return found;
  }

  private static ObjectUrl url(Matcher match, int bucket, int key, String region) {
    String path = match.group(key).replaceAll("[.,;:]+$", "");
    return new ObjectUrl(
        match.group(), match.group(bucket), decoded(path), region == null ? "" : region);
  }

  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return key;
    }
  }
}
