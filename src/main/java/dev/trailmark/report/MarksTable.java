package dev.trailmark.report;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Points;
import dev.trailmark.marks.Total;
import dev.trailmark.report.format.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Marks for people: a table with a row per student and a column per task, and below it every check
 * that did not pass, with what was expected, what was found, and a hint. Points that nothing is
 * known about are shown as {@code +5?}.
 */
public final class MarksTable {
  /** Of more students than that, every failed check would bury the table. */
  private static final int MOST_IN_FULL = 20;

  private MarksTable() {}

  /** The table and the remarks below it, as lines of plain text. */
  public static List<String> lines(GradeBook book) {
    List<String> lines = new ArrayList<>();
    Set<String> doubles = doubles(book);
    lines.addAll(align(rows(book, doubles)));
    if (book.grades().size() <= MOST_IN_FULL) {
      for (Grade grade : book.grades()) {
        lines.addAll(remarks(grade, name(grade, doubles)));
      }
      lines.addAll(flags(book.flags(), true));
      return lines;
    }
    for (Grade grade : book.grades()) {
      if (grade.problem().isPresent()) {
        lines.addAll(remarks(grade, name(grade, doubles)));
      }
    }
    lines.addAll(flags(book.flags(), false));
    lines.addAll(List.of("", "Every check that did not pass, and its hint, is with the marks."));
    return lines;
  }

  /** The names that more than one student has. */
  private static Set<String> doubles(GradeBook book) {
    Set<String> seen = new HashSet<>();
    return book.grades().stream()
        .map(Grade::student)
        .filter(name -> !seen.add(name))
        .collect(Collectors.toSet());
  }

  private static String name(Grade grade, Set<String> doubles) {
    return doubles.contains(grade.student())
        ? "%s (%s)".formatted(grade.student(), grade.id())
        : grade.student();
  }

  private static List<String> flags(List<Flag> flags, boolean whole) {
    List<String> lines = new ArrayList<>();
    if (!flags.isEmpty()) {
      lines.addAll(List.of("", "For a person to look at (no mark is changed by it):"));
    }
    int shown = whole ? flags.size() : Math.min(MOST_IN_FULL, flags.size());
    for (Flag flag : flags.subList(0, shown)) {
      lines.add(
          "  %s: %s: %s".formatted(String.join(", ", flag.students()), flag.kind(), flag.what()));
      if (whole) {
        flag.places().forEach(place -> add(lines, "where", place));
      }
    }
    if (shown < flags.size()) {
      lines.add("  and %d more".formatted(flags.size() - shown));
    }
    return lines;
  }

  private static List<List<String>> rows(GradeBook book, Set<String> doubles) {
    Set<String> tasks = book.rubric().tasks();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("Student"));
    tasks.forEach(task -> head.add(Words.task(task)));
    if (book.rubric().maximum().signum() > 0) {
      head.add("Total");
    }
    rows.add(head);
    for (Grade grade : book.grades()) {
      List<String> row = new ArrayList<>(List.of(name(grade, doubles)));
      Map<String, List<Check>> byTask = grade.byTask();
      for (String task : tasks) {
        row.add(marks(byTask.getOrDefault(task, List.of())));
      }
      if (book.rubric().maximum().signum() > 0) {
        row.add(Words.brief(grade.total()));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Points, or how many checks passed where there is nothing to earn. */
  private static String marks(List<Check> checks) {
    return checks.stream().anyMatch(check -> check.item().points().signum() > 0)
        ? Words.brief(Total.of(checks))
        : count(checks, Outcome.PASS)
            + open(count(checks, Outcome.INDETERMINATE))
            + "/"
            + checks.size();
  }

  private static String open(String what) {
    return what.equals("0") ? "" : "+" + what + "?";
  }

  private static String count(List<Check> checks, Outcome outcome) {
    return Long.toString(checks.stream().filter(check -> check.outcome() == outcome).count());
  }

  private static List<String> align(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(padRight(row.get(0), widths[0]));
      for (int i = 1; i < columns; i++) {
        line.append("  ").append(padLeft(row.get(i), widths[i]));
      }
      lines.add(line.toString());
      if (lines.size() == 1) {
        lines.add("-".repeat(line.length()));
      }
    }
    return lines;
  }

  private static String padRight(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String padLeft(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  private static List<String> remarks(Grade grade, String student) {
    List<String> lines = new ArrayList<>();
    if (grade.problem().isPresent()) {
      lines.add("");
      lines.add(student + ": not graded: " + grade.problem().get());
      return lines;
    }
    for (Check check : grade.checks()) {
      if (check.outcome() == Outcome.FAIL) {
        lines.addAll(failure(check));
      }
    }
    lines.addAll(openChecks(grade));
    for (Total.Adjustment each : grade.total().adjustments()) {
      lines.add("  %s: %s points".formatted(each.reason(), Points.text(each.points())));
    }
    for (String weakness : grade.weaknesses()) {
      lines.add("  note: " + weakness);
    }
    if (!lines.isEmpty()) {
      lines.addAll(0, List.of("", student + ":"));
    }
    return lines;
  }

  private static List<String> failure(Check check) {
    List<String> lines = new ArrayList<>();
    lines.add("  " + name(check) + " (failed" + points(check.item().points()) + ")");
    add(lines, "blocked by", check.blockedBy().orElse(""));
    add(lines, "expected", check.expected());
    add(lines, "found", check.found());
    add(lines, "where", check.where());
    add(lines, "hint", check.hint());
    return lines;
  }

  /** Open checks under their reason: one fault of the target leaves many of them open. */
  private static List<String> openChecks(Grade grade) {
    Map<String, List<Check>> byReason = new LinkedHashMap<>();
    for (Check check : grade.checks()) {
      if (check.outcome() == Outcome.INDETERMINATE) {
        byReason.computeIfAbsent(check.found(), reason -> new ArrayList<>()).add(check);
      }
    }
    List<String> lines = new ArrayList<>();
    byReason.forEach(
        (reason, checks) -> {
          lines.add("  Indeterminate: " + reason);
          add(lines, "hint", checks.get(0).hint());
          checks.forEach(
              check -> lines.add("      " + name(check) + points(check.item().points())));
        });
    return lines;
  }

  private static String name(Check check) {
    String task = check.item().task();
    return (task.isEmpty() ? "" : Words.task(task) + ": ") + check.item().name();
  }

  private static String points(BigDecimal points) {
    return points.signum() == 0 ? "" : ", " + Points.text(points) + " points";
  }

  private static void add(List<String> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add("      " + name + ": " + value);
    }
  }
}
