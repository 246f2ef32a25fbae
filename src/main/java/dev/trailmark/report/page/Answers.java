package dev.trailmark.report.page;

import dev.trailmark.lab.Consulted;
import dev.trailmark.lab.Strength;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.report.format.Plain;
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
    Map<String, Tally> questions = new LinkedHashMap<>();
    for (RubricItem item : book.rubric().items()) {
      if (item.task().equals(TASK)) {
        questions.put(item.id(), new Tally(Plain.line(item.name())));
      }
    }
    for (Grade grade : book.grades()) {
      for (Check check : grade.checks()) {
        if (questions.containsKey(check.item().id()) && grade.problem().isEmpty()) {
          questions.get(check.item().id()).add(given(check));
        }
      }
    }
    return questions.values().stream().map(Tally::answers).toList();
  }

  /** Counts the answers to one question. */
  private static final class Tally {
    private final String question;
    private final Map<String, Given> first = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int all;

    Tally(String question) {
      this.question = question;
    }

    void add(Given given) {
      String key = given.text().toLowerCase(Locale.ROOT);
      first.putIfAbsent(key, given);
      counts.merge(key, 1, Integer::sum);
      all++;
    }

    Answers answers() {
      return new Answers(
          question,
          counts.entrySet().stream()
              .map(each -> answer(first.get(each.getKey()), each.getValue()))
              .sorted(Comparator.comparingInt(Answer::students).reversed())
              .toList());
    }

    private Answer answer(Given given, int students) {
      return new Answer(given.text(), students, Math.round(100f * students / all), given.right());
    }
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
