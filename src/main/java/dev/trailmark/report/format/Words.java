package dev.trailmark.report.format;

import dev.trailmark.marks.Course;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Points;
import dev.trailmark.marks.Total;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words that all reports use for the same things. */
public final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  /** A task's title: {@code Task 4}, {@code Assessment}; {@code Checks} for what has no task. */
  public static String task(String task) {
    if (task.isEmpty()) {
      return "Checks";
    }
    return task.matches("\\d+")
        ? "Task " + task
        : Character.toUpperCase(task.charAt(0)) + task.substring(1);
  }

  /** What came of a check. */
  public static String outcome(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "passed";
      case FAIL -> "not passed";
      case INDETERMINATE -> "could not be checked";
    };
  }

  /** A time to the minute, in UTC. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** {@code 3 of 5 points}. */
  public static String points(BigDecimal score, BigDecimal maximum) {
    return "%s of %s %s"
        .formatted(
            Points.text(score),
            Points.text(maximum),
            maximum.compareTo(BigDecimal.ONE) == 0 ? "point" : "points");
  }

  /** {@code 12+5?/20}: the points, those that nothing is known about, and the maximum. */
  public static String brief(Total total) {
    return earned(total) + "/" + Points.text(total.maximum());
  }

  /** {@code 12+5?}: the points, and those that nothing is known about. */
  public static String earned(Total total) {
    return Points.text(total.score())
        + (total.open().signum() == 0 ? "" : "+" + Points.text(total.open()) + "?");
  }

  /** The text with a full stop, unless it ends in a mark of its own. */
  public static String sentence(String text) {
    return text.matches("(?s).*[.?!…]") ? text : text + ".";
  }

  /** What a course calls the lab. */
  public static String lab(Course course) {
    return course.name().isEmpty() ? "AWS lab" : course.name();
  }
}
