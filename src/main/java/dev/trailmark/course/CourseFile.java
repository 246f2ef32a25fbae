package dev.trailmark.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trailmark.marks.Course;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The shape of {@code rubric.yaml}, member for member. A member that is not here is refused.
 *
 * @param name what reports call the lab
 * @param claimed the share that a mere claim is worth, 0 to 1
 * @param partial whether a failed scenario earns for its steps that passed
 * @param tasks terms by task
 * @param scenarios terms by scenario
 * @param late what lateness costs
 * @param required tasks without which the lab is not passed
 * @param attempts which of several attempts counts
 */
record CourseFile(
    String name,
    BigDecimal claimed,
    Boolean partial,
    Map<String, Terms> tasks,
    Map<String, Terms> scenarios,
    Late late,
    Required required,
    Attempts attempts) {

  /** Terms of a task or scenario. */
  record Terms(
      BigDecimal points,
      BigDecimal weight,
      BigDecimal claimed,
      Boolean partial,
      Boolean extraCredit,
      Instant hiddenUntil) {}

  /** What lateness costs; {@code perDay} in percent. */
  record Late(
      Instant due,
      Map<String, Instant> students,
      Duration grace,
      BigDecimal perDay,
      Duration cutOff) {}

  /** Required tasks; {@code cap} in percent of the maximum. */
  record Required(List<String> tasks, BigDecimal cap) {}

  /** Which attempt counts. */
  enum Attempts {
    @JsonProperty("best")
    BEST(Course.Attempts.BEST),
    @JsonProperty("last")
    LAST(Course.Attempts.LAST);

    private final Course.Attempts meant;

    Attempts(Course.Attempts meant) {
      this.meant = meant;
    }

    Course.Attempts meant() {
      return meant;
    }
  }
}
