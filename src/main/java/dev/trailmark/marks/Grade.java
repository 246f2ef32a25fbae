package dev.trailmark.marks;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One student's marks.
 *
 * @param id the submission's short name
 * @param student the student's name; the short name when the submission could not be read
 * @param source the file that was handed in; empty when the work was watched and not handed in
 * @param handed how it came in
 * @param checks one for each scenario of the rubric, in the rubric's order
 * @param total what the checks come to
 * @param problem why this student could not be graded at all
 * @param weaknesses what the checks of this run cannot show, and why
 * @param target what was asked, such as {@code AWS in us-east-1}; empty when nobody was
 */
public record Grade(
    String id,
    String student,
    Optional<Path> source,
    Handed handed,
    List<Check> checks,
    Total total,
    Optional<String> problem,
    List<String> weaknesses,
    String target) {

  /** Lists that can no longer be changed. */
  public Grade {
    checks = List.copyOf(checks);
    weaknesses = List.copyOf(weaknesses);
  }

  /** A grade for which nobody was asked. */
  public Grade(
      String id,
      String student,
      Optional<Path> source,
      Handed handed,
      List<Check> checks,
      Total total,
      Optional<String> problem,
      List<String> weaknesses) {
    this(id, student, source, handed, checks, total, problem, weaknesses, "");
  }

  /** The same, found by asking a target. */
  public Grade of(String asked) {
    return new Grade(id, student, source, handed, checks, total, problem, weaknesses, asked);
  }

  /** The same for a student who could not be graded. */
  public Grade withProblem(String reason) {
    return new Grade(
        id, student, source, handed, checks, total, Optional.of(reason), weaknesses, target);
  }

  /** The points earned. */
  public BigDecimal score() {
    return total.score();
  }

  /** The points that could be earned. */
  public BigDecimal maximum() {
    return total.maximum();
  }

  /** The points that nothing is known about. */
  public BigDecimal open() {
    return total.open();
  }

  /** Whether every check says yes or no. */
  public boolean decided() {
    return problem.isEmpty()
        && checks.stream().noneMatch(check -> check.outcome() == Outcome.INDETERMINATE);
  }

  /** Whether some check said no. */
  public boolean failed() {
    return checks.stream().anyMatch(check -> check.outcome() == Outcome.FAIL);
  }

  /** The checks by task, in the tasks' order. */
  public Map<String, List<Check>> byTask() {
    return checks.stream()
        .collect(
            Collectors.groupingBy(check -> check.item().task(), TreeMap::new, Collectors.toList()));
  }
}
