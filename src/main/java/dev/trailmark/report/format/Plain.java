package dev.trailmark.report.format;

import java.util.regex.Pattern;

/** Text of others made fit to be shown: on one line, without what is invisible, not too long. */
public final class Plain {
  /** Controls, and the marks that turn the direction of text around and can disguise it. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\u200B-\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]*@");

  private Plain() {}

  /** The text on one line. */
  public static String line(String text) {
    return isLine(text) ? text : madeLine(text);
  }

  /** Most texts are one line of ASCII, which is seen faster than it is made. */
  private static boolean isLine(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each < ' ' || each > '~' || (each == ' ' && before == ' ')) {
        return false;
      }
      before = each;
    }
    return text.isEmpty() || before != ' ';
  }

  private static String madeLine(String text) {
    String spaced = SPACE.matcher(text).replaceAll(" ");
    return INVISIBLE.matcher(spaced).replaceAll("").strip();
  }

  /** The text on one line of that many characters at most; what is cut off leaves a mark. */
  public static String line(String text, int most) {
    String line = line(text);
    if (line.length() <= most) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(most - 1)) ? most - 1 : most;
    return line.substring(0, end) + " …";
  }

  /** The text without what XML 1.0 cannot hold in any form; a mark stands in its place. */
  public static String xml(String text) {
    return NOT_XML.matcher(text).replaceAll("\uFFFD");
  }

  /** The text without the user's name and password that URLs may carry before the host. */
  public static String withoutUserInfo(String text) {
    return USER_INFO.matcher(text).replaceAll("");
  }
}
