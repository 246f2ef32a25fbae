package dev.trailmark.grading;

import dev.trailmark.marks.Check;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns checks into a grade: one for each scenario of the rubric, at the course's prices.
 *
 * @param course on whose terms
 * @param rubric all scenarios, priced
 * @param tasks the tasks that this run looks at; all when empty
 */
record Marking(Course course, Rubric rubric, Set<String> tasks) {
  private static final String AGAIN = "grade again";

  /**
   * A row for each scenario, so that none is missing from the marks. One that this run does not
   * look at keeps its earlier result.
   *
   * @param reason why a scenario was not executed that should have been
   */
  List<Check> complete(List<Check> executed, Optional<Grade> earlier, String reason) {
    Map<String, Check> now = byItem(executed);
    Map<String, Check> before = byItem(earlier.map(Grade::checks).orElse(List.of()));
    return rubric.items().stream()
        .map(
            item -> {
              boolean asked = asksFor(item);
              Check check = asked ? now.get(item.id()) : before.get(item.id());
              return check == null
                  ? Check.indeterminate(item, asked ? reason : elsewhere(), AGAIN)
                  : check.at(item);
            })
        .toList();
  }

  private static Map<String, Check> byItem(List<Check> checks) {
    return checks.stream()
        .collect(Collectors.toMap(check -> check.item().id(), Function.identity(), (a, b) -> b));
  }

  private boolean asksFor(RubricItem item) {
    return tasks.isEmpty() || tasks.contains(item.task());
  }

  private String elsewhere() {
    return "not graded yet: only task %s was"
        .formatted(tasks.stream().sorted().collect(Collectors.joining(", ")));
  }

  /** What the checks come to for a candidate. */
  Grade grade(
      Candidate candidate, List<Check> checks, Optional<String> problem, List<String> weaknesses) {
    return new Grade(
        candidate.id(),
        candidate.student(),
        candidate.source(),
        candidate.handed(),
        checks,
        course.total(candidate.id(), candidate.handed(), checks),
        problem,
        weaknesses);
  }

  /** The grade of a candidate whose work could not be looked at; only what was asked for opens. */
  Grade ungraded(Candidate candidate, Optional<Grade> earlier, String problem) {
    boolean partly = !tasks.isEmpty() && earlier.isPresent();
    return grade(
        candidate,
        complete(List.of(), earlier, problem),
        partly ? Optional.empty() : Optional.of(problem),
        List.of());
  }

  /** An earlier result on today's terms. */
  Result renewed(Candidate candidate, Result earlier) {
    Grade grade = earlier.grade();
    List<Check> checks =
        new Marking(course, rubric, Set.of())
            .complete(grade.checks(), Optional.empty(), "it was not executed");
    return earlier.with(
        grade(candidate, checks, grade.problem(), grade.weaknesses()).of(grade.target()));
  }
}
