package dev.trailmark.cloud.s3;

/** Entity tags in conditional headers; S3 takes them with and without quotes. */
final class EntityTags {
  private EntityTags() {}

  /** The tag without its quotes; {@code null} stays. */
  static String unquoted(String tag) {
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
}
