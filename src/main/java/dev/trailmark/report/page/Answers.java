package dev.trailmark.report.page;

import dev.trailmark.lab.Consulted;
import dev.trailmark.lab.Strength;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.report.format.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a class answered to one question of the assessment. Questions are the scenarios of the task
 * {@value #TASK}; an answer is what the scenario's last look found.
 *
 * @param question the scenario's name
 * @param answers what was answered, the commonest first
 */
public record Answers(String question, List<Answer> answers) {
  /** The task that questions belong to. */
  static final String TASK = "assessment";

  private static final int LONGEST = 200;

  /**
   * One answer.
   *
   * @param text the answer, as the first student gave it
   * @param students how many gave it
   * @param percent that in percent of all
   * @param right whether it is the right one
   */
  public record Answer(String text, int students, int percent, boolean right) {}

  private record Given(String text, boolean right) {}

  static List<Answers> of(GradeBook book) {
    List<Answers> questions = new ArrayList<>();
    for (RubricItem item : book.rubric().items()) {
      if (item.task().equals(TASK)) {
        questions.add(new Answers(Plain.line(item.name()), answers(item, book)));
      }
    }
    return questions;
  }

  private static List<Answer> answers(RubricItem item, GradeBook book) {
    Map<String, Given> first = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Grade grade : book.grades()) {
      for (Check check : grade.checks()) {
        if (check.item().id().equals(item.id()) && grade.problem().isEmpty()) {
          Given given = given(check);
          String key = given.text().toLowerCase(Locale.ROOT);
          first.putIfAbsent(key, given);
          counts.merge(key, 1, Integer::sum);
        }
      }
    }
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    return counts.entrySet().stream()
        .map(
            each -> {
              Given given = first.get(each.getKey());
              int percent = Math.round(100f * each.getValue() / all);
              return new Answer(given.text(), each.getValue(), percent, given.right());
            })
        .sorted(Comparator.comparingInt(Answer::students).reversed())
        .toList();
  }

  private static Given given(Check check) {
    if (check.outcome() == Outcome.INDETERMINATE) {
      return new Given("could not be checked", false);
    }
    List<Consulted.Look> looks = check.evidence();
    boolean right = check.outcome() == Outcome.PASS;
    if (looks.isEmpty()) {
      return new Given(right ? "the right one" : Plain.line(check.found(), LONGEST), right);
    }
    Consulted.Look last = looks.get(looks.size() - 1);
    return last.strength() == Strength.ABSENT
        ? new Given("no answer", false)
        : new Given(Plain.line(last.found(), LONGEST), right);
  }
}
