package dev.trailmark.marks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.lab.Consulted;
import dev.trailmark.lab.Strength;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final Instant DUE = Instant.parse("2026-11-20T12:00:00Z");
  private static final RubricItem KEY = RubricItem.usual("a", "1", "The key exists", 6);
  private static final RubricItem ALIAS = RubricItem.usual("b", "1", "Its alias", 2);
  private static final RubricItem IMAGE = RubricItem.usual("c", "2", "The image", 12);
  private static final Rubric RUBRIC = new Rubric(List.of(KEY, ALIAS, IMAGE));

  @Test
  void aTasksPointsAreSharedOutInTheFeaturesProportion() {
    Rubric priced = course(Map.of("1", points("20")), Map.of()).price(RUBRIC);

    assertThat(priced.items())
        .extracting(item -> Points.text(item.points()))
        .containsExactly("15", "5", "12");
    assertThat(priced.maximum()).isEqualByComparingTo("32");
  }

  @Test
  void aScenariosOwnPointsCountBeforeItsTasks() {
    Rubric priced =
        course(Map.of("1", points("20")), Map.of("1/its-alias", points("6"))).price(RUBRIC);

    assertThat(priced.items())
        .extracting(item -> Points.text(item.points()))
        .containsExactly("10", "10", "12");
  }

  @Test
  void whatTheFeaturesDoNotHaveIsRefused() {
    assertThatThrownBy(() -> course(Map.of("9", points("1")), Map.of()).price(RUBRIC))
        .hasMessage("there is no task \"9\"; known are 1, 2");
    assertThatThrownBy(() -> course(Map.of(), Map.of("1/alias", points("1"))).price(RUBRIC))
        .hasMessageContaining("there is no scenario \"1/alias\"; known are 1/its-alias");
  }

  @Test
  void extraCreditComesOnTop() {
    TaskTerms extra =
        new TaskTerms(
            Optional.empty(),
            BigDecimal.ONE,
            Optional.empty(),
            Optional.empty(),
            Optional.of(true),
            Optional.empty());
    Rubric priced = course(Map.of("2", extra), Map.of()).price(RUBRIC);
    Total total = Total.of(priced.items().stream().map(Check::passed).toList());

    assertThat(total.maximum()).isEqualByComparingTo("8");
    assertThat(total.score()).isEqualByComparingTo("20");
  }

  @Test
  void aClaimIsWorthItsShareAndAWitnessAll() {
    Check claimed = Check.passed(KEY).with(List.of(look(Strength.CLAIMED)), StepCount.NONE);
    Check witnessed = Check.passed(KEY).with(List.of(look(Strength.WITNESSED)), StepCount.NONE);

    assertThat(claimed.points()).isEqualByComparingTo("3");
    assertThat(witnessed.points()).isEqualByComparingTo("6");
  }

  @Test
  void aFailedScenarioEarnsForItsStepsOnlyWhereTheCourseSaysSo() {
    Check failed = failed(IMAGE).with(List.of(), new StepCount(1, 3));
    Terms partial = new Terms(BigDecimal.ONE, true, false, Optional.empty());

    assertThat(failed.points()).isEqualByComparingTo("0");
    assertThat(Points.text(failed.at(IMAGE.priced(IMAGE.points(), partial)).points()))
        .isEqualTo("4");
  }

  @Test
  void eachDayBegunAfterTheGraceCostsAndTheCutOffTakesAll() {
    Course course = late(Duration.ofHours(1), "10", Duration.ofDays(3));

    assertThat(score(course, DUE)).isEqualTo("20");
    assertThat(score(course, DUE.plusSeconds(3600))).isEqualTo("20");
    assertThat(score(course, DUE.plusSeconds(3601))).isEqualTo("18");
    assertThat(score(course, DUE.plus(Duration.ofDays(1)))).isEqualTo("18");
    assertThat(score(course, DUE.plus(Duration.ofHours(25)))).isEqualTo("16");
    assertThat(score(course, DUE.plus(Duration.ofDays(3)).plusSeconds(1))).isEqualTo("0");
  }

  @Test
  void aStudentWithMoreTimeIsNotLate() {
    Course course = late(Duration.ZERO, "10", Duration.ofDays(3));
    Handed twoDays = handed(DUE.plus(Duration.ofDays(2)));

    assertThat(Points.text(course.total("ada", twoDays, all()).score())).isEqualTo("20");
    assertThat(course.total("bob", twoDays, all()).adjustments())
        .containsExactly(
            new Total.Adjustment("2 days late, 10 % a day", Points.rounded(new BigDecimal("-4"))));
  }

  @Test
  void anUnknownTimeOfHandingInIsNotLate() {
    assertThat(late(Duration.ZERO, "10", Duration.ofDays(1)).total("bob", Handed.UNKNOWN, all()))
        .extracting(total -> Points.text(total.score()))
        .isEqualTo("20");
  }

  @Test
  void aMissedRequiredTaskCapsTheScore() {
    Course course =
        new Course(
            "",
            Terms.USUAL,
            Map.of(),
            Map.of(),
            Late.NONE,
            new Required(Set.of("1"), BigDecimal.valueOf(40)),
            Course.Attempts.LAST,
            "");
    Total missed =
        course.total(
            "bob", Handed.UNKNOWN, List.of(failed(KEY), Check.passed(ALIAS), Check.passed(IMAGE)));

    assertThat(missed.score()).isEqualByComparingTo("8");
    assertThat(missed.adjustments().get(0).reason())
        .isEqualTo("required task 1 is not complete, so at most 40 % of the points count");
    assertThat(course.total("bob", Handed.UNKNOWN, all()).score()).isEqualByComparingTo("20");
  }

  @Test
  void theBestOrTheLastAttemptCounts() {
    Grade good = attempt(1, Check.passed(KEY));
    Grade bad = attempt(2, failed(KEY));
    Grade broken = attempt(3, Check.indeterminate(KEY, "x", "")).withProblem("unreadable");

    assertThat(Course.USUAL.counting(List.of(good, bad, broken))).contains(bad);
    assertThat(best().counting(List.of(good, bad, broken))).contains(good);
    assertThat(best().counting(List.of(broken))).contains(broken);
  }

  private static String score(Course course, Instant at) {
    return Points.text(course.total("bob", handed(at), all()).score());
  }

  private static Handed handed(Instant at) {
    return new Handed(Optional.of(at), Optional.empty(), 1);
  }

  private static List<Check> all() {
    return RUBRIC.items().stream().map(Check::passed).toList();
  }

  private static Check failed(RubricItem item) {
    return Check.of(item, Outcome.FAIL, "this", "that", "there", "do", Optional.empty());
  }

  private static Consulted.Look look(Strength strength) {
    return new Consulted.Look("a key", "key", "a file, line 3", strength, "");
  }

  private static Grade attempt(int number, Check check) {
    return new Grade(
        "bob",
        "Bob",
        Optional.empty(),
        new Handed(Optional.empty(), Optional.empty(), number),
        List.of(check),
        Total.of(List.of(check)),
        Optional.empty(),
        List.of());
  }

  private static TaskTerms points(String points) {
    return new TaskTerms(
        Optional.of(new BigDecimal(points)),
        BigDecimal.ONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Course course(Map<String, TaskTerms> tasks, Map<String, TaskTerms> scenarios) {
    return new Course(
        "", Terms.USUAL, tasks, scenarios, Late.NONE, Required.NONE, Course.Attempts.LAST, "");
  }

  private static Course best() {
    return new Course(
        "", Terms.USUAL, Map.of(), Map.of(), Late.NONE, Required.NONE, Course.Attempts.BEST, "");
  }

  private static Course late(Duration grace, String perDay, Duration cutOff) {
    Late late =
        new Late(
            Optional.of(DUE),
            Map.of("ada", DUE.plus(Duration.ofDays(7))),
            grace,
            new BigDecimal(perDay),
            Optional.of(cutOff));
    return new Course(
        "", Terms.USUAL, Map.of(), Map.of(), late, Required.NONE, Course.Attempts.LAST, "");
  }
}
