package dev.trailmark.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.grading.Candidate.Unreachable;
import dev.trailmark.grading.tiny.FakeStudent;
import dev.trailmark.lab.Progress;
import dev.trailmark.marks.Check;
import dev.trailmark.marks.Course;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.marks.Outcome;
import dev.trailmark.marks.Rubric;
import dev.trailmark.marks.RubricItem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraderTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path results;

  private final Features tiny =
      new Features(
          "tiny", Optional.empty(), "dev.trailmark.grading.tiny", "!demonstration", "not @task:2");

  @Test
  void theRubricComesFromTheTags() {
    Rubric rubric = new FeatureRun(tiny.matching(""), results).rubric();

    assertThat(rubric.items())
        .extracting(RubricItem::task, RubricItem::name, RubricItem::points)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("1", "The key is there", points(5)),
            org.assertj.core.groups.Tuple.tuple("1", "The key is described", points(3)),
            org.assertj.core.groups.Tuple.tuple("2", "The step is missing", points(7)),
            org.assertj.core.groups.Tuple.tuple("2", "The check itself is broken", points(2)),
            org.assertj.core.groups.Tuple.tuple("7", "Question 1 is answered", points(4)),
            org.assertj.core.groups.Tuple.tuple("7", "Question 2 is answered", points(4)));
    assertThat(rubric.maximum()).isEqualTo(points(25));
  }

  @Test
  void aStudentWithoutFaultEarnsAllPoints() {
    Grade grade = gradeOne(new FakeStudent("Ada", Set.of(), Set.of()));

    assertThat(grade.score()).isEqualTo(points(16)).isEqualTo(grade.maximum());
    assertThat(grade.decided()).isTrue();
    assertThat(grade.failed()).isFalse();
    assertThat(grade.weaknesses()).containsExactly("no IAM there");
  }

  @Test
  void whatIsMissingCostsItsPointsAndSaysWhy() {
    Grade grade = gradeOne(new FakeStudent("Bob", Set.of("description", "answer2"), Set.of()));

    assertThat(grade.score()).isEqualTo(points(9));
    assertThat(grade.checks())
        .filteredOn(check -> check.outcome() == Outcome.FAIL)
        .satisfiesExactly(
            check -> {
              assertThat(check.expected()).isEqualTo("a description");
              assertThat(check.found()).isEqualTo("no description");
              assertThat(check.where()).isEqualTo("kms:DescribeKey");
              assertThat(check.hint()).isEqualTo("make a description");
              assertThat(check.blockedBy()).isEmpty();
            },
            check -> assertThat(check.blockedBy()).contains("task 1's key"));
  }

  @Test
  void aTargetThatCannotBeAskedCostsNothingAndLeavesThePointsOpen() {
    Grade grade = gradeOne(new FakeStudent("Cy", Set.of(), Set.of("key")));

    assertThat(grade.failed()).isFalse();
    assertThat(grade.decided()).isFalse();
    assertThat(grade.open()).isEqualTo(points(5));
    assertThat(grade.score()).isEqualTo(points(11));
    assertThat(grade.checks().get(0).found()).contains("http://127.0.0.1:1 refuses connections");
  }

  @Test
  void aStepThatIsMissingOrBrokenIsNotTheStudentsFault() {
    Grade grade =
        grader(tiny.matching("@task:2"))
            .grade(List.of(candidate(new FakeStudent("Di", Set.of(), Set.of()))), 1, LONG)
            .grades()
            .get(0);

    assertThat(grade.checks()).extracting(Check::outcome).containsOnly(Outcome.INDETERMINATE);
    assertThat(grade.checks().get(1).found()).isEqualTo("the check broke: a fault of the check");
  }

  @Test
  void whatCannotBeReachedIsAProblemOfOneStudentOnly() {
    Candidate gone =
        new Candidate(
            "eve",
            "Eve",
            Optional.empty(),
            () -> {
              throw new Unreachable("eve.yaml:3: no such region", null);
            });
    GradeBook book =
        grader(tiny)
            .grade(List.of(gone, candidate(new FakeStudent("Fay", Set.of(), Set.of()))), 2, LONG);

    assertThat(book.gradedAt()).isEqualTo(NOW);
    assertThat(book.decided()).isFalse();
    assertThat(book.grades().get(0).problem()).contains("eve.yaml:3: no such region");
    assertThat(book.grades().get(0).maximum()).isEqualTo(points(16));
    assertThat(book.grades().get(0).open()).isEqualTo(points(16));
    assertThat(book.grades().get(1).score()).isEqualTo(points(16));
  }

  @Test
  void theTimeLimitEndsAStudentsGradingAndNotTheOthers() {
    FakeStudent slow = new FakeStudent("Gus", Set.of(), Set.of()).hanging();
    Grader grader =
        new Grader(
            new FeatureRun(tiny, results),
            Course.USUAL,
            InstantSource.fixed(NOW),
            Watch.of(Progress.SILENT),
            () -> new OnlyTheFirst(slow));
    GradeBook book =
        grader.grade(
            List.of(candidate(slow), candidate(new FakeStudent("Hal", Set.of(), Set.of()))),
            1,
            LONG);

    assertThat(book.grades().get(0).open()).isEqualTo(points(16));
    assertThat(book.grades().get(0).checks())
        .extracting(Check::found)
        .containsOnly("interrupted", "the time limit was reached");
    assertThat(book.grades().get(1).decided()).isTrue();
    assertThat(slow.closed()).isTrue();
  }

  @Test
  void manyAtOnceAreKeptApart() throws IOException {
    List<Candidate> class30 = new ArrayList<>();
    IntStream.range(0, 30)
        .forEach(
            i ->
                class30.add(
                    candidate(
                        new FakeStudent(
                            "Student-" + i, i % 3 == 0 ? Set.of("key") : Set.of(), Set.of()))));

    GradeBook book = grader(tiny).grade(class30, 4, LONG);

    for (int i = 0; i < 30; i++) {
      assertThat(book.grades().get(i).student()).isEqualTo("Student-" + i);
      assertThat(book.grades().get(i).score()).isEqualTo(points(i % 3 == 0 ? 11 : 16));
    }
    assertThat(written("-result.json"))
        .hasSize(120)
        .allMatch(text -> text.contains("\"parentSuite\""));
    assertThat(written("-attachment.txt"))
        .filteredOn(text -> text.startsWith("Student-7 "))
        .hasSize(4);
  }

  private static BigDecimal points(int points) {
    return BigDecimal.valueOf(points);
  }

  private Grade gradeOne(FakeStudent student) {
    Grade grade =
        grader(tiny).grade(List.of(candidate(student)), 1, LONG).grades().stream()
            .findFirst()
            .orElseThrow();
    assertThat(student.closed()).isTrue();
    return grade;
  }

  private Grader grader(Features features) {
    return new Grader(new FeatureRun(features, results), InstantSource.fixed(NOW), Progress.SILENT);
  }

  private static Candidate candidate(FakeStudent student) {
    String name = student.name();
    return new Candidate(name, name, Optional.empty(), student::context);
  }

  private List<String> written(String ending) throws IOException {
    try (Stream<Path> files = Files.list(results)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  /** A timer that lets the first deadline pass once its student hangs, and no other. */
  private static final class OnlyTheFirst implements Deadlines.Timer {
    private final FakeStudent first;
    private boolean used;

    OnlyTheFirst(FakeStudent first) {
      this.first = first;
    }

    @Override
    public Runnable plan(Runnable task, Duration after) {
      if (!used) {
        used = true;
        CompletableFuture.runAsync(
            () -> {
              first.awaitHanging();
              task.run();
            });
      }
      return () -> {};
    }

    @Override
    public void close() {
      // Nothing is planned any more.
    }
  }
}
