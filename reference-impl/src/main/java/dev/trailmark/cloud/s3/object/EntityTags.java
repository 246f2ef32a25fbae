package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.s3.integrity.BodyDigests;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** Entity tags in conditional headers; S3 takes them with and without quotes. */
public final class EntityTags {
  private EntityTags() {}

  /** The tag without its quotes; {@code null} stays. */
  public static String unquoted(String tag) {
    if (tag == null || tag.length() < 2 || !tag.startsWith("\"") || !tag.endsWith("\"")) {
      return tag;
    }
    return tag.substring(1, tag.length() - 1);
  }

  /** Whether a header's list of tags has this one, or is {@code *}. */
  static boolean matches(String header, String etag) {
    for (String tag : header.split(",")) {
      String trimmed = tag.trim();
      if (trimmed.equals("*") || unquoted(trimmed).equals(etag)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The tag of an object that was uploaded in parts: the MD5 of their tags, and how many they are.
   *
   * @param tags the parts' tags without quotes, in order
   */
  public static String ofParts(List<String> tags) {
    MessageDigest md5 = BodyDigests.md5();
    tags.forEach(tag -> md5.update(HexFormat.of().parseHex(tag)));
    return HexFormat.of().formatHex(md5.digest()) + "-" + tags.size();
  }
}
