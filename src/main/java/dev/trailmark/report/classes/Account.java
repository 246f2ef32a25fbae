package dev.trailmark.report.classes;

import dev.trailmark.marks.Check;
import dev.trailmark.report.format.Plain;
import java.util.ArrayList;
import java.util.List;

/** What is to be said of a check that did not pass, as plain text. */
final class Account {
  private Account() {}

  /** A line for each part. */
  static String of(Check check) {
    List<String> lines = new ArrayList<>();
    check.blockedBy().ifPresent(cause -> add(lines, "Blocked by", cause));
    add(lines, "Expected", check.expected());
    add(lines, "Found", check.found());
    add(lines, "Where", check.where());
    add(lines, "Hint", check.hint());
    return String.join("\n", lines);
  }

  private static void add(List<String> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(name + ": " + Plain.line(value));
    }
  }
}
