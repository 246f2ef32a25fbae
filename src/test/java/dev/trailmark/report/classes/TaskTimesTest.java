package dev.trailmark.report.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.lab.Consulted.Look;
import dev.trailmark.lab.Strength;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import dev.trailmark.marks.StepCount;
import dev.trailmark.marks.Total;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskTimesTest {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final List<RubricItem> ITEMS =
      List.of(
          RubricItem.usual("a", "1", "The key exists", 5),
          RubricItem.usual("b", "2", "The trail exists", 5),
          RubricItem.usual("c", "3", "The image exists", 5));

  @Test
  void aTaskTakesFromTheEndOfThoseBeforeItToItsOwn() {
    ClassFigures figures = figures(times(0, 10, 15), times(0, 20, 50), times(0, 12, 20));

    assertThat(figures.tasks())
        .extracting(ClassFigures.Task::median)
        .containsExactly(
            Optional.empty(),
            Optional.of(Duration.ofMinutes(12)),
            Optional.of(Duration.ofMinutes(8)));
    assertThat(figures.tasks().get(2).timed()).isEqualTo(3);
  }

  @Test
  void aTaskThatLeavesNoTimeIsCountedIntoTheNext() {
    ClassFigures figures = figures(times(0, null, 30));

    assertThat(figures.tasks().get(1).median()).isEmpty();
    assertThat(figures.tasks().get(2).median()).contains(Duration.ofMinutes(30));
  }

  @Test
  void ofTasksInAnotherOrderAndOfClaimsNoTimeIsKnown() {
    Grade another = times(10, 0, null);
    Grade claimed = grade(check(0, 0, Strength.WITNESSED), check(1, 5, Strength.CLAIMED));

    assertThat(figures(another, claimed).tasks())
        .extracting(ClassFigures.Task::timed)
        .containsExactly(0, 0, 0);
  }

  @Test
  void anEvenNumberOfTimesHasTheMiddleBetweenTwo() {
    assertThat(figures(times(0, 10, null), times(0, 20, null)).tasks().get(1).median())
        .contains(Duration.ofMinutes(15));
  }

  private static ClassFigures figures(Grade... grades) {
    return ClassFigures.of(
        new GradeBook(START, Course.USUAL, new Rubric(ITEMS), List.of(grades), List.of()));
  }

  private static Grade times(Integer... minutes) {
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < minutes.length; i++) {
      checks.add(
          minutes[i] == null
              ? Check.passed(ITEMS.get(i))
              : check(i, minutes[i], Strength.WITNESSED));
    }
    return grade(checks.toArray(Check[]::new));
  }

  private static Check check(int item, int minutes, Strength strength) {
    Instant at = START.plus(Duration.ofMinutes(minutes));
    Look look = new Look("it", "it", "a log", strength, "", Optional.of(at));
    return Check.passed(ITEMS.get(item)).with(List.of(look), new StepCount(1, 1));
  }

  private static Grade grade(Check... checks) {
    return new Grade(
        "x",
        "X",
        Optional.empty(),
        Handed.UNKNOWN,
        List.of(checks),
        Total.of(List.of(checks)),
        Optional.empty(),
        List.of());
  }
}
