package dev.trailmark.marks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What lateness costs.
 *
 * @param due when the work was due; empty when there is no such time
 * @param students other times for single students, by the short name of their submission
 * @param grace how much later costs nothing; what is later than that is late from the due time on
 * @param perDay percent of the earned points that each day begun takes away
 * @param cutOff how late is too late to earn anything; empty when nothing is
 */
public record Late(
    Optional<Instant> due,
    Map<String, Instant> students,
    Duration grace,
    BigDecimal perDay,
    Optional<Duration> cutOff) {

  /** Lateness costs nothing. */
  public static final Late NONE =
      new Late(Optional.empty(), Map.of(), Duration.ZERO, BigDecimal.ZERO, Optional.empty());

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /** A map that can no longer be changed. */
  public Late {
    students = Map.copyOf(students);
  }

  /** When a student's work was due: the course's word for this student, else the system's. */
  public Optional<Instant> due(String student, Handed handed) {
    return Optional.ofNullable(students.get(student)).or(handed::due).or(() -> due);
  }

  /** What lateness takes away from earned points; empty when nothing. */
  Optional<Total.Adjustment> penalty(String student, Handed handed, BigDecimal earned) {
    Optional<Instant> due = due(student, handed);
    if (due.isEmpty() || handed.at().isEmpty()) {
      return Optional.empty();
    }
    Duration late = Duration.between(due.get(), handed.at().get());
    if (late.compareTo(grace) <= 0) {
      return Optional.empty();
    }
    if (cutOff.filter(limit -> late.compareTo(limit) > 0).isPresent()) {
      return Optional.of(
          adjustment("handed in after the cut-off, " + days(cutOff.get()), earned.negate()));
    }
    long days = late.plusDays(1).minusNanos(1).toDays();
    BigDecimal percent = perDay.multiply(BigDecimal.valueOf(days)).min(ALL);
    return percent.signum() == 0
        ? Optional.empty()
        : Optional.of(
            adjustment(
                "%s late, %s %% a day".formatted(count(days), Points.text(perDay)),
                earned.multiply(percent).divide(ALL, 4, RoundingMode.HALF_UP).negate()));
  }

  private static Total.Adjustment adjustment(String reason, BigDecimal points) {
    return new Total.Adjustment(reason, Points.rounded(points));
  }

  private static String days(Duration limit) {
    return limit.toHours() % 24 == 0
        ? count(limit.toDays()) + " after the due time"
        : limit.toHours() + " hours after the due time";
  }

  private static String count(long days) {
    return days == 1 ? "1 day" : days + " days";
  }
}
