package dev.trailmark.cloud.kms.model;

import dev.trailmark.cloud.store.Ids;

/**
 * The form of key ids: a UUID in lower case, or {@code mrk-} and 32 hexadecimal digits. Checked by
 * hand, since every call that names a key passes here.
 */
public final class KeyIds {
  private static final int UUID_LENGTH = 36;
  private static final String MULTI_REGION = "mrk-";

  private KeyIds() {}

  /** A new multi-Region key's id. */
  static String multiRegion(Ids ids) {
    return MULTI_REGION + ids.hex(UUID_LENGTH - MULTI_REGION.length());
  }

  /** Whether a text has the form of a key id. */
  public static boolean isKeyId(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    boolean multiRegion = text.startsWith(MULTI_REGION);
    for (int i = multiRegion ? MULTI_REGION.length() : 0; i < UUID_LENGTH; i++) {
      boolean dash = !multiRegion && (i == 8 || i == 13 || i == 18 || i == 23);
      if (dash ? text.charAt(i) != '-' : !isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHexDigit(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }
}
