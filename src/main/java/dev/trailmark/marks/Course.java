package dev.trailmark.marks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a course marks the lab: its own prices over those of the features' tags, and what lateness,
 * required tasks and several attempts mean.
 *
 * @param name what reports call the lab; empty for the features' own
 * @param terms for every scenario that nothing else is said of
 * @param tasks terms by task, as {@code @task:N} names them
 * @param scenarios terms by a scenario's key
 * @param late what lateness costs
 * @param required the tasks that must be passed
 * @param attempts which of several attempts counts
 * @param hash SHA-256 of the text that said all this, in hexadecimal; empty for the usual course
 */
public record Course(
    String name,
    Terms terms,
    Map<String, TaskTerms> tasks,
    Map<String, TaskTerms> scenarios,
    Late late,
    Required required,
    Attempts attempts,
    String hash) {

  /** Which of a student's attempts counts. */
  public enum Attempts {
    /** The one with the most points; the later one of equals. */
    BEST,
    /** The last one. */
    LAST
  }

  /** The features' own points, and nothing else. */
  public static final Course USUAL =
      new Course("", Terms.USUAL, Map.of(), Map.of(), Late.NONE, Required.NONE, Attempts.LAST, "");

  private static final int SCALE = 8;

  /** Maps that can no longer be changed. */
  public Course {
    tasks = Map.copyOf(tasks);
    scenarios = Map.copyOf(scenarios);
  }

  /**
   * The rubric at this course's prices.
   *
   * @throws IllegalArgumentException when the course speaks of a task or scenario that is not
   *     there, or prices a task whose scenarios have no points to share out by
   */
  public Rubric price(Rubric rubric) {
    Set<String> keys = rubric.items().stream().map(RubricItem::key).collect(Collectors.toSet());
    requireKnown("task", tasks.keySet(), rubric.tasks());
    requireKnown("required task", required.tasks(), rubric.tasks());
    requireKnown("scenario", scenarios.keySet(), keys);
    Map<String, List<RubricItem>> own =
        rubric.items().stream().map(this::own).collect(Collectors.groupingBy(RubricItem::task));
    List<RubricItem> priced = new ArrayList<>();
    for (RubricItem item : rubric.items()) {
      priced.add(inTask(own(item), own.get(item.task())));
    }
    return new Rubric(priced);
  }

  private RubricItem own(RubricItem item) {
    TaskTerms own = scenarios.getOrDefault(item.key(), TaskTerms.NONE);
    Terms general = tasks.getOrDefault(item.task(), TaskTerms.NONE).over(terms);
    BigDecimal points = own.points().orElse(item.points()).multiply(own.weight());
    return item.priced(points, own.over(general));
  }

  private RubricItem inTask(RubricItem item, List<RubricItem> siblings) {
    TaskTerms task = tasks.getOrDefault(item.task(), TaskTerms.NONE);
    BigDecimal points = item.points();
    if (task.points().isPresent()) {
      BigDecimal sum = Points.sum(siblings.stream().map(RubricItem::points));
      if (sum.signum() == 0) {
        throw new IllegalArgumentException(
            "task %s has no points to share out; give its scenarios points".formatted(item.task()));
      }
      points = points.multiply(task.points().get()).divide(sum, SCALE, RoundingMode.HALF_UP);
    }
    return item.priced(points.multiply(task.weight()), item.terms());
  }

  private static void requireKnown(String what, Set<String> named, Set<String> known) {
    for (String each : named) {
      if (!known.contains(each)) {
        throw new IllegalArgumentException(
            "there is no %s \"%s\"; known are %s"
                .formatted(what, each, String.join(", ", new TreeSet<>(known))));
      }
    }
  }

  /**
   * What a student's checks come to.
   *
   * @param student the short name of the submission
   * @param checks at this course's prices
   */
  public Total total(String student, Handed handed, List<Check> checks) {
    Total plain = Total.of(checks);
    List<Total.Adjustment> adjustments = new ArrayList<>();
    required.penalty(checks, plain.score(), plain.maximum()).ifPresent(adjustments::add);
    BigDecimal earned = plain.score().add(sum(adjustments));
    late.penalty(student, handed, earned).ifPresent(adjustments::add);
    return new Total(
        plain.score().add(sum(adjustments)), plain.maximum(), plain.open(), adjustments);
  }

  private static BigDecimal sum(List<Total.Adjustment> adjustments) {
    return Points.sum(adjustments.stream().map(Total.Adjustment::points));
  }

  /** The attempt that counts; an attempt that could not be graded only when there is no other. */
  public Optional<Grade> counting(List<Grade> attempts) {
    Comparator<Grade> order = Comparator.comparing(grade -> grade.problem().isEmpty());
    if (this.attempts == Attempts.BEST) {
      order = order.thenComparing(Grade::score);
    }
    return attempts.stream().max(order.thenComparing(grade -> grade.handed().attempt()));
  }
}
