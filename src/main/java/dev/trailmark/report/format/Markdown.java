package dev.trailmark.report.format;

import java.util.regex.Pattern;

/**
 * Text of others put into Markdown so that it shows as it is: a student's words make no heading,
 * link, image, table cell or HTML.
 */
public final class Markdown {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~&!]");
  private static final Pattern TICKS = Pattern.compile("`+");
  private static final Pattern LIST_START = Pattern.compile("^(\\d+)([.)])|^([-+=])");

  private Markdown() {}

  /** Prose, on one line. */
  public static String text(String text) {
    String line = Plain.line(text);
    String escaped = SPECIAL.matcher(line).replaceAll("\\\\$0");
    return LIST_START.matcher(escaped).replaceAll("$1\\\\$2$3");
  }

  /** A value as code, on one line. */
  public static String code(String value) {
    String line = Plain.line(value);
    if (line.isEmpty()) {
      return "";
    }
    int longest =
        TICKS.matcher(line).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(longest + 1);
    String padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + padding + line + padding + fence;
  }

  /** A value as code within a table, where a bar would end the cell even in code. */
  public static String cellCode(String value) {
    return code(value).replace("|", "\\|");
  }
}
